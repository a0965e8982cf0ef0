"""Every pathway of a need, in order: docs/pathways.md §4, §5."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.graph.oracle.conditions import (
    Conditions,
    agreement_conditions,
    agreement_needs,
    matched,
    organization_exists,
    service_conditions,
)
from tests.graph.oracle.dates import in_force, span
from tests.graph.oracle.intake import end_cost, thousandths
from tests.graph.oracle.question import Question
from tests.graph.oracle.truth import Truth
from tests.graph.oracle.world import Agreement, Row, World

UNKNOWN_COST = 500


@dataclass(frozen=True)
class Chain:
    """Agreements one after the other, and the organizations from the start; none from nobody's."""

    organizations: tuple[str, ...]
    agreements: tuple[Agreement, ...]

    @property
    def ends(self) -> bool:
        """It led into a named service: no way on from there."""
        return bool(self.agreements) and self.agreements[-1].corridor["service"] is not None


@dataclass(frozen=True)
class Pathway:
    cost: int
    organizations: list[str]
    agreements: list[str]
    service: str
    unknown: list[str]

    @property
    def tier(self) -> str:
        return "to_confirm" if self.unknown else "certain"

    @property
    def hops(self) -> int:
        return len(self.agreements)

    @property
    def place(self) -> tuple[bool, int, int, list[str], str, list[str]]:
        """What it is sorted by."""
        return (bool(self.unknown), self.cost, self.hops, self.organizations, self.service, self.agreements)


def chains(world: World, question: Question) -> list[Chain]:
    """Every chain of one agreement or more, of any length, whatever its conditions."""
    found: list[Chain] = []
    if question.origin is not None:
        found += _extensions(world, question, Chain((question.origin,), ()))
    if question.practitioner:
        found += _extensions(world, question, Chain((), ()))
    return found


def _extensions(world: World, question: Question, chain: Chain) -> Iterator[Chain]:
    last = chain.organizations[-1] if chain.organizations else None
    for agreement in world.agreements:
        met = agreement.end in (question.origin, *chain.organizations)
        if agreement.start == last and not chain.ends and not met and agreement.usable:
            longer = Chain((*chain.organizations, agreement.end), (*chain.agreements, agreement))
            yield longer
            yield from _extensions(world, question, longer)


def opens_straight(world: World, question: Question, need: str, service: Row) -> bool:
    if service["organization"] == question.origin or service["door"] in ("walk_in", "self", "appointment"):
        return True
    if service["door"] != "professional_referral" or not question.practitioner:
        return False
    categories = matched(world, need, service)
    return not any(
        agreement.start is None
        and agreement.leads_into(service)
        and in_force(agreement.row, question.day) is Truth.YES
        and agreement.usable
        and agreement_needs(world, agreement, categories) is not Truth.NO
        for agreement in world.agreements
    )


def all_pathways(world: World, question: Question, need: str) -> list[Pathway]:
    """Of any number of hops, in no order, parallel agreements each by themselves."""
    services = [
        (service, named(conditions, service["id"]))
        for service in world.services
        if matched(world, need, service)  # all else is slower to find out
        and Truth.NO not in (conditions := service_conditions(world, question, need, service)).values()
    ]
    ways = chains(world, question) if services else []
    found = []
    for service, conditions in services:
        if opens_straight(world, question, need, service):
            straight = Chain((service["organization"],), ())
            found.append(_pathway(question, service, straight, conditions))
        for chain in ways:
            on_the_way = chain_conditions(world, question, chain, matched(world, need, service))
            if chain.agreements[-1].leads_into(service) and Truth.NO not in on_the_way.values():
                found.append(_pathway(question, service, chain, {**on_the_way, **conditions}))
    return found


def pathways(world: World, question: Question, need: str) -> list[Pathway]:
    """Within the hops that are asked, in order; the same organizations and service are listed once."""
    near = [one for one in all_pathways(world, question, need) if one.hops <= question.max_hops]
    listed: dict[tuple[tuple[str, ...], str], Pathway] = {}
    for pathway in sorted(near, key=lambda one: one.place):
        listed.setdefault((tuple(pathway.organizations), pathway.service), pathway)
    return list(listed.values())


def named(conditions: Conditions, subject: str) -> Conditions:
    return {f"{name}:{subject}": truth for name, truth in conditions.items()}


def chain_conditions(world: World, question: Question, chain: Chain, categories: list[str]) -> Conditions:
    """Those of its agreements and of its organizations, save the last one's: that belongs to its service."""
    found: Conditions = {}
    for code in chain.organizations[:-1]:
        found |= named({"exists": organization_exists(world.organizations[code], question.day)}, code)
    for agreement in chain.agreements:
        found |= named(agreement_conditions(world, question, agreement, categories), agreement.id)
    return found


def _pathway(question: Question, service: Row, chain: Chain, conditions: Conditions) -> Pathway:
    unknown = sorted(name for name, truth in conditions.items() if truth is Truth.UNKNOWN)
    hops = sum(hop_cost(question, agreement) for agreement in chain.agreements)
    return Pathway(
        cost=hops + end_cost(service, question.day) + UNKNOWN_COST * len(unknown),
        organizations=list(chain.organizations),
        agreements=[agreement.id for agreement in chain.agreements],
        service=service["id"],
        unknown=unknown,
    )


def hop_cost(question: Question, agreement: Agreement) -> int:
    """1000 · T / A, rounded half up, over the referrals answered before the day asked about."""
    metrics = agreement.corridor.get("metrics") or {"promised_days": None, "observed": []}
    answered = [row for row in metrics["observed"] if span(row["date"])[1] < question.day]
    promised = 3 if metrics["promised_days"] is None else metrics["promised_days"]
    total = 5 * Fraction(str(promised)) + sum(Fraction(str(row["days"])) for row in answered)
    accepted = Fraction("3.5") + sum(1 for row in answered if row["accepted"])
    days = total / (5 + len(answered))
    share = accepted / (5 + len(answered))
    return thousandths(days / share)
