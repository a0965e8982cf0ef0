"""Whether a service takes people on a day (docs/pathways.md §3 *intake*), and what a change does to its periods.

A change says how things stand from a day on, until its announced end or the next recorded change, whichever
comes first. It lies over the periods like a strip of paper: what was recorded for the days outside it stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from registry.core.dates import Basis, PartialDate, Period, confirmed_on
from registry.core.logic import Truth

ACCEPTING = ("open", "limited", "waitlist")


class IntakeState(Protocol):
    """One recorded state, as long as it lasts."""

    status: str

    @property
    def period(self) -> Period: ...


I = TypeVar("I", bound=IntakeState)  # noqa: E741 -- the state of an intake


@dataclass(frozen=True)
class ShownIntake(Generic[I]):
    """`possible`: the periods that may hold on the day, in order. `silent`: perhaps nobody said anything of it.

    `accepts` is *unknown* also when a state that accepts has not been confirmed lately: `to_confirm`.
    """

    possible: tuple[I, ...]
    silent: bool
    accepts: Truth
    to_confirm: bool

    @property
    def current(self) -> I | None:
        """The state to show: the latest that may hold."""
        return self.possible[-1] if self.possible else None


def intake_on(periods: Sequence[I], day: date, limit: int) -> ShownIntake[I]:
    """What the recorded periods, in order, say of that day; accepting states grow old after `limit` days."""
    possible = tuple(row for row in periods if row.period.holds_on(day) is not Truth.NO)
    sure = any(row.period.holds_on(day) is Truth.YES for row in possible)
    silent = not sure and not _cover(possible, day)
    accepting = [row for row in possible if row.status in ACCEPTING]
    to_confirm = any(grows_old(row.period, day, limit) for row in accepting)
    accepts = Truth.UNKNOWN
    if not silent and not accepting:
        accepts = Truth.NO
    elif not silent and len(accepting) == len(possible) and not to_confirm:
        accepts = Truth.YES
    return ShownIntake(possible, silent, accepts, to_confirm)


def grows_old(period: Period, day: date, limit: int) -> bool:
    """Whether nobody confirmed it lately; a period with a real end needs no confirmation."""
    return not has_real_end(period) and confirmed_on(day, period.last_confirmed, limit) is not Truth.YES


def has_real_end(period: Period) -> bool:
    """Whether an end is stated that isn't just that of a document's own period."""
    return period.until is not None and period.until_basis is not Basis.PERIOD


@dataclass(frozen=True)
class Change(Generic[I]):
    """What a change does to the periods that stand.

    `replaced` began on that very day. `ended` may hold on it and end there; `firmed` seemed to last only as
    long as their document looked, and now end where that did. `resumed` goes on after the announced end.
    `until` is where the new period ends; `blocked`: its announced end passes the next recorded change.
    """

    replaced: tuple[I, ...]
    ended: tuple[I, ...]
    firmed: tuple[I, ...]
    resumed: I | None
    until: PartialDate | None
    blocked: bool


def change_from(periods: Sequence[I], since: date, until: date | None = None) -> Change[I]:
    """The change that takes effect on the day `since`, and ends on `until` if that is announced."""
    replaced, ended, firmed, later = [], [], [], []
    for row in periods:
        begins = row.period.since.first_day if row.period.since else date.min
        if begins > since:
            later.append(row)
        elif begins == since:
            replaced.append(row)
        elif _bounded_before(row.period, since):
            firmed.append(row)
        elif row.period.over_on(since) is not Truth.YES:
            ended.append(row)
    following = min(
        (row.period.since for row in later if row.period.since), key=lambda day: day.first_day, default=None
    )
    if until is None:
        return Change(tuple(replaced), tuple(ended), tuple(firmed), None, following, False)
    blocked = following is not None and until > following.first_day
    under = [row for row in (*ended, *replaced) if row.period.over_on(until) is not Truth.YES]
    return Change(
        tuple(replaced), tuple(ended), tuple(firmed), under[-1] if under else None, PartialDate.of(until), blocked
    )


def _bounded_before(period: Period, day: date) -> bool:
    """Whether its document's own period ends by that day."""
    return period.until is not None and period.until_basis is Basis.PERIOD and period.until.last_day <= day


def _cover(possible: Sequence[IntakeState], day: date) -> bool:
    """Whether the possible periods hold the day between them: each ends in the very span in which the next begins."""
    if not possible:
        return False
    begun = possible[0].period.begun_on(day) is Truth.YES
    lasting = possible[-1].period.over_on(day) is Truth.NO
    return begun and lasting and all(_joined(one.period, other.period) for one, other in pairwise(possible))


def _joined(one: Period, other: Period) -> bool:
    bases = (one.until_basis, other.since_basis)
    return one.until is not None and one.until == other.since and Basis.PERIOD not in bases
