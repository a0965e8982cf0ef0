"""What waits after meetings and before them: for whoever runs a group, and for whoever sits in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.directory.models import Organization

from ..models import Attendance, Meeting, Minutes, Outcome, Seat
from ..policy import meetings as policy
from .meetings import meetings, visible_meetings, visible_outcomes

DUE_SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of meetings since a day: outcomes, and meetings whose minutes were approved."""

    outcomes: QuerySet[Outcome]
    approved: QuerySet[Meeting]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of organizations: invitations without an answer, and commitments to keep: late, or due soon."""

    invitations: QuerySet[Attendance]
    commitments: QuerySet[Outcome]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What whoever runs groups has left to do: past meetings of which nobody has told who came, minutes to submit,
    minutes to approve, and commitments that are late, or due soon, and not kept.
    """

    attendance: QuerySet[Meeting]
    to_submit: QuerySet[Meeting]
    to_approve: QuerySet[Meeting]
    commitments: QuerySet[Outcome]


def decided_since(actor: Actor, organization: Organization, since: date) -> Decided:
    """What was decided, from the day on, in groups where the organization sits and in its coalitions' assemblies.

    Last first, as far as the actor may see it.
    """
    seats = Seat.objects.filter(organization=organization, accepted=True).possibly_on(montreal_today())
    invited = Attendance.objects.filter(organization=organization, meeting__group=None)
    found = meetings(actor, exercise=True)
    found = found.filter(group__in=seats.values("group")) | found.filter(pk__in=invited.values("meeting"))
    outcomes = _told(actor).filter(meeting__in=found.values("pk"), meeting__day__gte=since)
    approved = found.filter(minutes__state=Minutes.State.APPROVED, minutes__approved_on__gte=since)
    return Decided(
        outcomes.order_by("-meeting__day", "meeting", "position"),
        approved.order_by("-minutes__approved_on", "-day", "key"),
    )


def asked_of(actor: Actor, organizations: Iterable[Organization], on: date | None = None) -> Asked:
    """What is asked of these organizations from the day (today) on."""
    day, own = on or montreal_today(), list(organizations)
    ahead = policy.inside_of(actor, visible_meetings(actor)).filter(state=Meeting.State.PLANNED, day__gte=day)
    invitations = Attendance.objects.filter(meeting__in=ahead.values("pk"), organization__in=own, answer="")
    return Asked(
        invitations.select_related("meeting__group", "meeting__coalition", "organization").order_by(
            "meeting__day", "meeting", "organization__sort_name"
        ),
        _due(actor, day).filter(by__in=own),
    )


def follow_up(actor: Actor, on: date | None = None) -> FollowUp:
    """What waits, on the day (today), for whoever runs meetings, oldest first."""
    day = on or montreal_today()
    run = policy.run_by(actor, meetings(actor, exercise=True))
    held = run.filter(state=Meeting.State.HELD)
    return FollowUp(
        attendance=run.filter(state=Meeting.State.PLANNED, day__lt=day),
        to_submit=held.filter(minutes=None) | held.filter(minutes__state=Minutes.State.DRAFT),
        to_approve=held.filter(minutes__state=Minutes.State.SUBMITTED),
        commitments=_due(actor, day).filter(meeting__in=run.values("pk")),
    )


def _due(actor: Actor, day: date) -> QuerySet[Outcome]:
    """Commitments that are not kept and are late or due soon, the first to fall due first."""
    due = _told(actor).filter(kind=Outcome.Kind.COMMITMENT, kept_on=None, due__lte=day + DUE_SOON)
    return due.order_by("due", "meeting", "position")


def _told(actor: Actor) -> QuerySet[Outcome]:
    return visible_outcomes(actor).select_related("meeting__group", "meeting__coalition", "by")
