"""What holds of the person whom a question is about (docs/pathways.md §1, §3)."""

from collections.abc import Iterable

from graph.pathways.question import PRACTITIONER_REFERS, Question, said_of_person
from graph.vocabulary import EVERYONE, Taxonomies
from registry.core.logic import Truth, any_of


class Person:
    """The profile of a question; each code is worked out once. It is kept no longer than the answer takes."""

    def __init__(self, question: Question, taxonomies: Taxonomies) -> None:
        self.age = question.age
        self.practitioner = question.practitioner
        self._facts = question.facts
        self._taxonomies = taxonomies
        self._holding, self._denied = said_of_person(question, taxonomies.populations)
        self._spoken_of = {taxonomies.dimensions.get(code) for code in self._holding} - {None}
        self._known: dict[str, Truth] = {}

    def population(self, code: str) -> Truth:
        """Whether the person belongs to a population."""
        found = self._known.get(code)
        if found is None:
            found = self._known[code] = self._belongs(code)
        return found

    def any_population(self, codes: Iterable[str]) -> Truth:
        """Whether the person belongs to at least one of several populations."""
        return any_of(self.population(code) for code in codes)

    def fact(self, code: str) -> Truth:
        """Whether a fact holds; one that is a population too has that population's value."""
        if code == PRACTITIONER_REFERS:
            return Truth.of(self.practitioner)
        if code in self._taxonomies.populations:
            return self.population(code)
        said = self._facts.get(code)
        return Truth.UNKNOWN if said is None else Truth.of(said)

    def _belongs(self, code: str) -> Truth:
        tree = self._taxonomies.populations
        if code == EVERYONE or any(tree.within(said, code) for said in self._holding):
            return Truth.YES
        if tree.line(code) & self._denied:
            return Truth.NO
        is_open = code in self._taxonomies.vague or tree.line(code) & self._holding
        spoken_of = self._taxonomies.dimensions.get(code) in self._spoken_of
        return Truth.NO if spoken_of and not is_open else Truth.UNKNOWN
