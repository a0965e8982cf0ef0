"""The joint plan: one pathway for each need, with few organizations to visit (docs/pathways.md §6)."""

from collections.abc import Collection, Mapping, Sequence
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


class _Visited(NamedTuple):
    """The organizations visited so far that may be met again, and whether there was any at all."""

    organizations: frozenset[str]
    any: bool


@dataclass(frozen=True)
class _Choice:
    place: int
    pathway: Pathway
    visits: frozenset[str]

    def added(self, visited: _Visited) -> int:
        """What it adds to a total; the first organization of all is visited for nothing."""
        visits = len(self.visits - visited.organizations)
        free = 1 if visits and not visited.any else 0
        return self.pathway.cost + VISIT_COST * (visits - free)


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
    """The rank of the best plan: the ceiling under which one is looked for rises until there is one."""
    nothing = _Visited(frozenset(), False)
    ceiling = _to_come(nothing, choices)
    while not (plans := _under(ceiling, nothing, choices)):
        ceiling += VISIT_COST
    return min(plans)


def _under(ceiling: int, start: _Visited, choices: Sequence[Sequence[_Choice]]) -> Collection[_Rank]:
    """The plans whose total is no higher than a ceiling, the best one among them.

    Need after need, partial plans that visit the same organizations, as far as later needs care, go on
    alike: only the best of them is kept, and only while it can stay under the ceiling.
    """
    plans = {start: _Rank(0, 0, 0, 0, ())}
    for index, options in enumerate(choices):
        later = choices[index + 1 :]
        mattering = frozenset(key for others in later for one in others for key in one.visits)
        following: dict[_Visited, _Rank] = {}
        for visited, rank in plans.items():
            for one in options:
                longer = _lengthened(rank, one, visited)
                after = _Visited((visited.organizations | one.visits) & mattering, visited.any or bool(one.visits))
                if longer.total <= ceiling and (after not in following or longer < following[after]):
                    following[after] = longer
        plans = {after: rank for after, rank in following.items() if rank.total + _to_come(after, later) <= ceiling}
    return plans.values()


def _lengthened(rank: _Rank, one: _Choice, visited: _Visited) -> _Rank:
    """A plan with one more need."""
    return _Rank(
        rank.total + one.added(visited),
        rank.unknown + len(one.pathway.unknown),
        rank.cost + one.pathway.cost,
        rank.hops + one.pathway.hops,
        (*rank.places, one.place),
    )


def _to_come(visited: _Visited, later: Sequence[Sequence[_Choice]]) -> int:
    """No more than what the later needs add: the cost of each, and the visits of the one that needs most."""
    costs = [min(one.pathway.cost for one in options) for options in later]
    added = [min(one.added(visited) for one in options) for options in later]
    return sum(costs) + max((most - cost for most, cost in zip(added, costs, strict=True)), default=0)
