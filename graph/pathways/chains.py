"""The search: chains of agreements in the order of the answer, the best first (docs/pathways.md §4, §5).

A best-first search over partial chains. Each waits under a bound that none of its completions precedes: the
cost so far with the least that can still come, its hops, and its organizations, of which every completion's
list is a continuation. So complete chains come out in the total order, and the search stops when enough did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from graph.model import GOVERNMENT_DOOR, PRACTITIONERS, ServiceNode, ServiceTerms
from graph.pathways.answer import UNKNOWN_COST, Unknown
from graph.pathways.circumstances import Circumstances
from graph.pathways.conditions import Condition
from graph.pathways.roads import Link, Option, Roads
from registry.core.logic import Truth


@dataclass(frozen=True)
class Candidate:
    """A service none of whose conditions is *no*; its cost counts its unknowns."""

    service: ServiceNode
    terms: ServiceTerms
    matched: frozenset[str]
    straight: bool
    cost: int
    unknown: tuple[Unknown, ...]


class Found(NamedTuple):
    """A way into a candidate; within a tier, found ones compare in the order of the answer."""

    cost: int
    hops: int
    organizations: tuple[str, ...]
    service: str
    agreements: tuple[str, ...]
    unknown: tuple[Unknown, ...]


class _Partial(NamedTuple):
    cost: int
    organizations: tuple[str, ...]
    at: str
    agreements: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    could_be_sure: bool


Ends = Mapping[str, Sequence[Candidate]]
"""The candidates of each organization, all with the same matched categories."""


class Chains:
    """The chains that lead into some candidates, either the certain ones or those to confirm."""

    def __init__(self, circumstances: Circumstances, roads: Roads, ends: Ends, sure: bool) -> None:
        self._circumstances = circumstances
        self._roads = roads
        self._ends = ends
        self._sure = sure
        self._bounds: dict[tuple[str, int], float] = {}

    def search(self, max_hops: int) -> Iterator[Found]:
        """The chains of at most that many agreements, in order, each with its best agreements."""
        heap: list[tuple[float, int, tuple[str, ...], str, tuple[str, ...], _Partial | Found]] = []

        def wait(partial: _Partial) -> None:
            hops = len(partial.agreements)
            bound = partial.cost + self._least(partial.at, max_hops - hops)
            if bound < inf:
                heappush(heap, (bound, hops, partial.organizations, "", partial.agreements, partial))

        for start in self._circumstances.starts:
            wait(_Partial(0, () if start == PRACTITIONERS else (start,), start, (), (), True))
        while heap:
            best = heappop(heap)[-1]
            if isinstance(best, Found):
                yield best
                continue
            for link in self._roads.links(best.at):
                if link.receiver not in best.organizations:
                    for found in self._ended(best, link):
                        heappush(heap, (*found[:5], found))
                    if (partial := self._gone_on(best, link)) is not None:
                        wait(partial)

    def _ended(self, partial: _Partial, link: Link) -> Iterator[Found]:
        """The chain ended in each candidate of the next organization."""
        left = self._left(partial)
        if left is None:
            return
        for candidate in self._ends.get(link.receiver, ()):
            if not self._sure and left.could_be_sure and not candidate.unknown and self._last(link, candidate, True):
                continue  # it is certain with other agreements, and listed so
            option = self._last(link, candidate, self._sure)
            if option is not None and not (self._sure and candidate.unknown):
                yield Found(
                    left.cost + option.cost + candidate.cost,
                    len(left.agreements) + 1,
                    (*left.organizations, link.receiver),
                    candidate.service.key,
                    (*left.agreements, option.agreement),
                    (*left.unknown, *option.unknown, *candidate.unknown),
                )

    def _gone_on(self, partial: _Partial, link: Link) -> _Partial | None:
        """The chain with one more organization, from which it goes on."""
        left, option = self._left(partial), link.through.option(self._sure)
        if left is None or option is None:
            return None
        return _Partial(
            left.cost + option.cost,
            (*left.organizations, link.receiver),
            link.receiver,
            (*left.agreements, option.agreement),
            (*left.unknown, *option.unknown),
            left.could_be_sure and link.through.sure is not None,
        )

    def _left(self, partial: _Partial) -> _Partial | None:
        """The chain on leaving its last organization, whose state counts from then on; None: it may not."""
        if self._leaving_cost(partial.at) == 0:
            return partial
        if self._sure:
            return None
        unknown = Unknown(Condition("exists", Truth.UNKNOWN), "organization", partial.at, partial.at)
        return partial._replace(
            cost=partial.cost + UNKNOWN_COST, unknown=(*partial.unknown, unknown), could_be_sure=False
        )

    def _leaving_cost(self, giver: str) -> float:
        if giver == PRACTITIONERS or self._circumstances.day.organization(giver) is Truth.YES:
            return 0
        return inf if self._sure else UNKNOWN_COST

    def _last(self, link: Link, candidate: Candidate, sure: bool) -> Option | None:
        """The best agreement of a link for ending in a candidate."""
        choices = [] if candidate.terms.door == GOVERNMENT_DOOR else [link.through]
        if candidate.service.key in link.into:
            choices.append(link.into[candidate.service.key])
        options = [option for choice in choices if (option := choice.option(sure)) is not None]
        return min(options, default=None)

    def _least(self, giver: str, hops: int) -> float:
        """The least that any end costs from there, within so many agreements; infinite if there is none."""
        if hops == 0:
            return inf
        known = self._bounds.get((giver, hops))
        if known is None:
            known = self._leaving_cost(giver)
            if known < inf:
                known += min((self._least_by(link, hops) for link in self._roads.links(giver)), default=inf)
            self._bounds[giver, hops] = known
        return known

    def _least_by(self, link: Link, hops: int) -> float:
        through = link.through.option(self._sure)
        least = inf if through is None else through.cost + self._least(link.receiver, hops - 1)
        for candidate in self._ends.get(link.receiver, ()):
            option = self._last(link, candidate, self._sure)
            if option is not None and not (self._sure and candidate.unknown):
                least = min(least, option.cost + candidate.cost)
        return least
