"""The question (docs/pathways.md §1)."""

from typing import Any

import graphene

from graph.pathways import RELAXABLE, Question
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import shown

from ..context import Context
from ..values import Date, strings

Relaxable = graphene.Enum(
    "Relaxable", [(kind, kind) for kind in RELAXABLE], description="What of a question may be relaxed."
)


class FactInput(graphene.InputObjectType):
    """What was said of the person, yes or no; a fact that is left out is unknown."""

    code = graphene.String(required=True, description="Of `condition_facts`, or a population.")
    holds = graphene.Boolean(required=True)


class PathwayQuestion(graphene.InputObjectType):
    """Who asks for what, for which person, on which day. Nothing of it is stored, logged or cached."""

    needs = graphene.List(graphene.NonNull(graphene.String), required=True, description="1 to 6 codes of `needs`.")
    languages = strings("Any one will do; none: no condition.")
    populations = strings("What holds of the person.")
    age = graphene.Int(description="Years.")
    facts = graphene.List(graphene.NonNull(FactInput))
    region = graphene.String(description="One of the 17, or a province or territory; none: no condition.")
    origin = graphene.String(description="The key of the organization that asks; none: the person, or somebody else.")
    date = Date(description="The day it is about; else today.")
    practitioner = graphene.Boolean(description="A practitioner asks; always so where there is an origin.")
    k = graphene.Int(description="How many pathways a need gets: 1 to 20 (else 5).")
    max_hops = graphene.Int(description="How many agreements a pathway uses at most: 0 to 4 (else 4).")
    relax = graphene.List(graphene.NonNull(Relaxable), description="What may be relaxed where nothing is found; all.")


def question_of(context: Context, given: dict[str, Any]) -> Question:
    """The question of an input; what is left out, or null, is as in a question without it.

    Raises Refused (CONTRADICTORY_FACT) for a fact that is given as yes and as no; `graph.ask` refuses the rest.
    """
    told = {name: value for name, value in given.items() if value is not None}
    for name in ("needs", "languages", "populations"):
        told[name] = tuple(told.get(name, ()))
    told["facts"] = _facts(told.get("facts", ()))
    if "relax" in told:
        told["relax"] = frozenset(kind.value for kind in told["relax"])
    return Question(**{"date": context.today, **told})


def _facts(given: Any) -> dict[str, bool]:
    facts: dict[str, bool] = {}
    for fact in given:
        if facts.setdefault(fact["code"], fact["holds"]) is not fact["holds"]:
            raise refuse(ErrorCode.CONTRADICTORY_FACT, "facts", value=shown(fact["code"]))
    return facts
