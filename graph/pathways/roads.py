"""The agreements as they lead to services with the same matched categories (docs/pathways.md §4)."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.model import AgreementEdge, ServiceNode, ServiceTerms
from graph.pathways import agreements
from graph.pathways.answer import UNKNOWN_COST, Unknown
from graph.pathways.conditions import Condition
from registry.core.logic import Truth

if TYPE_CHECKING:
    from graph.pathways.circumstances import Circumstances


class Option(NamedTuple):
    """An agreement for one step; the cheaper comes first, then the smaller key."""

    cost: int
    agreement: str
    unknown: tuple[Unknown, ...]


class Choice:
    """The best of parallel agreements, and the best of those without an unknown."""

    __slots__ = ("best", "sure")

    def __init__(self) -> None:
        self.best: Option | None = None
        self.sure: Option | None = None

    def consider(self, option: Option) -> None:
        """Take an option in, if it is better."""
        if self.best is None or option[:2] < self.best[:2]:
            self.best = option
        if not option.unknown and (self.sure is None or option[:2] < self.sure[:2]):
            self.sure = option

    def option(self, sure: bool) -> Option | None:
        """The best one, of those without an unknown if it must be sure."""
        return self.sure if sure else self.best


@dataclass(frozen=True)
class Link:
    """The step from one organization to another: to the organization itself, or into one named service."""

    receiver: str
    through: Choice = field(default_factory=Choice)
    into: dict[str, Choice] = field(default_factory=dict)


class Roads:
    """The agreements that may lead to services with given matched categories, and how far these are."""

    def __init__(self, circumstances: "Circumstances", matched: frozenset[str]) -> None:
        self._circumstances = circumstances
        self._matched = matched
        self._covered: dict[frozenset[str], Truth] = {}
        self._links: dict[str, Sequence[Link]] = {}
        self._reached: dict[str | None, dict[str, tuple[int, str]]] = {}

    def covers(self, listed: frozenset[str]) -> Truth:
        """Whether an agreement for these needs is for the matched categories."""
        found = self._covered.get(listed)
        if found is None:
            tree = self._circumstances.day.view.network.taxonomies.needs
            found = self._covered[listed] = agreements.need(listed, self._matched, tree)
        return found

    def links(self, giver: str) -> Sequence[Link]:
        """Where one can go on from an organization, or from PRACTITIONERS; never back to the origin."""
        found = self._links.get(giver)
        if found is None:
            by_receiver: dict[str, Link] = {}
            for edge in self._circumstances.day.view.leaving(giver):
                option = self._option(edge)
                if option is not None:
                    link = by_receiver.setdefault(edge.receiver, Link(edge.receiver))
                    choice = link.through if edge.service is None else link.into.setdefault(edge.service, Choice())
                    choice.consider(option)
            found = self._links[giver] = list(by_receiver.values())
        return found

    def hops(self, service: ServiceNode, terms: ServiceTerms) -> int | None:
        """The fewest agreements of a chain, of any length, that arrives in a service; None: no chain does."""
        end, best = service.organization, None
        last_steps = sorted(
            (steps, edge.giver)
            for edge in self._circumstances.day.view.entering(end)
            if agreements.leads_into(edge, service.key, terms) and self._option(edge) is not None
            for steps in (self._steps(edge.giver, None),)
            if steps is not None
        )
        for steps, giver in last_steps:
            if best is not None and steps + 1 >= best:
                break
            exact = self._steps(giver, end if self._passes(giver, end) else None)
            if exact is not None and (best is None or exact + 1 < best):
                best = exact + 1
        return best

    def _option(self, edge: AgreementEdge) -> Option | None:
        """The agreement as one step; None if it is not for these categories, or ends where nobody goes on."""
        circumstances = self._circumstances
        if edge.receiver == circumstances.origin or circumstances.day.organization(edge.receiver) is Truth.NO:
            return None
        way = circumstances.way(edge)
        covers = Truth.NO if way is None else self.covers(way.needs)
        if way is None or covers is Truth.NO:
            return None
        if covers is Truth.YES:
            return Option(way.cost, edge.key, way.unknown)
        unknown = agreements.unknown_of(edge, Condition("needs", covers))
        return Option(way.cost + UNKNOWN_COST, edge.key, (*way.unknown, unknown))

    def _steps(self, giver: str, avoiding: str | None) -> int | None:
        """The fewest agreements from the start to an organization, without ever meeting another one."""
        if avoiding not in self._reached:
            self._reached[avoiding] = self._spread(avoiding)
        reached = self._reached[avoiding].get(giver)
        return None if reached is None else reached[0]

    def _passes(self, giver: str, organization: str) -> bool:
        """Whether the shortest way to an organization meets another one, or is itself that one."""
        reached = self._reached[None]
        while giver != organization:
            steps, previous = reached[giver]
            if steps == 0:
                return False
            giver = previous
        return True

    def _spread(self, avoiding: str | None) -> dict[str, tuple[int, str]]:
        """How far each organization is from the start, and from where one comes to it."""
        reached = {start: (0, start) for start in self._circumstances.starts}
        waiting = deque(reached)
        while waiting:
            giver = waiting.popleft()
            for link in self.links(giver):
                receiver = link.receiver
                if receiver not in reached and receiver != avoiding and link.through.best is not None:
                    reached[receiver] = (reached[giver][0] + 1, giver)
                    waiting.append(receiver)
        return reached
