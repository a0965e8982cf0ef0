"""A day, a person and who asks: what the needs of a question, and its variants, have in common."""

from graph.model import PRACTITIONERS, PROFESSIONAL_DOOR, AgreementEdge, ServiceNode, ServiceTerms, at
from graph.pathways import agreements
from graph.pathways.person import Person
from graph.pathways.roads import Roads
from graph.pathways.standing import Day
from registry.core.logic import Truth

OPEN_DOORS = frozenset({"walk_in", "self", "appointment"})


class Circumstances:
    """What can be used on that day, by that asker, for that person; each thing is worked out once."""

    def __init__(self, day: Day, person: Person, origin: str | None) -> None:
        self.day = day
        self.person = person
        self.origin = origin
        self.starts = [PRACTITIONERS] if person.practitioner else []
        if origin is not None and day.organization(origin) is not Truth.NO:
            self.starts.append(origin)
        self._ways: dict[str, agreements.Way | None] = {}
        self._roads: dict[frozenset[str], Roads] = {}

    def way(self, edge: AgreementEdge) -> agreements.Way | None:
        """The agreement as this asker may use it, whatever for."""
        if edge.key not in self._ways:
            limit = self.day.view.network.limits.agreement
            self._ways[edge.key] = agreements.way(edge, self.day.date, limit, self.person)
        return self._ways[edge.key]

    def roads(self, matched: frozenset[str]) -> "Roads":
        """The agreements as they lead to services with these matched categories."""
        found = self._roads.get(matched)
        if found is None:
            found = self._roads[matched] = Roads(self, matched)
        return found

    def opens_straight(self, service: ServiceNode, terms: ServiceTerms, matched: frozenset[str]) -> bool:
        """Whether the asker opens the door without any agreement (docs/pathways.md §4)."""
        if terms.door in OPEN_DOORS or service.organization == self.origin:
            return True
        if terms.door != PROFESSIONAL_DOOR or not self.person.practitioner:
            return False
        edges = self.day.view.entering(service.organization)
        return not any(self._guards(edge, service.key, terms, matched) for edge in edges)

    def is_led_into(self, service: ServiceNode, terms: ServiceTerms) -> bool:
        """Whether some usable agreement leads into a service, whoever may use it and for whatever."""
        return any(
            agreements.leads_into(edge, service.key, terms) and agreements.is_usable(edge, self.day.date)
            for edge in self.day.view.entering(service.organization)
        )

    def _guards(self, edge: AgreementEdge, service: str, terms: ServiceTerms, matched: frozenset[str]) -> bool:
        """Whether an any-practitioner agreement is the only way through a professional door."""
        return (
            edge.giver == PRACTITIONERS
            and agreements.leads_into(edge, service, terms)
            and agreements.is_usable(edge, self.day.date)
            and edge.period.holds_on(self.day.date) is Truth.YES
            and self.roads(matched).covers(at(edge.terms, self.day.date).needs) is not Truth.NO
        )
