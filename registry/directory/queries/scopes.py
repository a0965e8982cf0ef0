"""What an actor may see of each kind, and do to many things at once: what the API's pages of lists are read from."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.models import DatedQuerySet
from registry.core.permitted import Permitted

from .. import policy
from ..models import ErrorReport, Location, Membership, Organization, OrganizationState, Relationship, Service

Thing = Organization | Service | Location | Membership | Relationship | ErrorReport
T = TypeVar("T", Organization, Service, Location, Membership, Relationship, ErrorReport)
_SIDES: dict[type[Thing], tuple[str, ...]] = {
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


def permitted(actor: Actor, things: Sequence[Thing]) -> list[Permitted[Thing]]:
    """These things, of any kinds, that the actor was given to see, each with what may be done to it, in order."""
    kinds: dict[type[Thing], list[Thing]] = {}
    for thing in things:
        kinds.setdefault(type(thing), []).append(thing)
    for kind, rows in kinds.items():
        prefetch_related_objects(rows, *_SIDES.get(kind, ("organization",)))
    known = policy.looked_after(actor)
    return [Permitted(thing, policy.verbs(actor, thing, known)) for thing in things]


def verbs_of(actor: Actor, things: Sequence[T]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these things of one kind, which it was given to see: key → actions."""
    return {row.thing.key: row.verbs for row in permitted(actor, things)} if actor.may_write else {}
