"""The answer (docs/pathways.md §5 to §7). Costs are in thousandths of a day."""

from dataclasses import dataclass
from typing import Any

import graphene

from graph.pathways import STEPS, JointPlan, Tier

from ..context import Info
from ..directory.organizations import Organization
from ..directory.services import Service
from ..loaders import Row
from ..referrals import Agreement
from ..values import Date, listed
from .found import Found

PathwayTier = graphene.Enum(
    "PathwayTier",
    [(tier.value, tier.value) for tier in Tier],
    description="How sure a pathway is: with nothing unknown, or with each unknown named.",
)
FunnelStep = graphene.Enum(
    "FunnelStep", [(step, step) for step in STEPS], description="The steps by which services are ruled out, in order."
)


@dataclass(frozen=True)
class Shown:
    """A part of an answer, and the things that the answer names."""

    part: Any
    found: Found

    def each(self, parts: Any) -> "list[Shown]":
        return [Shown(part, self.found) for part in parts]


def from_part(name: str, default: Any, shown: Shown, info: Info) -> Any:
    """Resolve a field that the engine's answer has under the same name."""
    return getattr(shown.part, name, default)


class PathwayUnknown(graphene.ObjectType):
    """A condition that nobody settled: never a yes, and never hiding a door either."""

    class Meta:
        default_resolver = from_part

    condition = graphene.String(required=True, description="As `language`, `intake` or `facts.urgent`.")
    subject_kind = graphene.String(required=True, description="organization, service or agreement.")
    subject = graphene.String(required=True, description="The subject's key.")
    code = graphene.String(required=True, description="`condition:subject`.")
    whom_to_ask = graphene.Field(Organization, description="Who can tell; null: the person.")
    whom_to_ask_key = graphene.String()

    @staticmethod
    def resolve_condition(shown: Shown, info: Info) -> Any:
        return shown.part.condition.code

    @staticmethod
    def resolve_whom_to_ask(shown: Shown, info: Info) -> Row[Any] | None:
        return shown.found.organizations.get(shown.part.whom_to_ask)

    @staticmethod
    def resolve_whom_to_ask_key(shown: Shown, info: Info) -> Any:
        return shown.part.whom_to_ask


class PathwayStep(graphene.ObjectType):
    """One agreement on the way: who gives, who receives."""

    giver = graphene.Field(Organization, description="Null: any practitioner.")
    agreement = graphene.Field(Agreement)
    receiver = graphene.Field(Organization)

    @staticmethod
    def resolve_giver(shown: Shown, info: Info) -> Row[Any] | None:
        return shown.found.organizations.get(shown.part.giver)

    @staticmethod
    def resolve_agreement(shown: Shown, info: Info) -> Row[Any] | None:
        return shown.found.agreements.get(shown.part.agreement)

    @staticmethod
    def resolve_receiver(shown: Shown, info: Info) -> Row[Any] | None:
        return shown.found.organizations.get(shown.part.receiver)


class PathwayFound(graphene.ObjectType):
    """A service that opens, and through whom. A straight pathway has no agreement."""

    class Meta:
        name = "Pathway"
        default_resolver = from_part

    tier = graphene.NonNull(PathwayTier)
    cost = graphene.Int(required=True, description="In thousandths of a day.")
    hops = graphene.Int(required=True, description="How many agreements it uses.")
    organizations = listed(Organization, description="From its start to its end; of a straight one, the service's.")
    organization_keys = listed(graphene.String)
    agreements = listed(Agreement)
    agreement_keys = listed(graphene.String)
    service = graphene.Field(Service)
    service_key = graphene.String(required=True)
    door = graphene.String(required=True, description="The code of the service's door.")
    steps = listed(PathwayStep)
    unknown = listed(graphene.String, description="The codes of `unknowns`, sorted.")
    unknowns = listed(PathwayUnknown, description="What is to be confirmed, and with whom.")

    @staticmethod
    def resolve_tier(shown: Shown, info: Info) -> Any:
        return shown.part.tier.value

    @staticmethod
    def resolve_organizations(shown: Shown, info: Info) -> list[Row[Any]]:
        return [shown.found.organizations[key] for key in shown.part.organizations]

    @staticmethod
    def resolve_organization_keys(shown: Shown, info: Info) -> Any:
        return shown.part.organizations

    @staticmethod
    def resolve_agreements(shown: Shown, info: Info) -> list[Row[Any]]:
        return [shown.found.agreements[key] for key in shown.part.agreements]

    @staticmethod
    def resolve_agreement_keys(shown: Shown, info: Info) -> Any:
        return shown.part.agreements

    @staticmethod
    def resolve_service(shown: Shown, info: Info) -> Row[Any] | None:
        return shown.found.services.get(shown.part.service)

    @staticmethod
    def resolve_service_key(shown: Shown, info: Info) -> Any:
        return shown.part.service

    @staticmethod
    def resolve_steps(shown: Shown, info: Info) -> list[Shown]:
        return shown.each(shown.part.steps)

    @staticmethod
    def resolve_unknown(shown: Shown, info: Info) -> list[str]:
        return [one.code for one in shown.part.unknown]

    @staticmethod
    def resolve_unknowns(shown: Shown, info: Info) -> list[Shown]:
        return shown.each(shown.part.unknown)


class NeedAnswer(graphene.ObjectType):
    """The best pathways of one need, in order."""

    need = graphene.String(required=True)
    pathways = listed(PathwayFound)


class JointPlace(graphene.ObjectType):
    """What a joint plan takes for one need."""

    class Meta:
        default_resolver = from_part

    need = graphene.String(required=True)
    place = graphene.Int(required=True, description="Its place among the need's best 32, from 0.")
    pathway = graphene.NonNull(PathwayFound)

    @staticmethod
    def resolve_pathway(shown: Shown, info: Info) -> Shown:
        return Shown(shown.part.pathway, shown.found)


class JointPlanFound(graphene.ObjectType):
    """The best pathways together: one for each need, few organizations to visit."""

    class Meta:
        name = "JointPlan"
        default_resolver = from_part

    organizations = graphene.Int(required=True, description="How many there are to visit, the origin not counted.")
    cost = graphene.Int(required=True)
    places = listed(JointPlace)
    left_out = listed(graphene.String, description="The needs without a pathway.")

    @staticmethod
    def resolve_places(shown: Shown, info: Info) -> list[Shown]:
        return shown.each(shown.part.places)


class FunnelCount(graphene.ObjectType):
    """How many services were left after a step."""

    step = graphene.NonNull(FunnelStep)
    left = graphene.Int(required=True)


class PathwayChange(graphene.ObjectType):
    """The fields of the question that change, with their new value; the others are null."""

    languages = graphene.List(graphene.NonNull(graphene.String), description="Those asked for, and one more.")
    region = graphene.String()
    date = Date()
    practitioner = graphene.Boolean()


class Relaxation(graphene.ObjectType):
    """What would open something."""

    change = graphene.NonNull(PathwayChange)
    opens = graphene.Int(required=True, description="How many services.")
    tier = graphene.NonNull(PathwayTier, description="Of the best pathway then.")
    cost = graphene.Int(required=True)

    class Meta:
        default_resolver = from_part

    @staticmethod
    def resolve_tier(shown: Shown, info: Info) -> Any:
        return shown.part.tier.value


class NoPathway(graphene.ObjectType):
    """Why a need has no pathway."""

    need = graphene.String(required=True)
    funnel = listed(FunnelCount)
    removed_by = graphene.NonNull(FunnelStep, description="The first step that left none.")
    relaxations = listed(Relaxation, description="The nearest changes that would open something; five at most.")


class Apart(graphene.ObjectType):
    """Services that meet every condition, but that only a government refers to."""

    need = graphene.String(required=True)
    services = listed(Service)
    service_keys = listed(graphene.String)


class PathwayAnswer(graphene.ObjectType):
    """What each need gets. A part that has nothing in it is empty; the same question has the same answer."""

    date = graphene.NonNull(Date, description="The day that it is about.")
    position = graphene.Int(required=True, description="The place in the journal that it reflects.")
    needs = listed(NeedAnswer, description="The needs that have a pathway, in the order asked.")
    joint = graphene.Field(JointPlanFound, description="Null when fewer than two needs have a pathway.")
    none = listed(NoPathway, description="The needs without one.")
    apart = listed(Apart)

    @staticmethod
    def resolve_date(shown: Shown, info: Info) -> Any:
        return shown.part.question.date

    @staticmethod
    def resolve_position(shown: Shown, info: Info) -> Any:
        return shown.part.position

    @staticmethod
    def resolve_needs(shown: Shown, info: Info) -> list[dict[str, Any]]:
        return [{"need": need, "pathways": shown.each(pathways)} for need, pathways in shown.part.needs.items()]

    @staticmethod
    def resolve_joint(shown: Shown, info: Info) -> Shown | None:
        joint: JointPlan | None = shown.part.joint
        return Shown(joint, shown.found) if joint else None

    @staticmethod
    def resolve_none(shown: Shown, info: Info) -> list[dict[str, Any]]:
        return [
            {
                "need": need,
                "funnel": [{"step": step, "left": left} for step, left in why.funnel],
                "removed_by": why.removed_by,
                "relaxations": shown.each(why.relaxations),
            }
            for need, why in shown.part.none.items()
        ]

    @staticmethod
    def resolve_apart(shown: Shown, info: Info) -> list[dict[str, Any]]:
        services = shown.found.services
        return [
            {"need": need, "services": [services[key] for key in keys], "service_keys": keys}
            for need, keys in shown.part.apart.items()
        ]
