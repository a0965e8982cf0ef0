"""What an actor may see of each kind, and do to many things at once: what the API's pages of lists are read from."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.models import DatedQuerySet

from .. import policy
from ..models import ErrorReport, Location, Membership, Organization, OrganizationState, Relationship, Service

T = TypeVar("T", Organization, Service, Location, Membership, Relationship, ErrorReport)
_SIDES = {
    Organization: (),
    Membership: ("organization", "coalition"),
    Relationship: ("origin", "target"),
}


def visible_organizations(actor: Actor) -> QuerySet[Organization]:
    """Every organization that the actor may see, those of the exercise network included."""
    return policy.visible_organizations_to(actor, Organization.objects.all())


def states_seen(actor: Actor) -> "Prefetch[str, QuerySet[OrganizationState], str]":
    """To prefetch on organizations: their states, each with its successor where the actor may see that one."""
    successors = visible_organizations(actor).prefetch_related("names")
    return Prefetch("states", OrganizationState.objects.prefetch_related(Prefetch("successor", successors)))


def visible_services(actor: Actor) -> DatedQuerySet[Service]:
    """Every service that the actor may see, on whatever day it is in force."""
    return policy.visible_services_to(actor, Service.objects.all())


def visible_memberships(actor: Actor) -> DatedQuerySet[Membership]:
    """Every membership, and every proposal of one, that the actor may see."""
    return policy.visible_memberships_to(actor, Membership.objects.all())


def visible_relationships(actor: Actor) -> DatedQuerySet[Relationship]:
    """Every relationship, and every proposal of one, that the actor may see."""
    return policy.visible_relationships_to(actor, Relationship.objects.all())


def visible_locations(actor: Actor) -> QuerySet[Location]:
    """Every place of an organization that the actor may see; a confidential one has no address, for anyone."""
    return Location.objects.filter(organization__in=visible_organizations(actor))


def visible_reports(actor: Actor) -> QuerySet[ErrorReport]:
    """Every error report that reached the actor."""
    return policy.visible_reports_to(actor, ErrorReport.objects.all())


def verbs_of(actor: Actor, things: Sequence[T]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these things of one kind, which it was given to see: key → actions."""
    if not things:
        return {}
    sides = _SIDES.get(type(things[0]), ("organization",))
    prefetch_related_objects(list(things), *sides)
    about = {getattr(thing, f"{side}_id") for thing in things for side in sides} or {thing.pk for thing in things}
    known = policy.looked_after(actor, about)
    return {thing.key: policy.verbs(actor, thing, known) for thing in things if actor.may_write}
