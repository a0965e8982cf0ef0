"""What one asker sees of the network; what is hidden is gone before any search (docs/pathways.md §1)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from graph.model import PRACTITIONERS, AgreementEdge, Network, OrganizationNode, ServiceNode
from registry.core.dates import PartialDate, Period


class View:
    """The part of a network that shares a label with the asker, indexed for questions. It never changes."""

    def __init__(self, network: Network, labels: frozenset[str]) -> None:
        self.network = network
        self.organizations: dict[str, OrganizationNode] = {
            one.key: one for one in network.organizations if one.audience & labels
        }
        self.services: dict[str, ServiceNode] = {
            one.key: one for one in network.services if one.audience & labels and one.organization in self.organizations
        }
        self._leaving: dict[str, list[AgreementEdge]] = {}
        self._entering: dict[str, list[AgreementEdge]] = {}
        for edge in network.agreements:
            if edge.audience & labels and self._sees_ends(edge):
                self._leaving.setdefault(edge.giver, []).append(edge)
                self._entering.setdefault(edge.receiver, []).append(edge)
        self._seeking: dict[str, list[ServiceNode]] = {}

    def leaving(self, giver: str) -> Sequence[AgreementEdge]:
        """The agreements that start at an organization or at PRACTITIONERS."""
        return self._leaving.get(giver, ())

    def entering(self, receiver: str) -> Sequence[AgreementEdge]:
        """The agreements that lead to an organization or to one of its services."""
        return self._entering.get(receiver, ())

    def seeking(self, need: str) -> Sequence[ServiceNode]:
        """The services that on some day meet a need, more broadly, or more narrowly; in the order of their keys."""
        found = self._seeking.get(need)
        if found is None:
            tree = self.network.taxonomies.needs
            line = tree.line(need)
            found = self._seeking[need] = [
                self.services[key]
                for key in sorted(self.services)
                if any(
                    code in line or tree.within(code, need)
                    for terms in self.services[key].terms
                    for code in terms.needs
                )
            ]
        return found

    def turning_days(self, after: date, last: date) -> Sequence[date]:
        """The days of a span (its first day left out) on which anything visible may begin or end."""
        days = self._turning_days
        return days[bisect_right(days, after) : bisect_right(days, last)]

    def _sees_ends(self, edge: AgreementEdge) -> bool:
        sees_giver = edge.giver == PRACTITIONERS or edge.giver in self.organizations
        if not sees_giver or edge.receiver not in self.organizations:
            return False
        if edge.service is None:
            return True
        service = self.services.get(edge.service)
        return service is not None and service.organization == edge.receiver

    @cached_property
    def _turning_days(self) -> list[date]:
        days: set[date] = set()
        for organization in self.organizations.values():
            for state in organization.states:
                days.update(_edges_of(state.since))
        for service in self.services.values():
            for period in (service.period, *(one.period for one in service.intake)):
                days.update(_turns(period))
            days.update(terms.since for terms in service.terms if terms.since)
        for edges in self._leaving.values():
            for edge in edges:
                days.update(_turns(edge.period))
                days.update(terms.since for terms in edge.terms if terms.since)
        return sorted(days)


def _turns(period: Period) -> Iterator[date]:
    for bound in (period.since, period.until, period.as_of):
        yield from _edges_of(bound)
    if period.first_seen is not None:
        yield period.first_seen


def _edges_of(bound: PartialDate | None) -> Iterable[date]:
    """The first day that a bound may mean, and the first one after all of them."""
    if bound is None:
        return ()
    after = (bound.last_day + timedelta(1),) if bound.last_day < date.max else ()
    return (bound.first_day, *after)
