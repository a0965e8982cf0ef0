"""Who sees meetings, and what of them, and who runs them.

- Whoever runs a group (its leads, the coordinators of its coalition) sees and runs its meetings; a coalition's
  coordinators its assemblies.
- The people of an organization see the meetings, drafts too, of groups where it sits today, and the assemblies of
  coalitions of which it is a member today.
- Anyone else sees a meeting once its minutes are approved, and only if its group opens them. Such an outsider is told
  neither the place (how one gets in), nor who was expected, nor earlier versions of the minutes, nor who wrote what.
- Assemblies are never open: anyone learns of them from the resolutions that they adopted, which carry their day.
- An organization's contributors answer its invitations; whoever runs the meeting may answer for any.
- Whoever runs a meeting, and the administrators of the organization that committed itself there, say whether a
  commitment is kept.
"""

from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.directory.models import Membership, Organization

from ..models import Group, Meeting, Minutes, Outcome
from . import groups

KEEP = frozenset({"keep_commitment", "reopen_commitment"})
ANSWER = frozenset({"answer_invitation"})
RUN = ANSWER | {
    *("change_meeting", "cancel_meeting", "invite_organization", "take_attendance"),
    *("add_agenda_item", "move_agenda_item", "remove_agenda_item"),
    *("save_notes", "submit_minutes", "approve_minutes", "reopen_minutes"),
    *("record_outcome", "change_outcome", "remove_outcome"),
}


def visible_to(actor: Actor, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that the actor may see; of the open ones, what is inside remains hidden from outsiders."""
    if actor.is_system:
        return meetings
    opened = Q(group__open_minutes=True, minutes__state=Minutes.State.APPROVED)
    seen = groups.visible_to(actor, Group.objects.all())
    return meetings.filter(opened | _inside(actor), Q(group=None) | Q(group__in=seen))


def inside_of(actor: Actor, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those of which the actor is told everything."""
    return meetings if actor.is_system else meetings.filter(_inside(actor))


def run_by(actor: Actor, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that the actor runs."""
    return meetings if actor.is_system else meetings.filter(_run(actor))


def may_plan_assembly(actor: Actor, coalition: Organization) -> bool:
    """A coalition's coordinators call its members together."""
    return actor.may_write and (actor.is_system or coalition.pk in actor.coalitions())


def verbs(actor: Actor, meeting: Meeting) -> frozenset[str]:
    """What the actor may do with a meeting that they see, whatever its state; a token for reading only, nothing."""
    if not actor.may_write:
        return frozenset()
    if _runs(actor, meeting):
        return RUN
    own = actor.organizations(Role.CONTRIBUTOR)
    return ANSWER if any(row.organization_id in own for row in meeting.attendance.all()) else frozenset()


def outcome_verbs(actor: Actor, outcome: Outcome) -> frozenset[str]:
    """What the actor may do with an outcome of a meeting that they see, whatever the state of either."""
    if not actor.may_write:
        return frozenset()
    if _runs(actor, outcome.meeting):
        return KEEP | {"change_outcome", "remove_outcome"}
    return KEEP if outcome.by_id in actor.organizations(Role.ADMINISTRATOR) else frozenset()


def may_answer_for(actor: Actor, meeting: Meeting, organization: Organization) -> bool:
    """An organization's contributors answer for it, and whoever runs the meeting for any."""
    return organization.pk in actor.organizations(Role.CONTRIBUTOR) or _runs(actor, meeting)


def _runs(actor: Actor, meeting: Meeting) -> bool:
    if meeting.group is not None:
        return groups.runs(actor, meeting.group)
    return actor.is_system or meeting.coalition_id in actor.coalitions()


def _run(actor: Actor) -> Q:
    return groups.run_by(actor, "group__") | Q(coalition__in=actor.coalitions())


def _inside(actor: Actor) -> Q:
    own = actor.organizations()
    if not own:
        return _run(actor)
    memberships = Membership.objects.filter(organization__in=own, accepted=True).possibly_on(montreal_today())
    return _run(actor) | groups.sat_in(actor, path="group__") | Q(coalition__in=memberships.values("coalition"))
