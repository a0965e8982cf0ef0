"""Who may see and do what in the directory.

An organization has people of its own (reader, contributor, administrator); as long as nobody has claimed it,
the coordinators of its coalitions look after it.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.core.models import DatedQuerySet
from registry.core.remembered import remembered

from . import rules
from .models import ErrorReport, Location, Membership, Organization, Relationship, Service

L = TypeVar("L", Membership, Relationship)
Thing = Organization | Service | Location | Membership | Relationship | ErrorReport

ANYONE = frozenset({"report_error"})
CONTRIBUTOR = frozenset(
    {"edit_organization", "rename_organization", "confirm_organization", "add_service"}
    | {"edit_service", "change_service_terms", "change_intake", "cancel_planned_intake", "confirm_service"}
    | {"propose_membership", "propose_relationship", "handle_error_report"}
)
ADMINISTRATOR = CONTRIBUTOR | {
    *("publish_organization", "unpublish_organization", "close_organization", "reopen_organization"),
    *("merge_organization", "change_confidentiality", "add_location", "edit_location", "remove_location"),
    *("publish_service", "unpublish_service", "end_service"),
    *("accept_membership", "end_membership", "accept_relationship", "end_relationship"),
}
COORDINATOR = frozenset({"add_organization", "propose_membership", "accept_membership", "end_membership"})
SYSTEM_ONLY = frozenset({"claim_organization", "release_organization"})
OF_SERVICE = frozenset(
    {"edit_service", "change_service_terms", "change_intake", "cancel_planned_intake", "confirm_service"}
    | {"publish_service", "unpublish_service", "end_service", "report_error"}
)
OF_LOCATION = frozenset({"edit_location", "remove_location"})
OF_MEMBERSHIP = frozenset({"accept_membership", "end_membership"})
OF_RELATIONSHIP = frozenset({"accept_relationship", "end_relationship"})
OF_REPORT = frozenset({"handle_error_report"})
OF_ORGANIZATION = (ANYONE | ADMINISTRATOR | COORDINATOR | SYSTEM_ONLY) - (
    (OF_SERVICE | OF_LOCATION | OF_MEMBERSHIP | OF_RELATIONSHIP | OF_REPORT) - ANYONE
)


def may(actor: Actor, verb: str, thing: Thing) -> bool:
    """Whether this actor may call the action `verb` on the thing. Asks nothing about seeing it."""
    return verb in verbs(actor, thing)


def verbs(actor: Actor, thing: Thing, known: frozenset[int] | None = None) -> frozenset[str]:
    """The names of all the actions that this actor may call on the thing.

    `known`: what `looked_after` gave, where many things are asked about. A token for reading only may do nothing.
    """
    if not actor.may_write:
        return frozenset()
    match thing:
        case Organization():
            return _over(actor, thing, known) & OF_ORGANIZATION
        case Service():
            return _over(actor, thing.organization, known) & OF_SERVICE
        case Location():
            return _over(actor, thing.organization, known) & OF_LOCATION
        case ErrorReport():
            return _over(actor, thing.organization, known) & OF_REPORT
        case Membership():
            return _over_link(actor, thing, (thing.organization, thing.coalition), known) & OF_MEMBERSHIP
        case Relationship():
            return _over_link(actor, thing, (thing.origin, thing.target), known) & OF_RELATIONSHIP


def may_answer_for(actor: Actor, organization: Organization, verb: str) -> bool:
    """Whether the actor may call `verb` on a link or a merger, on behalf of this side of it."""
    return verb in _over(actor, organization)


def visible_organizations_to(actor: Actor, organizations: QuerySet[Organization]) -> QuerySet[Organization]:
    """The published ones; the others to their own people, and to the coordinators who look after them."""
    if actor.is_system:
        return organizations
    return organizations.filter(Q(published=True) | _own_organizations(actor))


def visible_services_to(actor: Actor, services: DatedQuerySet[Service]) -> DatedQuerySet[Service]:
    """The published ones of published organizations, and like those above."""
    if actor.is_system:
        return services
    public = Q(published=True, organization__published=True)
    return services.filter(public | _own_organizations(actor, "organization"))


def visible_memberships_to(actor: Actor, memberships: DatedQuerySet[Membership]) -> DatedQuerySet[Membership]:
    """Those whose two sides may be seen; a mere proposal only by the people of one side."""
    return _visible_links(actor, memberships, "organization", "coalition")


def visible_relationships_to(actor: Actor, relationships: DatedQuerySet[Relationship]) -> DatedQuerySet[Relationship]:
    """Those whose two sides may be seen; a mere proposal only by the people of one side."""
    return _visible_links(actor, relationships, "origin", "target")


def visible_reports_to(actor: Actor, reports: QuerySet[ErrorReport]) -> QuerySet[ErrorReport]:
    """What was reported to the organization's people; while nobody has claimed it, to its coordinators."""
    if actor.is_system:
        return reports
    looked_after = Organization.objects.filter(kept_up_by(actor, Role.READER))
    return reports.filter(organization__in=looked_after)


def sees_inside(actor: Actor, organization: Organization, known: frozenset[int] | None = None) -> bool:
    """Whether the actor is one of its people, or looks after it (`known`: as in `verbs`)."""
    own = organization.pk in actor.organizations() or organization.pk in actor.coalitions()
    return actor.is_system or own or _looks_after(actor, organization, known)


def looked_after(actor: Actor) -> frozenset[int]:
    """Primary keys of the organizations that the actor looks after, which nobody has claimed."""
    return _unclaimed_of(actor.coalitions())


def kept_up_by(actor: Actor, role: Role = Role.CONTRIBUTOR) -> Q:
    """The organizations that are this actor's to keep up: its own, and the unclaimed ones of its coalitions."""
    return Q(pk__in=actor.organizations(role) | looked_after(actor))


def _over(actor: Actor, organization: Organization, known: frozenset[int] | None = None) -> frozenset[str]:
    if actor.is_system:
        return ANYONE | ADMINISTRATOR | COORDINATOR | SYSTEM_ONLY
    allowed = set(ANYONE)
    if organization.pk in actor.coalitions():
        allowed |= COORDINATOR
    if organization.pk in actor.organizations(Role.ADMINISTRATOR) or _looks_after(actor, organization, known):
        allowed |= ADMINISTRATOR
    elif organization.pk in actor.organizations(Role.CONTRIBUTOR):
        allowed |= CONTRIBUTOR
    return frozenset(allowed)


def _over_link(
    actor: Actor, link: Membership | Relationship, sides: Iterable[Organization], known: frozenset[int] | None
) -> frozenset[str]:
    """Either side may end it; a proposal is accepted by the side that did not make it, and ended by either."""
    allowed: set[str] = set()
    for side in sides:
        over = _over(actor, side, known)
        proposer = not actor.is_system and link.proposed_by_id == side.pk
        allowed |= {verb for verb in over if not (proposer and verb.startswith("accept"))}
    return frozenset(allowed)


def _looks_after(actor: Actor, organization: Organization, known: frozenset[int] | None = None) -> bool:
    if organization.claimed:
        return False
    return organization.pk in (looked_after(actor) if known is None else known)


@remembered
def _unclaimed_of(coalitions: frozenset[int]) -> frozenset[int]:
    """Primary keys of what nobody has claimed and is one of these, stewarded by one, a member of one, or alone.

    Keys and not a subquery: it stands several times within most of a coordinator's queries, and each time a
    database plans it anew.
    """
    if not coalitions:
        return frozenset()
    memberships = Membership.objects.filter(accepted=True).possibly_on(montreal_today())
    worlds = Organization.objects.filter(pk__in=coalitions).values("exercise")
    belongs = (
        Q(pk__in=coalitions)
        | Q(steward__in=coalitions)
        | Q(pk__in=memberships.filter(coalition__in=coalitions).values("organization"))
        | (~Q(pk__in=memberships.values("organization")) & Q(steward=None) & ~Q(kind=rules.COALITION))
    )
    found = Organization.objects.filter(belongs, exercise__in=worlds, claimed=False)
    return frozenset(found.values_list("pk", flat=True))


def _own_organizations(actor: Actor, path: str = "pk") -> Q:
    """Those whose unpublished state the actor sees: its own, its coalitions, and what it looks after."""
    return Q(**{f"{path}__in": actor.organizations() | actor.coalitions() | looked_after(actor)})


def _visible_links(actor: Actor, links: DatedQuerySet[L], one: str, other: str) -> DatedQuerySet[L]:
    if actor.is_system:
        return links
    visible = Q(accepted=True)
    for side in (one, other):
        mine = _own_organizations(actor, side)
        links = links.filter(Q(**{f"{side}__published": True}) | mine)
        visible |= mine
    return links.filter(visible)
