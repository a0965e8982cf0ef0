"""Conditions of a service and of an agreement, each named as in the answer: docs/pathways.md §3, §4."""

from datetime import date

from tests.graph.oracle.dates import confirmed, in_force, reached
from tests.graph.oracle.intake import intake
from tests.graph.oracle.question import Question
from tests.graph.oracle.truth import Truth, every, some, yes_or_no
from tests.graph.oracle.world import Agreement, Row, World

SERVICE_DAYS, AGREEMENT_DAYS = 90, 365

Conditions = dict[str, Truth]


def organization_exists(row: Row, day: date) -> Truth:
    """Not closed or merged; a successor alone changes nothing."""
    if row["status"] == "unknown":
        return Truth.UNKNOWN
    if row["status"] not in ("closed", "merged"):
        return Truth.YES
    if row["status_since"] is None:
        return Truth.NO
    return Truth(Truth.YES - reached(row["status_since"], day))


def category(world: World, need: str, listed: str) -> Truth:
    if world.need_within(listed, need):
        return Truth.YES
    return Truth.UNKNOWN if world.need_within(need, listed) else Truth.NO


def matched(world: World, need: str, service: Row) -> list[str]:
    """Its needs that are yes or, if none is, those that are unknown."""
    sure = [code for code in service["needs"] if category(world, need, code) is Truth.YES]
    return sure or [code for code in service["needs"] if category(world, need, code) is Truth.UNKNOWN]


def facts(world: World, question: Question, rule: Row) -> Conditions:
    """One condition for each fact of an `all`, one for the whole of an `any`."""
    found = {f"facts.{code}": question.fact(world, code) for code in rule["all"]}
    if rule["any"]:
        name = "|".join(sorted(rule["any"]))
        found[f"facts.{name}"] = some(question.fact(world, code) for code in rule["any"])
    return found


def population(world: World, question: Question, service: Row) -> Truth:
    listed = [question.population(world, code) for code in service["populations"]]
    required = [question.population(world, code) for code in service["populations_all"]]
    return every([some(listed) if listed else Truth.UNKNOWN, *required])


def age(question: Question, service: Row) -> Truth:
    low, high = service["age_min"], service["age_max"]
    if low is None and high is None:
        return Truth.YES
    if question.age is None:
        return Truth.UNKNOWN
    return yes_or_no((low is None or low <= question.age) and (high is None or question.age <= high))


def language(question: Question, service: Row) -> Truth:
    if not question.languages or set(question.languages) & set(service["languages"]):
        return Truth.YES
    return Truth.NO if service["languages"] else Truth.UNKNOWN


def region(world: World, question: Question, service: Row) -> Truth:
    asked = question.region
    if asked is None:
        return Truth.YES
    containing = {asked, world.province_of.get(asked), "CA"}
    areas = [area["code"] for area in service["areas"]]
    if any(code in containing for code in areas):
        return Truth.YES
    inside = any(world.province_of.get(code) == asked for code in areas)
    return Truth.UNKNOWN if inside or not areas else Truth.NO


def service_conditions(world: World, question: Question, need: str, service: Row) -> Conditions:
    """All must not be *no*; in the order of the funnel's steps."""
    day = question.day
    organization = world.organizations[service["organization"]]
    return {
        "exists": every([in_force(service, day), organization_exists(organization, day)]),
        "confirmed": confirmed(service, day, SERVICE_DAYS),
        "audience": yes_or_no("persons" in [service["audience"], *service["audience_also"]]),
        "category": some(category(world, need, code) for code in service["needs"]),
        "population": population(world, question, service),
        "age": age(question, service),
        **facts(world, question, service["eligibility"]),
        "language": language(question, service),
        "region": region(world, question, service),
        "intake": intake(service, day),
    }


def agreement_needs(world: World, agreement: Agreement, categories: list[str]) -> Truth:
    """Whether it is for one of the matched categories of the service at the end of the chain."""
    listed = agreement.corridor["needs"]
    if not listed:
        return Truth.UNKNOWN
    return some(category(world, need, end) for need in listed for end in categories)


def agreement_conditions(world: World, question: Question, agreement: Agreement, categories: list[str]) -> Conditions:
    corridor = agreement.corridor
    listed = [question.population(world, code) for code in corridor["populations"]]
    return {
        "exists": in_force(agreement.row, question.day),
        "confirmed": confirmed(agreement.row, question.day, AGREEMENT_DAYS),
        "needs": agreement_needs(world, agreement, categories),
        "population": some(listed) if listed else Truth.YES,
        **facts(world, question, corridor["conditions"]),
    }
