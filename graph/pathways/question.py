"""The question (docs/pathways.md §1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.pathways.view import View
from graph.vocabulary import EVERYONE, Taxonomies, Tree
from registry.core.errors import ErrorCode, Problem, Refused

PRACTITIONER_REFERS = "practitioner_refers"
NEVER_ASKED = (EVERYONE, PRACTITIONER_REFERS)
"""Codes that say nothing of a person."""
LANGUAGE, REGION, DATE, PRACTITIONER = RELAXABLE = ("language", "region", "date", "practitioner")
MOST_NEEDS = 6
RANGES = {"k": (1, 20), "max_hops": (0, 4), "age": (0, 150)}


class QuestionRefused(Refused):
    """The question is no question: one code, the field it is about, and what its sentence needs."""

    def __init__(self, code: ErrorCode, field: str, params: Mapping[str, object]) -> None:
        super().__init__(Problem(code, field, params))
        self.field = field
        self.params = params


@dataclass(frozen=True)
class Question:
    """Who asks for what, for which person, on which day. Nothing of it is ever stored.

    `needs` are 1 to 6 categories; `languages` any one of which will do (none: no condition); `populations`
    hold of the person; `age` is in years; `facts` tells what was said to hold or not, the rest being unknown;
    `region` is a region, province or territory (None: no condition); `origin` is the organization that asks.
    """

    needs: tuple[str, ...]
    date: date
    origin: str | None = None
    languages: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    age: int | None = None
    facts: Mapping[str, bool] = field(default_factory=dict)
    region: str | None = None
    practitioner: bool = False
    k: int = 5
    max_hops: int = 4
    relax: frozenset[str] = frozenset(RELAXABLE)


def accepted(question: Question, view: View) -> Question:
    """The question as it is answered: nothing given twice, and an origin being a practitioner.

    Raises:
        QuestionRefused: a number is out of its range, a code is unknown, there is no need or more than six,
            a population or fact is never asked or contradicts another, or the asker sees no such origin.
    """
    tidy = replace(
        question,
        needs=_once(question.needs),
        languages=_once(question.languages),
        practitioner=question.practitioner or question.origin is not None,
    )
    if not tidy.needs:
        raise QuestionRefused(ErrorCode.MISSING, "needs", {})
    if len(tidy.needs) > MOST_NEEDS:
        raise QuestionRefused(ErrorCode.TOO_MANY, "needs", {"max": MOST_NEEDS})
    for name, (least, most) in RANGES.items():
        number = getattr(tidy, name)
        if number is not None and not least <= number <= most:
            raise QuestionRefused(ErrorCode.NUMBER_OUT_OF_RANGE, name, {"min": least, "max": most})
    _check_codes(tidy, view)
    _check_person(tidy, view.network.taxonomies.populations)
    return tidy


def said_of_person(question: Question, populations: Tree) -> tuple[frozenset[str], frozenset[str]]:
    """The populations said to hold of the person, in either place, and those said not to hold."""
    told = {code: holds for code, holds in question.facts.items() if code in populations}
    holding = frozenset(question.populations) | {code for code, holds in told.items() if holds}
    return holding, frozenset(code for code, holds in told.items() if not holds)


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _check_codes(question: Question, view: View) -> None:
    codes: Taxonomies = view.network.taxonomies
    regions = view.network.regions
    asked = [("needs", code, code in codes.needs) for code in question.needs]
    asked += [("languages", code, code in codes.languages) for code in question.languages]
    asked += [("populations", code, code in codes.populations) for code in question.populations]
    asked += [("facts", code, code in codes.facts or code in codes.populations) for code in question.facts]
    asked += [("region", code, code in regions) for code in (question.region,) if code is not None]
    asked += [("relax", kind, kind in RELAXABLE) for kind in sorted(question.relax)]
    asked += [("origin", key, key in view.organizations) for key in (question.origin,) if key is not None]
    for field_name, code, known in asked:
        if not known:
            raise QuestionRefused(ErrorCode.UNKNOWN_CODE, field_name, {"value": code})


def _check_person(question: Question, populations: Tree) -> None:
    for field_name, given in (("populations", question.populations), ("facts", tuple(question.facts))):
        for code in given:
            if code in NEVER_ASKED:
                raise QuestionRefused(ErrorCode.NEVER_ASKED, field_name, {"value": code})
    holding, denied = said_of_person(question, populations)
    for code in sorted(denied):
        if any(populations.within(one, code) for one in holding):
            raise QuestionRefused(ErrorCode.CONTRADICTORY_FACT, "facts", {"value": code})
