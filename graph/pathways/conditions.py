"""The conditions of a service, each yes, no or unknown (docs/pathways.md §3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import PERSONS, ServiceNode, ServiceTerms
from graph.pathways.person import Person
from graph.pathways.question import Question
from graph.pathways.standing import Day
from graph.pathways.view import View
from graph.vocabulary import Regions, Tree
from registry.core.logic import Truth, all_of, any_of

STEPS = ("category", "population", "facts", "language", "region", "intake", "door", "corridor", "hops")
"""The steps of the funnel, in order (docs/pathways.md §7)."""


@dataclass(frozen=True)
class Condition:
    """One condition of a service or an agreement.

    `facts` are the codes of a `facts` condition: one of an *all*, every one of an *any*. `of_person` tells
    that only the person can settle it, not the organization.
    """

    name: str
    truth: Truth
    facts: tuple[str, ...] = ()
    of_person: bool = False

    @property
    def code(self) -> str:
        """The name with the facts it is about, as `facts.urgent` or `facts.pregnant|urgent`."""
        return f"{self.name}.{'|'.join(self.facts)}" if self.facts else self.name


def conditions_of(view: View, service: ServiceNode, question: Question, need: str) -> list[Condition]:
    """Every condition that a service of the view sets for one need of an accepted question, met or not."""
    day, person = Day(view, question.date), Person(question, view.network.taxonomies)
    return [condition for _, condition in conditions(service, day, person, question, need)]


def conditions(
    service: ServiceNode, day: Day, person: Person, question: Question, need: str
) -> Iterator[tuple[str, Condition]]:
    """The conditions one after the other, each with the step of the funnel that it belongs to."""
    standing, network = day.service(service), day.view.network
    terms = standing.terms
    yield "category", Condition("audience", Truth.of(PERSONS in terms.audiences))
    yield "category", Condition("category", category(terms, need, network.taxonomies.needs)[0])
    yield "category", Condition("exists", standing.exists)
    yield "category", Condition("confirmed", standing.confirmed)
    yield "population", _population(terms, person)
    yield "population", Condition("age", _age(terms, person.age), of_person=True)
    for condition in facts(terms.all_facts, terms.any_facts, person):
        yield "facts", condition
    yield "language", Condition("language", _language(terms, question.languages))
    yield "region", Condition("region", _region(terms, question.region, network.regions))
    yield "intake", Condition("intake", standing.intake.truth)


def category(terms: ServiceTerms, need: str, tree: Tree) -> tuple[Truth, frozenset[str]]:
    """Whether a service answers a need, and its matched categories."""
    sure = frozenset(code for code in terms.needs if tree.within(code, need))
    if sure:
        return Truth.YES, sure
    perhaps = frozenset(terms.needs) & tree.line(need)
    return (Truth.UNKNOWN if perhaps else Truth.NO), perhaps


def facts(all_facts: frozenset[str], any_facts: frozenset[str], person: Person) -> Iterator[Condition]:
    """The facts that are asked: each of an *all* by itself, an *any* as one."""
    for code in sorted(all_facts):
        yield Condition("facts", person.fact(code), (code,), of_person=True)
    if any_facts:
        codes = tuple(sorted(any_facts))
        yield Condition("facts", any_of(map(person.fact, codes)), codes, of_person=True)


def _population(terms: ServiceTerms, person: Person) -> Condition:
    stated = bool(terms.populations)
    one_of = person.any_population(terms.populations) if stated else Truth.UNKNOWN
    truth = all_of((one_of, *map(person.population, terms.populations_all)))
    return Condition("population", truth, of_person=stated)


def _age(terms: ServiceTerms, age: int | None) -> Truth:
    if terms.age_min is None and terms.age_max is None:
        return Truth.YES
    if age is None:
        return Truth.UNKNOWN
    too_young = terms.age_min is not None and age < terms.age_min
    too_old = terms.age_max is not None and age > terms.age_max
    return Truth.of(not (too_young or too_old))


def _language(terms: ServiceTerms, asked: tuple[str, ...]) -> Truth:
    if not asked:
        return Truth.YES
    return Truth.of(not terms.languages.isdisjoint(asked)) if terms.languages else Truth.UNKNOWN


def _region(terms: ServiceTerms, asked: str | None, regions: Regions) -> Truth:
    if asked is None or not terms.areas.isdisjoint(regions.holders(asked)):
        return Truth.YES
    if not terms.areas or not terms.areas.isdisjoint(regions.parts(asked)):
        return Truth.UNKNOWN
    return Truth.NO
