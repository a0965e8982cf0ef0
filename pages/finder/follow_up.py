"""The few questions whose answers would settle something of an answer, for whoever knows the person to answer."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.pathways import Question, Unknown
from graph.pathways.person import Person
from graph.vocabulary import EVERYONE, Taxonomies, Tree
from registry.core.logic import Truth
from registry.directory.queries import Vocabulary

from .form import FACT
from .rows import Rows
from .wording import Lists

MOST = 4


@dataclass(frozen=True)
class FollowUp:
    """A yes-or-no question: the field that takes its answer, and its words."""

    field: str
    label: str


@dataclass(frozen=True)
class FollowUps:
    """`facts` are the most useful ones first; `age` tells that it matters and is not known."""

    facts: list[FollowUp]
    age: bool

    def __bool__(self) -> bool:
        return bool(self.facts) or self.age


def follow_ups(unknown: Iterable[Unknown], question: Question, rows: Rows, lists: Lists) -> FollowUps:
    """What to ask, given all that is unknown of the pathways of an answer."""
    person = Person(question, _taxonomies(lists.vocabulary))
    counted: Counter[str] = Counter()
    age = False
    for one in unknown:
        if one.condition.of_person:
            age = age or one.condition.name == "age"
            counted.update(code for code in _codes(one, rows) if person.fact(code) is Truth.UNKNOWN)
    best = sorted(counted, key=lambda code: (-counted[code], code))[:MOST]
    return FollowUps([FollowUp(FACT + code, lists.fact(code)) for code in best], age)


def _codes(one: Unknown, rows: Rows) -> Iterator[str]:
    """The facts, or the populations, on which it depends."""
    if one.condition.name == "facts":
        yield from one.condition.facts
    elif one.condition.name == "population":
        yield from (code for code in rows.populations(one) if code != EVERYONE)


def _taxonomies(vocabulary: Vocabulary) -> Taxonomies:
    """As much of the lists as tells what holds of a person."""
    terms = vocabulary.codes("populations")
    return Taxonomies(
        needs=Tree({}),
        populations=Tree({code: term.broader or None for code, term in terms.items()}),
        dimensions={code: term.dimension or None for code, term in terms.items()},
        vague=frozenset(code for code, term in terms.items() if term.vague),
        languages=frozenset(),
        facts=frozenset(vocabulary.codes("condition_facts")),
    )
