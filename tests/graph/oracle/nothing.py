"""What is told of a need that has no pathway: docs/pathways.md §7."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice
from typing import Any

from tests.graph.oracle.conditions import service_conditions
from tests.graph.oracle.dates import in_force
from tests.graph.oracle.pathways import all_pathways, opens_straight, pathways
from tests.graph.oracle.question import KINDS, Question
from tests.graph.oracle.truth import Truth
from tests.graph.oracle.world import Row, World

STEPS = {
    "category": ("exists", "audience", "category"),
    "population": ("population", "age"),
    "facts": ("facts.",),
    "language": ("language",),
    "region": ("region",),
    "intake": ("intake",),
}
DAYS_AHEAD = 90
MOST = 5

Change = dict[str, Any]


def nothing_found(world: World, question: Question, need: str) -> dict[str, Any]:
    steps = funnel(world, question, need)
    return {
        "funnel": steps,
        "removed_by": next(step for step, left in steps if left == 0),
        "relaxations": list(islice(relaxations(world, question, need), MOST)),
    }


def funnel(world: World, question: Question, need: str) -> list[list[Any]]:
    """[step, number of services left], each step keeping what is not *no*."""
    left = world.services
    counts: list[list[Any]] = []
    for step, names in STEPS.items():
        left = [row for row in left if _keeps(service_conditions(world, question, need, row), names)]
        counts.append([step, len(left)])
    left = [row for row in left if has_door(world, question, need, row)]
    counts.append(["door", len(left)])
    reached = all_pathways(world, question, need)
    for step, hops in (("corridor", None), ("hops", question.max_hops)):
        ends = {one.service for one in reached if hops is None or one.hops <= hops}
        left = [row for row in left if row["id"] in ends]
        counts.append([step, len(left)])
    return counts


def _keeps(conditions: dict[str, Truth], names: tuple[str, ...]) -> bool:
    return not any(truth is Truth.NO and name.startswith(names) for name, truth in conditions.items())


def has_door(world: World, question: Question, need: str, service: Row) -> bool:
    """It opens straight, or some usable agreement in force, or perhaps, leads into it, whoever may use it."""
    return opens_straight(world, question, need, service) or any(
        agreement.usable and agreement.leads_into(service) and in_force(agreement.row, question.day) is not Truth.NO
        for agreement in world.agreements
    )


def relaxations(world: World, question: Question, need: str) -> Iterator[dict[str, Any]]:
    """Single changes; only if none opens anything, pairs of them."""
    kinds = [kind for kind in KINDS if kind in question.relax]
    singles = [opened for kind in kinds for opened in nearest(world, question, need, kind, {})]
    yield from singles
    if singles:
        return
    for earlier, later in combinations(kinds, 2):
        changes = [change for ring in rings(world, question, earlier) for change in ring]
        for change in sorted(changes, key=lambda one: [*one.values()]):
            yield from nearest(world, question, need, later, change)


def nearest(world: World, question: Question, need: str, kind: str, given: Change) -> Iterator[dict[str, Any]]:
    """Each change of a kind, on top of a given one, that opens something: of the first ring that has any."""
    for ring in rings(world, question, kind):
        opened = [one for change in ring if (one := opening(world, question, need, {**given, **change}))]
        if opened:
            yield from opened
            return


def opening(world: World, question: Question, need: str, change: Change) -> dict[str, Any] | None:
    """What a change opens, by asking again."""
    found = pathways(world, changed(question, change), need)
    if not found:
        return None
    opens = len({one.service for one in found})
    return {"change": change, "opens": opens, "tier": found[0].tier, "cost": found[0].cost}


def changed(question: Question, change: Change) -> Question:
    fields = {key: value for key, value in change.items() if key != "date"}
    day = date.fromisoformat(change["date"]) if "date" in change else question.day
    return replace(question, day=day, **fields)


def rings(world: World, question: Question, kind: str) -> list[list[Change]]:
    """The changes of one kind, those that are equally near together, the nearest first."""
    if kind == "language":
        # One that no service speaks changes no service's condition.
        asked = question.languages
        others = {code for service in world.services for code in service["languages"]} - set(asked)
        return [[{"languages": [*asked, code]} for code in sorted(others)]] if asked else []
    if kind == "region":
        return [[{"region": code} for code in ring] for ring in region_rings(world, question.region)]
    if kind == "date":
        days = (question.day + timedelta(days=ahead) for ahead in range(1, DAYS_AHEAD + 1))
        return [[{"date": day.isoformat()}] for day in days]
    return [] if question.practitioner else [[{"practitioner": True}]]


def region_rings(world: World, asked: str | None) -> list[list[str]]:
    """By borders crossed: rings of a region are regions, of a province provinces."""
    if asked is None:
        return []
    adjacent = world.adjacent_regions if asked in world.adjacent_regions else world.adjacent_provinces
    found: list[list[str]] = [[asked]]
    while found[-1]:
        met = {code for ring in found for code in ring}
        found.append(sorted({code for one in found[-1] for code in adjacent[one]} - met))
    return found[1:-1]
