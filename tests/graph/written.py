"""An answer written down as the cases have it."""

from typing import Any

from graph.pathways import Answer, JointPlan, NothingFound, Pathway


def written(answer: Answer) -> dict[str, Any]:
    """The answer as plain values; what is empty is left out."""
    parts = {
        "needs": {need: [_pathway(one) for one in found] for need, found in answer.needs.items()},
        "none": {need: _nothing(found) for need, found in answer.none.items()},
        "apart": {need: list(found) for need, found in answer.apart.items()},
        "joint": _joint(answer.joint),
    }
    return {name: part for name, part in parts.items() if part}


def _pathway(one: Pathway) -> dict[str, Any]:
    return {
        "tier": str(one.tier),
        "cost": one.cost,
        "hops": one.hops,
        "organizations": list(one.organizations),
        "agreements": list(one.agreements),
        "service": one.service,
        "unknown": [unknown.code for unknown in one.unknown],
    }


def _joint(plan: JointPlan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "organizations": plan.organizations,
        "cost": plan.cost,
        "pathways": {taken.need: taken.place for taken in plan.places},
        "left_out": list(plan.left_out),
    }


def _nothing(found: NothingFound) -> dict[str, Any]:
    relaxations = [
        {
            "change": {name: _plain(value) for name, value in one.change.items()},
            "opens": one.opens,
            "tier": str(one.tier),
            "cost": one.cost,
        }
        for one in found.relaxations
    ]
    return {"funnel": [list(step) for step in found.funnel], "removed_by": found.removed_by, "relaxations": relaxations}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | str) else str(value)
