"""How adopted clauses follow each other, and what is in force on a day (docs/pathways.md §2 for imprecise dates).

A clause comes into force with its resolution, and goes out of force for good once a clause that supersedes it is
adopted: superseding that one later brings nothing back. One that was amended or reaffirmed stays in force.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth, all_of, any_of, negate


class LinkKind(StrEnum):
    """What a clause does to an earlier one."""

    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    REAFFIRMS = "reaffirms"


class Reason(StrEnum):
    """Why a text is in force, is not, or why nobody can tell."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    REAFFIRMED = "reaffirmed"
    NOT_ADOPTED = "not_adopted"
    NOT_YET = "not_yet"
    DATE_UNKNOWN = "date_unknown"
    SUPERSEDED = "superseded"
    MAYBE_SUPERSEDED = "maybe_superseded"


@dataclass(frozen=True, slots=True)
class Follower:
    """An adopted clause that amends, supersedes or reaffirms the text, and when it was adopted (None: no date)."""

    kind: LinkKind
    clause: str
    adopted: PartialDate | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A follower, and whether it was adopted by the day."""

    follower: Follower
    by_then: Truth


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a text is in force on a day and why: when it was adopted, and what may have followed it by then."""

    holds: Truth
    reason: Reason
    adopted: PartialDate | None = None
    followed: tuple[Followed, ...] = ()


NOT_ADOPTED = Standing(Truth.NO, Reason.NOT_ADOPTED)


def standing(adopted: PartialDate | None, followers: Iterable[Follower], day: date) -> Standing:
    """How an adopted text stands on a day. `adopted` None: nobody says when.

    Whatever follows a text shows that it was adopted before: so much is known even of one without a date.
    """
    told = tuple(
        Followed(one, by_then) for one in followers if (by_then := _adopted_by(one.adopted, day)) is not Truth.NO
    )
    begun = _adopted_by(adopted, day)
    if begun is Truth.UNKNOWN:
        begun = any_of([begun, *(one.by_then for one in told)])
    over = any_of(one.by_then for one in told if one.follower.kind is LinkKind.SUPERSEDES)
    return Standing(all_of((begun, negate(over))), _reason(begun, over, told), adopted, told)


def of_whole(clauses: Sequence[Standing]) -> Standing:
    """How a resolution stands: in force as long as one of its operative clauses is. There is one at least."""
    holds = any_of(one.holds for one in clauses)
    return next(one for one in clauses if one.holds is holds)


def makes_loop(links: Mapping[str, Collection[str]], source: str, target: str) -> bool:
    """Whether `source` → `target` would close a loop in `links` {resolution: those that it follows}."""
    ahead, seen = [target], set()
    while ahead:
        one = ahead.pop()
        if one == source:
            return True
        if one not in seen:
            seen.add(one)
            ahead.extend(links.get(one, ()))
    return False


def _adopted_by(adopted: PartialDate | None, day: date) -> Truth:
    return Period(since=adopted).begun_on(day)


def _reason(begun: Truth, over: Truth, followed: Sequence[Followed]) -> Reason:
    if over is Truth.YES:
        return Reason.SUPERSEDED
    if begun is not Truth.YES:
        return Reason.NOT_YET if begun is Truth.NO else Reason.DATE_UNKNOWN
    if over is Truth.UNKNOWN:
        return Reason.MAYBE_SUPERSEDED
    kinds = {one.follower.kind for one in followed if one.by_then is Truth.YES}
    if LinkKind.AMENDS in kinds:
        return Reason.AMENDED
    return Reason.REAFFIRMED if LinkKind.REAFFIRMS in kinds else Reason.ADOPTED
