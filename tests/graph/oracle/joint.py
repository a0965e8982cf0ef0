"""The best joint plan, by trying every one: docs/pathways.md §6."""

from itertools import product
from typing import Any

from tests.graph.oracle.pathways import Pathway
from tests.graph.oracle.question import Question

BEST = 32
ORGANIZATION_COST = 2000


def joint_plan(question: Question, found: dict[str, list[Pathway]]) -> dict[str, Any] | None:
    """None where fewer than two needs have a pathway."""
    served = [need for need in question.needs if found[need]]
    if len(served) < 2:
        return None
    choices = [range(len(_of_best_tier(found[need]))) for need in served]

    def taken(places: tuple[int, ...]) -> list[Pathway]:
        return [found[need][place] for need, place in zip(served, places, strict=True)]

    def worth(places: tuple[int, ...]) -> tuple[int, int, int, int, tuple[int, ...]]:
        chosen = taken(places)
        costs = sum(one.cost for one in chosen)
        total = costs + ORGANIZATION_COST * max(0, len(visited(question, chosen)) - 1)
        return total, sum(len(one.unknown) for one in chosen), costs, sum(one.hops for one in chosen), places

    best = min(product(*choices), key=worth)
    return {
        "organizations": len(visited(question, taken(best))),
        "cost": worth(best)[0],
        "pathways": dict(zip(served, best, strict=True)),
        "left_out": [need for need in question.needs if not found[need]],
    }


def visited(question: Question, chosen: list[Pathway]) -> set[str]:
    """The distinct organizations on them, the origin not counted."""
    return {code for one in chosen for code in one.organizations} - {question.origin or ""}


def _of_best_tier(pathways: list[Pathway]) -> list[Pathway]:
    return [one for one in pathways if one.tier == pathways[0].tier][:BEST]
