"""How the periods of an intake that a file tells anew are brought in line with those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth
from registry.core.records import day_of_change


class Spell(Protocol):
    """One state of an intake, for a while."""

    @property
    def status(self) -> str: ...

    @property
    def period(self) -> Period: ...


S = TypeVar("S", bound=Spell)


@dataclass
class LineUp(Generic[S]):
    """`same`: (told, standing) are one period, told anew; `begins`: told ones that are new, and since when;
    `ends`: standing ones that end, and when. Standing ones that are in none of these stay as they are."""

    same: list[tuple[S, S]] = field(default_factory=list)
    begins: list[tuple[S, PartialDate | None]] = field(default_factory=list)
    ends: list[tuple[S, PartialDate]] = field(default_factory=list)


def line_up(standing: Sequence[S], told: Sequence[S], today: date) -> LineUp[S]:
    """What to do so that the told periods hold from now on, and yesterday's answers stay.

    A period with the same state and start (or the same state, if neither is over) is the same one, with a
    corrected bound. Another state takes the place of one that stands: from its own start if that is later than
    the other's, else from the day of the change. What a file no longer tells ends today.
    """
    done: LineUp[S] = LineUp()
    free, waiting = list(standing), list(told)
    for alike in (_identical, _same_start, _same_state):
        for one in list(waiting):
            found = next((row for row in free if alike(one, row, today)), None)
            if found is not None:
                waiting.remove(one)
                free.remove(found)
                done.same.append((one, found))
    free = [row for row in free if not _over(row, today)]
    for one in waiting:
        if free:
            _replace(done, one, free.pop(0), today)
        else:
            done.begins.append((one, one.period.since))
    done.ends += [(row, PartialDate.of(today)) for row in free]
    return done


def _replace(done: LineUp[S], told: S, standing: S, today: date) -> None:
    begun = standing.period.since.first_day if standing.period.since else None
    since = told.period.since
    if since is None or (begun is not None and since.first_day <= begun):
        as_of = None if told.period.as_of == standing.period.as_of else told.period.as_of
        since = PartialDate.of(day_of_change(today, begun, as_of))
    if since == standing.period.since:
        done.same.append((told, standing))
        return
    done.begins.append((told, since))
    if not _over(standing, since.first_day):
        done.ends.append((standing, since))


def _identical(told: Spell, standing: Spell, today: date) -> bool:
    bounds = (told.period.since, told.period.until) == (standing.period.since, standing.period.until)
    return told.status == standing.status and bounds


def _same_start(told: Spell, standing: Spell, today: date) -> bool:
    """An end that becomes known or is corrected; but what is over is not taken up again."""
    alike = told.status == standing.status and told.period.since == standing.period.since
    return alike and (_over(told, today) or not _over(standing, today))


def _same_state(told: Spell, standing: Spell, today: date) -> bool:
    return told.status == standing.status and not _over(told, today) and not _over(standing, today)


def _over(spell: Spell, day: date) -> bool:
    return spell.period.over_on(day) is Truth.YES
