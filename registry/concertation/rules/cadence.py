"""Whether a group met in a year as often, and where, as its rule set asks.

Only meetings that were held count. A year still running lacks nothing yet: what is missing may still come, so it is
unknown. So is a past year of which nothing is written here, or one that a meeting would complete of which nobody
has told whether it was held.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from registry.core.logic import Truth
from registry.core.text import fold

from .rule_sets import Cadence, MeetingRule

AT_THE = "at_the_"
EARLY, LATER = "early_in_year", "later_in_year"
HYBRID = "hybrid"
Fits = Callable[[MeetingRule, int], bool]


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting: its day, city, mode and occasion; `held` is false where nobody has told yet."""

    day: date
    city: str = ""
    mode: str = ""
    occasion: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True)
class YearOfMeetings:
    """What a year's meetings amount to.

    `missing`: the numbers of the meetings that lack to make up the least (3: the third). `unmet`: the meetings of the
    pattern that none of them was. `beyond`: how many more there were than the most. `other_formats`: modes that the
    rule doesn't name.
    """

    year: int
    holds: Truth
    held: int
    least: int
    most: int | None
    missing: tuple[int, ...]
    unmet: tuple[MeetingRule, ...]
    beyond: int
    other_formats: tuple[str, ...]


def year_of_meetings(cadence: Cadence, year: int, meetings: Sequence[Met], today: date) -> YearOfMeetings:
    """Judge one calendar year, as it is known on the day `today`; `meetings` of other years don't count."""
    of_year = sorted((one for one in meetings if one.day.year == year), key=lambda one: one.day)
    held = [one for one in of_year if one.held]
    unmet = _unmet(cadence.pattern, held)
    missing = tuple(range(len(held) + 1, cadence.least + 1))
    beyond = 0 if cadence.most is None else max(0, len(held) - cadence.most)
    others = tuple(sorted({one.mode for one in held if not _in_format(cadence.formats, one.mode)}))
    if beyond or others:
        holds = Truth.NO
    elif not missing and not unmet:
        holds = Truth.YES
    elif year >= today.year or not of_year:
        holds = Truth.UNKNOWN
    else:
        whole = len(of_year) >= cadence.least and not _unmet(cadence.pattern, of_year)
        holds = Truth.UNKNOWN if whole else Truth.NO
    return YearOfMeetings(year, holds, len(held), cadence.least, cadence.most, missing, unmet, beyond, others)


def _in_format(formats: Sequence[str], mode: str) -> bool:
    """A hybrid meeting is one in person and a virtual one at once."""
    return not formats or mode in formats or mode == HYBRID


def _unmet(pattern: Sequence[MeetingRule], meetings: Sequence[Met]) -> tuple[MeetingRule, ...]:
    """The rules left over when as many as possible have a meeting of their own."""
    early = [one.day for one in meetings for rule in pattern if rule.when == EARLY and _at_place(rule, one)]

    def fits(rule: MeetingRule, place: int) -> bool:
        met = meetings[place]
        if rule.when == LATER and early and met.day <= min(early):
            return False
        if rule.when is not None and rule.when.startswith(AT_THE) and rule.when != AT_THE + met.occasion:
            return False
        return _at_place(rule, met)

    taken: dict[int, MeetingRule] = {}
    for rule in pattern:
        _place(rule, len(meetings), fits, taken, set())
    return tuple(rule for rule in pattern if rule not in taken.values())


def _at_place(rule: MeetingRule, met: Met) -> bool:
    return rule.place is None or fold(rule.place) == fold(met.city)


def _place(rule: MeetingRule, count: int, fits: Fits, taken: dict[int, MeetingRule], tried: set[int]) -> bool:
    """Give the rule a meeting, moving rules that have one already to another where that helps (Kuhn's matching)."""
    for place in range(count):
        if place in tried or not fits(rule, place):
            continue
        tried.add(place)
        if place not in taken or _place(taken[place], count, fits, taken, tried):
            taken[place] = rule
            return True
    return False
