"""What actions on a meeting take up: the meeting, locked, and what may be linked with it."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Refused, refuse
from registry.directory import queries as directory
from registry.directory.models import Membership, Organization

from ..models import AgendaItem, Concern, Group, Meeting, Minutes, Outcome, Resolution, Seat
from ..policy import meetings as policy
from ..policy.concerns import visible_concerns_to
from ..policy.groups import runs
from ..policy.resolutions import visible_resolutions_to
from .groups import group as visible_group
from .meetings import visible_meetings

T = TypeVar("T", AgendaItem, Concern, Resolution)


def group_to_meet(actor: Actor, key: str) -> Group:
    """The group for which the actor plans a meeting. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    group = visible_group(actor, key)
    if not runs(actor, group):
        raise _denied(actor)
    return group


def coalition_to_meet(actor: Actor, key: str) -> Organization:
    """The coalition whose members the actor calls together. Raises Refused as above, and NOT_A_COALITION."""
    coalition = directory.organization(actor, key).thing
    if not policy.may_plan_assembly(actor, coalition):
        raise _denied(actor)
    if not coalition.is_coalition:
        raise refuse(ErrorCode.NOT_A_COALITION, "coalition")
    return coalition


def meeting_for_change(actor: Actor, key: str, verb: str) -> Meeting:
    """The meeting, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    return _take(actor, Q(key=key), verb)


def item_for_change(actor: Actor, key: str, verb: str) -> AgendaItem:
    """The point of an agenda, its meeting locked. Raises as `meeting_for_change`."""
    meeting = _take(actor, Q(pk__in=AgendaItem.objects.filter(key=key).values("meeting")), verb)
    item = meeting.agenda.get(key=key)
    item.meeting = meeting
    return item


def outcome_for_change(actor: Actor, key: str, verb: str) -> Outcome:
    """The outcome, its meeting locked. Raises as `meeting_for_change`."""
    meeting = _lock(actor, Q(pk__in=Outcome.objects.filter(key=key).values("meeting")))
    outcome = meeting.outcomes.select_related("item", "by", "concern", "resolution").get(key=key)
    outcome.meeting = meeting
    if verb not in policy.outcome_verbs(actor, outcome):
        raise _denied(actor)
    return outcome


def refuse_closed(actor: Actor, meeting: Meeting) -> None:
    """Nothing more is written of a meeting that was cancelled, or whose minutes are approved (WRONG_STATE)."""
    if meeting.state == Meeting.State.CANCELLED or minutes_of(actor, meeting).state == Minutes.State.APPROVED:
        raise refuse(ErrorCode.WRONG_STATE)


def minutes_of(actor: Actor, meeting: Meeting) -> Minutes:
    """The minutes of a meeting that the actor was given to see; empty ones where nobody has begun."""
    return Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)


def may_answer_for(actor: Actor, meeting: Meeting, organization: Organization) -> bool:
    """Whether the actor may answer, for the organization, the invitation to a meeting that they see."""
    return policy.may_answer_for(actor, meeting, organization)


def expected(actor: Actor, meeting: Meeting) -> dict[int, tuple[str, bool]]:
    """Whom a meeting concerns on its day: {organization's primary key: (role of its seat, whether it votes)}.

    Whoever may hold a seat, or be a member, is among them. Of several seats the first that votes counts.
    """
    if meeting.group is None:
        memberships = Membership.objects.filter(coalition=meeting.coalition, accepted=True)
        members = memberships.possibly_on(meeting.day).order_by("votes", "-pk")
        return {one.organization_id: ("", one.votes) for one in members}
    seats = Seat.objects.filter(group=meeting.group, accepted=True).possibly_on(meeting.day).order_by("votes", "-pk")
    return {one.organization_id: (one.role, one.votes) for one in seats}


def approved_at(actor: Actor, meeting: Meeting, key: str) -> Meeting:
    """A later meeting of the same, not one to come, at which the minutes were approved. Raises Refused (NOT_FOUND)."""
    later = Meeting.objects.filter(group=meeting.group, coalition=meeting.coalition, key=key)
    later = later.filter(day__gt=meeting.day, day__lte=montreal_today()).exclude(state=Meeting.State.CANCELLED)
    found = later.first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "at")
    return found


def item_of(actor: Actor, meeting: Meeting, key: str | None) -> AgendaItem | None:
    """The point of the meeting's agenda with this key; none for no key. Raises Refused (NOT_FOUND), as the next two."""
    found = meeting.agenda.filter(key=key).first() if key else None
    return _found(found, key, "item")


def concern_of(actor: Actor, meeting: Meeting, key: str | None) -> Concern | None:
    """A concern of the meeting's group; of any group of the coalition, for an assembly."""
    found = _concerns(actor, meeting).filter(key=key).first() if key else None
    return _found(found, key, "concern")


def resolution_of(actor: Actor, meeting: Meeting, key: str | None) -> Resolution | None:
    """A resolution of the coalition whose assembly, or whose group's meeting, it is."""
    found = _resolutions(actor, meeting).filter(key=key).first() if key else None
    return _found(found, key, "resolution")


def concerns_at(actor: Actor, meeting: Meeting) -> QuerySet[Concern]:
    """Those of `concern_of` that a meeting likely takes up: alive, or treated there already."""
    there = Q(pk__in=meeting.agenda.values("concern")) | Q(pk__in=meeting.outcomes.values("concern"))
    return _concerns(actor, meeting).filter(there | Q(state__in=[Concern.State.RAISED, Concern.State.ANSWERED]))


def resolutions_at(actor: Actor, meeting: Meeting) -> QuerySet[Resolution]:
    """Those of `resolution_of` that a meeting likely takes up: its group's, undecided, or treated there already."""
    there = Q(pk__in=meeting.agenda.values("resolution")) | Q(pk__in=meeting.outcomes.values("resolution"))
    undecided = Q(state__in=[Resolution.State.DRAFT, Resolution.State.PROPOSED])
    own = Q(assembly=meeting) if meeting.group is None else Q(group=meeting.group)
    return _resolutions(actor, meeting).filter(there | undecided | own)


def _concerns(actor: Actor, meeting: Meeting) -> QuerySet[Concern]:
    about = Q(group=meeting.group)
    if meeting.group is None:
        about = Q(group__coalition=meeting.coalition) | Q(group__coalition=None, group__body=meeting.coalition)
    return visible_concerns_to(actor, Concern.objects.filter(about))


def _resolutions(actor: Actor, meeting: Meeting) -> QuerySet[Resolution]:
    coalition = meeting.coalition_id if meeting.group is None else meeting.group.work_of_id
    return visible_resolutions_to(actor, Resolution.objects.filter(coalition=coalition))


def _take(actor: Actor, wanted: Q, verb: str) -> Meeting:
    found = _lock(actor, wanted)
    if verb not in policy.verbs(actor, found):
        raise _denied(actor)
    return found


def _lock(actor: Actor, wanted: Q) -> Meeting:
    found = visible_meetings(actor).filter(wanted).select_for_update(of=("self",)).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return found


def _denied(actor: Actor) -> Refused:
    return refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)


def _found(found: T | None, key: str | None, field: str) -> T | None:
    if key and found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    return found
