"""Anyone sees an adopted resolution. Before that, those who work on it do.

A draft of a group is seen and written where the group sits; one of no group, where the coalition's members are. What
is proposed, and what was defeated, all members of the coalition see. An administrator moves or seconds in the name of
a member. The group's leads record and correct its votes; the coalition's coordinators those too, and the assembly's.
"""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.directory import policy as directory
from registry.directory.models import Membership, Organization

from ..models import Group, Resolution, Seat
from .groups import run_by, runs, sat_in

DRAFTING = frozenset({"edit_resolution", "link_clause", "unlink_clause"})
MOVING = frozenset({"move_resolution", "second_resolution"})
WITHDRAWING, VOTING = frozenset({"withdraw_resolution"}), frozenset({"record_vote", "correct_vote"})
ASSEMBLY = VOTING | {"put_to_assembly"}
ALL = DRAFTING | MOVING | WITHDRAWING | ASSEMBLY
BEFORE_MEMBERS = (Resolution.State.PROPOSED, Resolution.State.DEFEATED)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where organizations sit today in whose name the actor writes: primary keys of groups and of coalitions.

    `voting`: coalitions in which an organization has a vote that the actor administers.
    """

    groups: frozenset[int] = field(default=frozenset())
    coalitions: frozenset[int] = field(default=frozenset())
    voting: frozenset[int] = field(default=frozenset())


def visible_resolutions_to(actor: Actor, resolutions: QuerySet[Resolution]) -> QuerySet[Resolution]:
    """Adopted ones; besides, those of the actor's groups and coalitions, and those that its organizations moved."""
    if actor.is_system:
        return resolutions
    seen = directory.visible_organizations_to(actor, Organization.objects.all())
    own = actor.organizations(Role.READER)
    inside = Q(mover__in=own) | Q(seconder__in=own) | Q(coalition__in=actor.coalitions()) | run_by(actor, "group__")
    if own:
        joined = Membership.objects.filter(organization__in=own, accepted=True).possibly_on(montreal_today())
        open_to_members = Q(group=None) | Q(state__in=BEFORE_MEMBERS)
        inside |= sat_in(actor, path="group__") | (Q(coalition__in=joined.values("coalition")) & open_to_members)
    return resolutions.filter(Q(state=Resolution.State.ADOPTED) | inside, coalition__in=seen)


def reach(actor: Actor) -> Reach:
    """Where the actor may write, read once however many resolutions are asked about."""
    writing, deciding = actor.organizations(Role.CONTRIBUTOR), actor.organizations(Role.ADMINISTRATOR)
    if not writing:
        return Reach()
    today = montreal_today()
    seats = Seat.objects.filter(organization__in=writing, accepted=True).possibly_on(today)
    members = Membership.objects.filter(accepted=True).possibly_on(today)
    return Reach(
        frozenset(seats.values_list("group", flat=True)),
        frozenset(members.filter(organization__in=writing).values_list("coalition", flat=True)),
        frozenset(members.filter(organization__in=deciding, votes=True).values_list("coalition", flat=True)),
    )


def verbs(actor: Actor, resolution: Resolution, known: Reach | None = None) -> frozenset[str]:
    """What the actor may do with the resolution, whatever its state (`known`: what `reach` gave).

    A token for reading only may do nothing.
    """
    if not actor.may_write:
        return frozenset()
    if actor.is_system:
        return ALL
    known = reach(actor) if known is None else known
    allowed: set[str] = set()
    if resolution.coalition_id in actor.coalitions():
        allowed |= DRAFTING | WITHDRAWING | ASSEMBLY
    if resolution.group is not None and runs(actor, resolution.group):
        allowed |= DRAFTING | WITHDRAWING | (VOTING if resolution.assembly_id is None else frozenset())
    if resolution.group_id in known.groups if resolution.group_id else resolution.coalition_id in known.coalitions:
        allowed |= DRAFTING
    if resolution.coalition_id in known.voting:
        allowed |= MOVING
    if resolution.mover_id in actor.organizations(Role.ADMINISTRATOR):
        allowed |= WITHDRAWING
    return frozenset(allowed)


def may_run(actor: Actor, coalition: Organization, group: Group | None) -> bool:
    """Whether the actor drafts there in no organization's name: a lead in the group, a coordinator everywhere."""
    return actor.is_system or coalition.pk in actor.coalitions() or (group is not None and runs(actor, group))


def acts_for(actor: Actor, organization: Organization, role: Role) -> bool:
    """Whether the actor acts in the name of this organization as somebody with this role does."""
    return actor.is_system or (actor.may_write and organization.pk in actor.organizations(role))


def takes_part(organization: Organization, coalition: Organization, group: Group | None) -> bool:
    """Whether the organization sits in the group today; without a group, whether it is a member of the coalition."""
    today = montreal_today()
    if group is not None:
        return Seat.objects.filter(organization=organization, group=group, accepted=True).possibly_on(today).exists()
    members = Membership.objects.filter(organization=organization, coalition=coalition, accepted=True)
    return members.possibly_on(today).exists()
