"""The whole answer, in the shape in which the shared cases write it."""

from typing import Any

from tests.graph.oracle.conditions import service_conditions
from tests.graph.oracle.joint import joint_plan
from tests.graph.oracle.nothing import nothing_found
from tests.graph.oracle.pathways import Pathway, pathways
from tests.graph.oracle.question import Question, RefusedError, understood
from tests.graph.oracle.truth import Truth
from tests.graph.oracle.world import World, seen


def answer(files: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    """The answer to a query on a network: `organisations`, `services`, `relations`, `taxonomies` and `regions`,
    each as its file's content.

    `{"refused": True}`, or `needs`, and of `joint`, `none` and `apart` those that are not empty. Costs are in
    thousandths of a day, unknowns `condition:subject`.
    """
    world = seen(files)
    try:
        question = understood(world, query)
    except RefusedError:
        return {"refused": True}
    found = {need: pathways(world, question, need) for need in question.needs}
    behind = {need: apart(world, question, need, found[need]) for need in question.needs}
    parts = {
        "joint": joint_plan(question, found),
        "none": {need: nothing_found(world, question, need) for need in question.needs if not found[need]},
        "apart": {need: codes for need, codes in behind.items() if codes},
    }
    listed = {need: [shown(one) for one in ways[: question.k]] for need, ways in found.items() if ways}
    return {"needs": listed, **{name: part for name, part in parts.items() if part}}


def apart(world: World, question: Question, need: str, found: list[Pathway]) -> list[str]:
    """Services behind a government door that meet every condition and that no pathway reaches."""
    reached = {one.service for one in found}
    return sorted(
        service["id"]
        for service in world.services
        if service["door"] == "government_referral"
        and service["id"] not in reached
        and Truth.NO not in service_conditions(world, question, need, service).values()
    )


def shown(pathway: Pathway) -> dict[str, Any]:
    return {
        "tier": pathway.tier,
        "cost": pathway.cost,
        "hops": pathway.hops,
        "organizations": pathway.organizations,
        "agreements": pathway.agreements,
        "service": pathway.service,
        "unknown": pathway.unknown,
    }
