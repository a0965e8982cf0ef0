"""The question and who is asked for: docs/pathways.md §1."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.graph.oracle.truth import Truth, yes_or_no
from tests.graph.oracle.world import World

KINDS = ("language", "region", "date", "practitioner")
REFERS = "practitioner_refers"


class RefusedError(Exception):
    """The question is an error."""


@dataclass(frozen=True)
class Question:
    origin: str | None
    needs: list[str]
    languages: list[str]
    held: set[str]
    facts: dict[str, bool]
    age: int | None
    region: str | None
    day: date
    practitioner: bool
    k: int
    max_hops: int
    relax: list[str]

    def population(self, world: World, code: str) -> Truth:
        """Whether the person is one of a listed population (§3)."""
        denied = {said for said, value in self.facts.items() if not value}
        if code == "everyone" or any(world.population_within(said, code) for said in self.held):
            return Truth.YES
        if any(world.population_within(code, said) for said in denied):
            return Truth.NO
        spoken_of = any(world.dimensions[said] == world.dimensions[code] for said in self.held)
        inside = any(world.population_within(code, said) for said in self.held)
        if spoken_of and not inside and code not in world.vague:
            return Truth.NO
        return Truth.UNKNOWN

    def fact(self, world: World, code: str) -> Truth:
        """A code that is a population too has one value, wherever it was said."""
        if code == REFERS:
            return yes_or_no(self.practitioner)
        if code in world.dimensions:
            return self.population(world, code)
        return yes_or_no(self.facts[code]) if code in self.facts else Truth.UNKNOWN


def understood(world: World, query: dict[str, Any]) -> Question:
    """The question of a query. RefusedError: it is an error."""
    facts: dict[str, bool] = query["facts"]
    also = {code for code, value in facts.items() if value and code in world.dimensions}
    question = Question(
        origin=query["origin"],
        needs=list(dict.fromkeys(query["needs"])),
        languages=query["languages"],
        held=also | set(query["populations"]),
        facts=facts,
        age=query["age"],
        region=query["region"],
        day=date.fromisoformat(query["date"]),
        practitioner=query["practitioner"] or query["origin"] is not None,
        k=query["k"],
        max_hops=query["max_hops"],
        relax=query["relax"],
    )
    if not (_in_range(question) and _known(world, question) and _consistent(world, question)):
        raise RefusedError
    return question


def _in_range(question: Question) -> bool:
    return (
        1 <= len(question.needs) <= 6
        and 1 <= question.k <= 20
        and 0 <= question.max_hops <= 4
        and (question.age is None or question.age >= 0)
    )


def _known(world: World, question: Question) -> bool:
    """Every code exists; `everyone` is a service's word, and `practitioner_refers` is never asked."""
    return (
        (question.origin is None or question.origin in world.organizations)
        and set(question.needs) <= set(world.broader_needs)
        and set(question.languages) <= world.languages
        and question.held <= set(world.dimensions) - {"everyone"}
        and set(question.facts) <= (world.facts | set(world.dimensions)) - {"everyone", REFERS}
        and question.region in {None, *world.adjacent_regions, *world.adjacent_provinces}
        and set(question.relax) <= set(KINDS)
    )


def _consistent(world: World, question: Question) -> bool:
    """Nothing said to hold is, or is narrower than, what is said not to hold."""
    denied = [code for code, value in question.facts.items() if not value and code in world.dimensions]
    return not any(world.population_within(held, code) for held in question.held for code in denied)
