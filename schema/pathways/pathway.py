"""One pathway (docs/pathways.md §5). Costs are in thousandths of a day."""

from dataclasses import dataclass
from typing import Any

import graphene

from graph.pathways import Tier

from ..context import Info
from ..directory.organizations import Organization
from ..directory.services import Service
from ..loaders import Row
from ..referrals import Agreement
from ..values import listed
from .found import Found

PathwayTier = graphene.Enum(
    "PathwayTier",
    [(tier.value, tier.value) for tier in Tier],
    description="How sure a pathway is: with nothing unknown, or with each unknown named.",
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
