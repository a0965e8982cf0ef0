"""The joint plan: one pathway for each need, with few organizations to visit (docs/pathways.md §6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.pathways.answer import JointPlan, Pathway, Place

DEPTH = 32
"""How many of the best pathways of a need a plan considers."""

VISIT_COST = 2_000
"""What each organization beyond the first costs."""


class _Rank(NamedTuple):
    """What plans are compared by, the least first. It grows with each need by what that need adds."""

    total: int
    unknown: int
    cost: int
    hops: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class _Choice:
    place: int
    pathway: Pathway
    visits: frozenset[str]

    def added(self, visited: frozenset[str]) -> int:
        """What it adds to a total, visiting beyond what is visited already."""
        return self.pathway.cost + VISIT_COST * len(self.visits - visited)


def joint_plan(listed: Mapping[str, Sequence[Pathway]], origin: str | None) -> JointPlan | None:
    """The best plan for the needs that have pathways, given in order; None if fewer than two have any."""
    needs = [need for need, pathways in listed.items() if pathways]
    if len(needs) < 2:
        return None
    choices = [_choices(listed[need], origin) for need in needs]
    best = _best(choices)
    taken = [options[place] for options, place in zip(choices, best.places, strict=True)]
    return JointPlan(
        organizations=len(frozenset[str]().union(*(one.visits for one in taken))),
        cost=best.total,
        places=tuple(Place(need, one.place, one.pathway) for need, one in zip(needs, taken, strict=True)),
        left_out=tuple(need for need, pathways in listed.items() if not pathways),
    )


def _choices(pathways: Sequence[Pathway], origin: str | None) -> list[_Choice]:
    best = [one for one in pathways[:DEPTH] if one.tier is pathways[0].tier]
    return [_Choice(place, one, frozenset(one.organizations) - {origin}) for place, one in enumerate(best)]


def _best(choices: Sequence[Sequence[_Choice]]) -> _Rank:
    """The rank of the best plan.

    Need after need, partial plans that visit the same organizations, as far as later needs care, go on
    alike: only the best of them is kept, and only while it can still come up to the best plan known.
    """
    ceiling = _some_total(choices)
    plans = {(frozenset[str](), False): _Rank(0, 0, 0, 0, ())}
    for index, options in enumerate(choices):
        later = choices[index + 1 :]
        mattering = frozenset(key for options_later in later for one in options_later for key in one.visits)
        following: dict[tuple[frozenset[str], bool], _Rank] = {}
        for (visited, leaves), rank in plans.items():
            for one in options:
                key = ((visited | one.visits) & mattering, leaves or bool(one.visits))
                longer = _lengthened(rank, one, visited, leaves)
                if longer.total <= ceiling and (key not in following or longer < following[key]):
                    following[key] = longer
        plans = {key: rank for key, rank in following.items() if rank.total + _to_come(key, later) <= ceiling}
    return min(plans.values())


def _lengthened(rank: _Rank, one: _Choice, visited: frozenset[str], leaves: bool) -> _Rank:
    """A plan with one more need; its first organization costs no visit."""
    first = VISIT_COST if one.visits and not leaves else 0
    return _Rank(
        rank.total + one.added(visited) - first,
        rank.unknown + len(one.pathway.unknown),
        rank.cost + one.pathway.cost,
        rank.hops + one.pathway.hops,
        (*rank.places, one.place),
    )


def _to_come(key: tuple[frozenset[str], bool], later: Sequence[Sequence[_Choice]]) -> int:
    """No more than what the later needs add: the dearest of them, had it to pay for its visits alone."""
    visited, leaves = key
    first = 0 if leaves else VISIT_COST
    return max((min(one.added(visited) for one in options) - first for options in later), default=0)


def _some_total(choices: Sequence[Sequence[_Choice]]) -> int:
    """The total of a fair plan: each need takes what adds least, around one organization or none."""
    totals = []
    for hub in {frozenset[str](), *(frozenset((key,)) for one in choices[0] for key in one.visits)}:
        rank, visited, leaves = _Rank(0, 0, 0, 0, ()), frozenset[str](), False
        for options in choices:
            one = _adding_least(options, visited | hub)
            rank, visited = _lengthened(rank, one, visited, leaves), visited | one.visits
            leaves = bool(visited)
        totals.append(rank.total)
    return min(totals)


def _adding_least(options: Sequence[_Choice], visited: frozenset[str]) -> _Choice:
    return min(options, key=lambda one: one.added(visited))
