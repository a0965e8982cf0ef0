"""How long what is known of a seat or a membership is told without asking anybody to confirm it."""

from datetime import date

import pytest

from registry.core.dates import Basis, PartialDate, Period
from registry.core.logic import Truth

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        (Period(as_of=PartialDate(2025, 12)), Truth.YES),
        (Period(as_of=PartialDate(2025, 3)), Truth.UNKNOWN),
        (Period(as_of=PartialDate(2000, 5), confirmed=date(2026, 1, 1)), Truth.YES),
        (Period(since=PartialDate(2026, 3)), Truth.YES),
        (Period(since=PartialDate(2005, 11)), Truth.UNKNOWN),
        (Period(since=PartialDate(2026, 3), until=PartialDate(2026, 12), until_basis=Basis.PERIOD), Truth.YES),
        (Period(since=PartialDate(2005, 11), until=PartialDate(2030)), Truth.YES),
        (Period(since=PartialDate(2005, 11), until=PartialDate(2030), until_basis=Basis.PERIOD), Truth.UNKNOWN),
        (Period(), Truth.UNKNOWN),
    ],
)
def test_a_term_without_an_end_grows_old_a_year_after_somebody_vouched_for_it(period: Period, holds: Truth) -> None:
    assert period.vouched_on(DAY, 365) is holds
