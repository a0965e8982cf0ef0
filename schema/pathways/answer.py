"""The answer (docs/pathways.md §6, §7)."""

from typing import Any

import graphene

from graph.pathways import STEPS, JointPlan

from ..context import Info
from ..directory.services import Service
from ..values import Date, listed
from .pathway import PathwayFound, PathwayTier, Shown, from_part

FunnelStep = graphene.Enum(
    "FunnelStep", [(step, step) for step in STEPS], description="The steps by which services are ruled out, in order."
)


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
