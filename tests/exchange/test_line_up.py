"""Periods of an intake that a file tells anew, against those that stand."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth
from registry.directory.rules.line_up import line_up

TODAY = date(2026, 11, 21)
STATES = st.sampled_from(["open", "limited", "waitlist", "suspended", "closed"])


@dataclass(frozen=True)
class Spell:
    status: str
    period: Period

    def possible_on(self, day: date) -> bool:
        return self.period.holds_on(day) is not Truth.NO


def spell(status: str, since: int | None, until: int | None) -> Spell:
    """A state from so many days before or after today until so many."""
    bounds = [None if days is None else PartialDate.of(TODAY + timedelta(days=days)) for days in (since, until)]
    return Spell(status, Period(since=bounds[0], until=bounds[1], ongoing=until is None))


def statuses(spells: list[Spell], day: date) -> set[str]:
    return {one.status for one in spells if one.possible_on(day)}


def after(standing: list[Spell], told: list[Spell]) -> list[Spell]:
    """The periods once the plan is carried out."""
    plan = line_up(standing, told, TODAY)
    ends = {id(row): day for row, day in plan.ends}
    anew = {id(row): one for one, row in plan.same}
    kept = [anew.get(id(row), row) for row in standing]
    ended = [
        replace(row, period=replace(row.period, until=ends[id(old)], ongoing=False)) if id(old) in ends else row
        for old, row in zip(standing, kept, strict=True)
    ]
    return ended + [replace(one, period=replace(one.period, since=since)) for one, since in plan.begins]


@st.composite
def histories(draw: st.DrawFn) -> list[Spell]:
    """Periods one after the other, the last open-ended; the first may have begun at any time."""
    days = sorted(draw(st.sets(st.integers(-400, -1), min_size=1, max_size=4)))
    bounds: list[int | None] = [draw(st.sampled_from([None, days[0]])), *days[1:], None]
    return [spell(draw(STATES), bounds[i], bounds[i + 1]) for i in range(len(bounds) - 1)]


@settings(deadline=None)
@given(histories())
def test_what_is_told_again_changes_nothing(standing: list[Spell]) -> None:
    plan = line_up(standing, list(standing), TODAY)
    assert [one is row for one, row in plan.same] == [True] * len(standing)
    assert (plan.begins, plan.ends) == ([], [])


@settings(deadline=None)
@given(histories(), STATES, st.integers(0, 300))
def test_a_state_without_dates_holds_from_today_and_yesterdays_answers_stay(
    standing: list[Spell], status: str, days: int
) -> None:
    past = TODAY - timedelta(days=days + 1)
    assume(status != standing[-1].status)
    now = after(standing, [spell(status, None, None)])
    assert statuses(now, past) == statuses(standing, past)
    assert statuses(now, TODAY) == {status}


@settings(deadline=None)
@given(histories(), STATES)
def test_an_end_that_becomes_known_is_the_same_period(standing: list[Spell], status: str) -> None:
    *before, last = standing
    assume(last.period.since is not None)
    ended = replace(last, period=replace(last.period, until=PartialDate.of(TODAY), ongoing=False))
    now = after(standing, [*before, ended, spell(status, 0, None)])
    assert statuses(now, TODAY - timedelta(days=1)) == {last.status}
    assert statuses(now, TODAY) == {status}
