"""Reading what ties organizations to each other and to places."""

from datetime import date

from django.db.models import Q, QuerySet

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


def locations(actor: Actor, organization: Organization) -> QuerySet[Location]:
    """Its places; a confidential one has no address, for anyone."""
    return Location.objects.filter(organization=organization)
