"""Reading what ties organizations to each other and to places."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.models import DatedQuerySet

from .. import policy
from ..models import Location, Membership, Organization, Relationship


def memberships(actor: Actor, organization: Organization, on: date | None = None) -> DatedQuerySet[Membership]:
    """Its coalitions and, if it is one, its members: those that may hold on the day `on`, else all ever.

    A proposal is among them for the people of one of its sides (`accepted` is false).
    """
    rows = Membership.objects.filter(Q(organization=organization) | Q(coalition=organization))
    rows = policy.visible_memberships_to(actor, rows).select_related("organization", "coalition", "proposed_by")
    rows = rows.prefetch_related("organization__names", "organization__states", "coalition__names")
    rows = rows.order_by("organization__sort_name", "coalition__sort_name", "pk")
    return rows.possibly_on(on) if on else rows


def relationships(actor: Actor, organization: Organization, on: date | None = None) -> DatedQuerySet[Relationship]:
    """Its links with others, from or to it: those that may hold on the day `on`, else all ever."""
    rows = Relationship.objects.filter(Q(origin=organization) | Q(target=organization))
    rows = policy.visible_relationships_to(actor, rows).select_related("origin", "target", "proposed_by")
    rows = rows.prefetch_related("origin__names", "target__names").order_by("type", "target__sort_name", "pk")
    return rows.possibly_on(on) if on else rows


@dataclass(frozen=True)
class Ties:
    """What ties one organization to others on a day."""

    memberships: list[Membership]
    relationships: list[Relationship]


def ties(actor: Actor, organization: Organization, on: date) -> Ties:
    """Its memberships and relationships that may hold on the day, with everyone's names read in one statement."""
    found = Ties(
        list(memberships(actor, organization, on).prefetch_related(None)),
        list(relationships(actor, organization, on).prefetch_related(None)),
    )
    ends = [end for row in found.memberships for end in (row.organization, row.coalition)]
    ends += [end for row in found.relationships for end in (row.origin, row.target)]
    prefetch_related_objects(ends, "names")
    return found


def locations(actor: Actor, organization: Organization) -> QuerySet[Location]:
    """Its places; a confidential one has no address, for anyone."""
    return Location.objects.filter(organization=organization)
