"""Partial dates and periods: unknown inside an imprecise span, yes or no outside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.dates import Basis, PartialDate, Period, confirmed_on
from registry.core.logic import Truth

parse = PartialDate.parse
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    text = draw(days).isoformat()
    return parse(text[: draw(st.sampled_from([4, 7, 10]))])


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12-31", "day", date(2024, 12, 31), date(2024, 12, 31)),
        ("9999", "year", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_what_a_partial_date_may_mean(text: str, precision: str, first: date, last: date) -> None:
    value = parse(text)
    assert (value.precision, value.first_day, value.last_day) == (precision, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "0999", "02024", "2024-", "2024-3", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-03-00",
     "2024/03", "2024-03-1", "20240301", " 2024", "2024\n", "२०२४", "2024-03-01T00:00", "-2024", "c. 2024"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    "parts", [(2024, None, 3), (999,), (10000,), (2024, 13), (2024, 0), (2024, 2, 30), (2024, 2, 0)]
)
def test_parts_that_are_no_date_are_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)


@given(partial_dates())
def test_the_text_comes_back(value: PartialDate) -> None:
    assert parse(str(value)) == value


@given(partial_dates(), partial_dates())
def test_two_partial_dates_have_no_order(one: PartialDate, other: PartialDate) -> None:
    with pytest.raises(TypeError):
        _ = one < other  # type: ignore[operator]


@given(days)
def test_a_day_is_an_exact_date(day: date) -> None:
    assert PartialDate.of(day).first_day == PartialDate.of(day).last_day == day


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (Period(since=parse("2024-03-10")), date(2024, 3, 9), Truth.NO),
        (Period(since=parse("2024-03-10")), date(2024, 3, 10), Truth.YES),
        (Period(since=parse("2024-03")), date(2024, 2, 29), Truth.NO),
        (Period(since=parse("2024-03")), date(2024, 3, 1), Truth.UNKNOWN),
        (Period(since=parse("2024-03")), date(2024, 3, 31), Truth.UNKNOWN),
        (Period(since=parse("2024-03")), date(2024, 4, 1), Truth.YES),
        (Period(since=parse("2020"), until=parse("2024-03-10")), date(2024, 3, 9), Truth.YES),
        (Period(since=parse("2020"), until=parse("2024-03-10")), date(2024, 3, 10), Truth.NO),
        (Period(since=parse("2020"), until=parse("2024")), date(2023, 12, 31), Truth.YES),
        (Period(since=parse("2020"), until=parse("2024")), date(2024, 1, 1), Truth.UNKNOWN),
        (Period(since=parse("2020"), until=parse("2024")), date(2024, 12, 31), Truth.UNKNOWN),
        (Period(since=parse("2020"), until=parse("2024")), date(2025, 1, 1), Truth.NO),
        (Period(as_of=parse("2024-03")), date(2024, 2, 29), Truth.UNKNOWN),
        (Period(as_of=parse("2024-03")), date(2024, 3, 1), Truth.YES),
        (Period(), date(2024, 3, 1), Truth.UNKNOWN),
        (
            Period(since=parse("2020"), ongoing=False, as_of=parse("2024-03-10")),
            date(2024, 3, 9),
            Truth.UNKNOWN,
        ),
        (Period(since=parse("2020"), ongoing=False, as_of=parse("2024-03-10")), date(2024, 3, 10), Truth.NO),
        (Period(since=parse("2020"), ongoing=False), date(2024, 3, 10), Truth.UNKNOWN),
        (Period(since=parse("2020"), ongoing=True), date(2024, 3, 10), Truth.YES),
        (Period(since=parse("2020")), date(2024, 3, 10), Truth.YES),
        (Period(since=parse("2024-03-10"), since_basis=Basis.PERIOD), date(2024, 3, 9), Truth.UNKNOWN),
        (Period(since=parse("2024-03-10"), since_basis=Basis.PERIOD), date(2024, 3, 10), Truth.YES),
        (Period(parse("2020"), parse("2024-03-10"), until_basis=Basis.PERIOD), date(2024, 3, 9), Truth.YES),
        (
            Period(parse("2020"), parse("2024-03-10"), until_basis=Basis.PERIOD),
            date(2024, 3, 10),
            Truth.UNKNOWN,
        ),
        (Period(parse("2020"), parse("2024-03-10"), until_basis=Basis.INFERRED), date(2024, 3, 10), Truth.NO),
    ],
)
def test_in_force(period: Period, day: date, expected: Truth) -> None:
    assert period.holds_on(day) is expected


def test_a_confirmation_here_vouches_that_it_had_begun_from_the_first_one_on() -> None:
    period = Period(as_of=parse("2024-05"), first_confirmed=date(2024, 4, 2), confirmed=date(2024, 6, 1))
    assert period.holds_on(date(2024, 4, 1)) is Truth.UNKNOWN
    assert period.holds_on(date(2024, 4, 2)) is Truth.YES
    assert period.last_confirmed == date(2024, 6, 1)


def test_an_older_confirmation_here_does_not_hide_what_a_source_said_later() -> None:
    assert Period(as_of=parse("2024-05"), confirmed=date(2024, 4, 2)).last_confirmed == date(2024, 5, 1)


def test_a_confirmation_here_does_not_move_the_end_that_a_source_tells_without_a_date() -> None:
    over = Period(since=parse("2020"), ongoing=False, as_of=parse("2024-05-01"), confirmed=date(2024, 4, 1))
    assert over.holds_on(date(2024, 4, 1)) is Truth.UNKNOWN
    assert over.holds_on(date(2024, 5, 1)) is Truth.NO


@given(days, st.integers(0, 400))
def test_a_confirmation_grows_old_after_its_limit_and_never_before(last: date, limit: int) -> None:
    assert confirmed_on(last + timedelta(limit), last, limit) is Truth.YES
    assert confirmed_on(last + timedelta(limit + 1), last, limit) is Truth.UNKNOWN
    assert confirmed_on(last - timedelta(1), last, limit) is Truth.YES


@given(days)
def test_what_nobody_ever_confirmed_is_unknown(day: date) -> None:
    assert confirmed_on(day, None, 30) is Truth.UNKNOWN


@given(partial_dates(), partial_dates(), days)
def test_knowing_a_bound_more_finely_never_turns_a_yes_into_a_no(
    since: PartialDate, until: PartialDate, day: date
) -> None:
    vague = Period(since, until).holds_on(day)
    fine = {
        Period(PartialDate.of(begun), PartialDate.of(over)).holds_on(day)
        for begun in (since.first_day, since.last_day)
        for over in (until.first_day, until.last_day)
    }
    if vague is not Truth.UNKNOWN:
        assert fine == {vague}
