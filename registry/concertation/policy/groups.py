"""Anyone sees groups and who sits in them; whoever runs a group edits it; an organization takes its own seats.

A group is run by its leads and by the coordinators of the coalition whose work it is part of. An organization
sits in it from the day its seat may begin to the day it is surely over: an unknown end keeps its people in until
whoever runs the group ends the seat.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.core.models import DatedQuerySet
from registry.directory import policy as directory
from registry.directory.models import Organization

from ..models import Group, Listing, RuleSet, Seat

RUN = frozenset({"edit_group", "end_group", "offer_seat", "plan_meeting"})
RUN_SEAT = frozenset({"renew_seat", "confirm_seat", "end_seat", "decline_seat"})
TAKE_SEAT = frozenset({"accept_seat", "decline_seat", "end_seat"})


def visible_to(actor: Actor, groups: QuerySet[Group]) -> QuerySet[Group]:
    """All of them, save those of an organization that the actor may not see."""
    if actor.is_system:
        return groups
    seen = directory.visible_organizations_to(actor, Organization.objects.all())
    return groups.filter(Q(body=None) | Q(body__in=seen), Q(coalition=None) | Q(coalition__in=seen))


def visible_seats_to(actor: Actor, seats: DatedQuerySet[Seat]) -> DatedQuerySet[Seat]:
    """Seats of organizations and groups that may be seen; a mere offer only by the group's and the other's people."""
    if actor.is_system:
        return seats
    seen = directory.visible_organizations_to(actor, Organization.objects.all())
    involved = Q(organization__in=actor.organizations()) | run_by(actor, "group__")
    involved |= Q(organization__in=Organization.objects.filter(directory.kept_up_by(actor)).values("pk"))
    return seats.filter(
        Q(accepted=True) | involved,
        organization__in=seen,
        group__in=visible_to(actor, Group.objects.all()),
    )


def visible_listings_to(actor: Actor, listings: DatedQuerySet[Listing]) -> DatedQuerySet[Listing]:
    """Places on public lists, of organizations and groups that may be seen."""
    if actor.is_system:
        return listings
    seen = directory.visible_organizations_to(actor, Organization.objects.all())
    return listings.filter(organization__in=seen, group__in=visible_to(actor, Group.objects.all()))


def visible_rule_sets_to(actor: Actor, rule_sets: QuerySet[RuleSet]) -> QuerySet[RuleSet]:
    """Anyone sees them."""
    return rule_sets


def run_by(actor: Actor, path: str = "") -> Q:
    """The groups that this actor runs (`path`: how one comes from the rows to the group, `"group__"`)."""
    return Q(**{f"{path}pk__in": actor.groups()}) | work_of(actor.coalitions(), path)


def work_of(coalitions: Collection[int], path: str = "") -> Q:
    """The groups whose work is part of one of these coalitions, by primary key (`Group.work_of_id`)."""
    return Q(**{f"{path}coalition__in": coalitions}) | Q(**{f"{path}coalition": None, f"{path}body__in": coalitions})


def sat_in(actor: Actor, role: Role = Role.READER, path: str = "") -> Q:
    """The groups in which an organization sits today where this actor holds `role` or a higher one."""
    seats = Seat.objects.filter(organization__in=actor.organizations(role), accepted=True)
    return Q(**{f"{path}pk__in": seats.possibly_on(montreal_today()).values("group")})


def runs(actor: Actor, group: Group) -> bool:
    """Whether the actor runs this group."""
    if actor.is_system or group.pk in actor.groups():
        return True
    return group.work_of_id in actor.coalitions()


def sits(actor: Actor, group: Group, role: Role = Role.READER) -> bool:
    """Whether an organization sits in this group today where the actor holds `role` or a higher one."""
    own = actor.organizations(role)
    seats = Seat.objects.filter(group=group, organization__in=own, accepted=True)
    return bool(own) and seats.possibly_on(montreal_today()).exists()


def may_create_in(actor: Actor, coalition: Organization) -> bool:
    """A coalition's coordinators create its groups."""
    return actor.is_system or coalition.pk in actor.coalitions()


def may(actor: Actor, verb: str, group: Group) -> bool:
    """Whether this actor may call the action `verb` on the group. Asks nothing about seeing it."""
    return verb in verbs(actor, group)


def verbs(actor: Actor, group: Group) -> frozenset[str]:
    """What the actor may do with the group, whatever its state. A token for reading only may do nothing."""
    return RUN if actor.may_write and runs(actor, group) else frozenset()


def seat_verbs(actor: Actor, seat: Seat, known: frozenset[int] | None = None) -> frozenset[str]:
    """What the actor may do with the seat (read with its group): for the group's side, and for the organization's.

    `known`: what `directory.policy.looked_after` gave, where many seats are asked about.
    """
    if not actor.may_write:
        return frozenset()
    allowed: set[str] = set()
    if runs(actor, seat.group):
        allowed |= RUN_SEAT
    if answers_for(actor, seat.organization_id, known):
        allowed |= TAKE_SEAT
    return frozenset(allowed)


def answers_for(actor: Actor, organization: int, known: frozenset[int] | None = None) -> bool:
    """Whether the actor takes seats for the organization, given by primary key (`known`: as in `seat_verbs`)."""
    if actor.is_system or organization in actor.organizations(Role.ADMINISTRATOR):
        return True
    return organization in (directory.looked_after(actor) if known is None else known)
