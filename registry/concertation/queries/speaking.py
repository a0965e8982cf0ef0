"""In whose name the actor may speak in a group or a coalition today, and what it may begin there."""

from typing import Any

from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.models import Membership, Organization
from registry.directory.rules import COALITION

from ..models import Concern, Group, Resolution, Seat
from ..policy import activities as activities_policy
from ..policy import resolutions as resolutions_policy


def own(actor: Actor, role: Role) -> QuerySet[Organization]:
    """The organizations in whose name the actor writes, or as their administrator decides, by name."""
    found = directory.visible_organizations(actor).filter(pk__in=actor.organizations(role) if actor.may_write else ())
    return found.prefetch_related("names").order_by("sort_name", "pk")


def raising(actor: Actor, group: Group) -> QuerySet[Organization]:
    """The actor's own organizations that sit in the group, or in its coalition: it raises concerns in their name."""
    taking_part = Q(pk__in=_seated(group)) | Q(pk__in=_members(group.work_of_id))
    return own(actor, Role.CONTRIBUTOR).filter(taking_part)


def supporting(actor: Actor, concern: Concern) -> QuerySet[Organization]:
    """Those of `raising` that have not raised this concern yet."""
    return raising(actor, concern.group).exclude(pk__in=concern.raisers.values("organization"))


def drafting(actor: Actor, coalition: Organization, group: Group | None = None) -> QuerySet[Organization]:
    """Organizations in whose name the actor drafts resolutions of the group, or else of the coalition."""
    return own(actor, Role.CONTRIBUTOR).filter(pk__in=_members(coalition.pk) if group is None else _seated(group))


def drafting_for(actor: Actor) -> QuerySet[Organization]:
    """The coalitions of which the actor may draft resolutions, as its coordinator or for a member of it, by name."""
    writing = actor.organizations(Role.CONTRIBUTOR)
    joined = Membership.objects.filter(organization__in=writing, accepted=True).possibly_on(montreal_today())
    theirs = Q(pk__in=actor.coalitions()) | Q(pk__in=joined.values("coalition"))
    found = directory.visible_organizations(actor).filter(theirs, kind=COALITION)
    return (found if actor.may_write else found.none()).prefetch_related("names").order_by("sort_name", "pk")


def moving(actor: Actor, resolution: Resolution) -> QuerySet[Organization]:
    """In whose name the actor may move or second the resolution: members that vote and have done neither yet."""
    taken = [pk for pk in (resolution.mover_id, resolution.seconder_id) if pk]
    voting = _members(resolution.coalition_id, votes=True)
    return own(actor, Role.ADMINISTRATOR).filter(pk__in=voting).exclude(pk__in=taken)


def runs_place(actor: Actor, coalition: Organization, group: Group | None = None) -> bool:
    """Whether the actor drafts resolutions there in no organization's name."""
    return resolutions_policy.may_run(actor, coalition, group)


def begun_in_group(actor: Actor, group: Group) -> frozenset[str]:
    """What the actor may begin in a group that it was given to see: the names of actions."""
    if not actor.may_write:
        return frozenset()
    allowed = set()
    if raising(actor, group).exists():
        allowed.add("raise_concern")
    if activities_policy.may_record_for(actor, None, group):
        allowed.add("record_activity")
    coalition = group.coalition or group.body
    if coalition is not None and coalition.is_coalition and _may_draft(actor, coalition, group):
        allowed.add("draft_resolution")
    return frozenset(allowed)


def begun_by(actor: Actor, organization: Organization) -> frozenset[str]:
    """What the actor may begin in the name of an organization or, of a coalition, among its members."""
    if not actor.may_write:
        return frozenset()
    allowed = set()
    if activities_policy.may_record_for(actor, organization, None):
        allowed.add("record_activity")
    if organization.is_coalition and _may_draft(actor, organization, None):
        allowed.add("draft_resolution")
    return frozenset(allowed)


def _may_draft(actor: Actor, coalition: Organization, group: Group | None) -> bool:
    return runs_place(actor, coalition, group) or drafting(actor, coalition, group).exists()


def _seated(group: Group) -> "QuerySet[Seat, Any]":
    return Seat.objects.filter(group=group, accepted=True).possibly_on(montreal_today()).values("organization")


def _members(coalition: int | None, **columns: bool) -> "QuerySet[Membership, Any]":
    members = Membership.objects.filter(coalition=coalition, accepted=True, **columns)
    return members.possibly_on(montreal_today()).values("organization")
