"""Seats to fill: empty ones, those held in the meantime, and those that end while nobody follows."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.concertation.rules import Composition, RuleSet, Seated, overlap, vacancies
from registry.concertation.rules.vacancies import EMPTY, ENDING, INTERIM
from registry.core.dates import PartialDate, Period

DAY = date(2026, 11, 21)
RULES = RuleSet.of({"seats": [{"role": "chair", "min": 2}]})
MONTHS = st.builds(PartialDate, st.just(2026), st.integers(1, 12))


def term(key: str, since: str, until: str | None = None, *, interim: bool = False, role: str = "chair") -> Seated:
    period = Period(since=PartialDate.parse(since), until=PartialDate.parse(until) if until else None, ongoing=True)
    return Seated(key, key, role, period, interim)


def found(*terms: Seated, kept: bool = True) -> list[tuple[str, str]]:
    return [(one.code, one.seat) for one in vacancies(RULES, Composition(terms, {}, kept), DAY, 90)]


def test_the_seats_that_a_rule_asks_for_and_nobody_holds() -> None:
    [empty] = vacancies(RULES, Composition([term("a", "2026")], {}, True), DAY, 90)
    assert (empty.code, empty.role, empty.count) == (EMPTY, "chair", 1)
    assert found(term("a", "2026"), kept=False) == [], "others may sit of whom nobody told"


def test_a_seat_that_ends_soon_while_nobody_follows() -> None:
    stays, ends = term("stays", "2026-01-01", "2027-06-01"), term("ends", "2026-01-01", "2027-01-15")
    assert found(stays, ends) == [(ENDING, "ends")]
    assert found(stays, ends, term("next", "2027-01-15")) == []
    assert found(stays, ends, term("other", "2027-01-15", role="member")) == [(ENDING, "ends")]
    assert found(stays, ends, term("late", "2027-03-01")) == [(ENDING, "ends")]


def test_one_who_follows_takes_one_seat() -> None:
    first, second = term("first", "2026-01-01", "2026-12-01"), term("second", "2026-01-01", "2027-01-15")
    assert found(first, second, term("next", "2026-12-01")) == [(ENDING, "second")]


def test_who_fills_in_is_to_be_followed() -> None:
    assert found(term("a", "2026-01-01"), term("b", "2026-01-01", "2026-12-01", interim=True)) == [(INTERIM, "b")]


@given(MONTHS, MONTHS, MONTHS, MONTHS)
def test_terms_overlap_alike_from_either_side_and_never_one_after_the_other(
    a: PartialDate, b: PartialDate, c: PartialDate, d: PartialDate
) -> None:
    one, other = Period(since=a, until=b), Period(since=c, until=d)
    assert overlap(one, other) == overlap(other, one)
    assert not overlap(one, Period(since=b))
