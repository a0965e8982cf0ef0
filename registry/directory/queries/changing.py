"""Things taken up by an action: locked until it ends, and refused as missing where the actor may not see them."""

from typing import TypeVar

from django.db.models import QuerySet

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse

from .. import policy
from ..models import ErrorReport, Location, Membership, Organization, Relationship, Service

T = TypeVar("T", Organization, Service, Location, Membership, Relationship, ErrorReport)


def organization_for_change(actor: Actor, key: str, verb: str, field: str = "organization") -> Organization:
    """The organization. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED, as all of these do."""
    return _take(actor, policy.visible_organizations_to(actor, Organization.objects.all()), key, verb, field)


def service_for_change(actor: Actor, key: str, verb: str) -> Service:
    """The service, with its organization."""
    seen = policy.visible_services_to(actor, Service.objects.select_related("organization"))
    return _take(actor, seen, key, verb, "service")


def location_for_change(actor: Actor, key: str, verb: str) -> Location:
    """The place, with its organization, which is locked too."""
    organizations = policy.visible_organizations_to(actor, Organization.objects.all())
    seen = Location.objects.select_related("organization").filter(organization__in=organizations)
    return _take(actor, seen, key, verb, "location", "organization")


def membership_for_change(actor: Actor, key: str, verb: str) -> Membership:
    """The membership, with its two sides; the member is locked too."""
    rows = Membership.objects.select_related("organization", "coalition")
    return _take(actor, policy.visible_memberships_to(actor, rows), key, verb, "membership", "organization")


def relationship_for_change(actor: Actor, key: str, verb: str) -> Relationship:
    """The link, with its two ends, which are locked too."""
    rows = Relationship.objects.select_related("origin", "target")
    return _take(actor, policy.visible_relationships_to(actor, rows), key, verb, "relationship", "origin", "target")


def report_for_change(actor: Actor, key: str, verb: str) -> ErrorReport:
    """The report, with what it is about."""
    rows = ErrorReport.objects.select_related("organization")
    return _take(actor, policy.visible_reports_to(actor, rows), key, verb, "report")


def _take(actor: Actor, seen: QuerySet[T], key: str, verb: str, field: str, *locked: str) -> T:
    found = seen.select_for_update(of=("self", *locked)).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    if not policy.may(actor, verb, found):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found
