"""Meetings as an actor may see them: lists, one with what may be done to it, and what of it is told to whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.permitted import Permitted
from registry.core.text import fold
from registry.directory.models import Organization
from registry.directory.queries import HistoryEntry, visible_organizations
from registry.journal import queries as journal

from ..models import Attendance, Group, Meeting, Minutes, MinutesVersion, Outcome
from ..policy import meetings as policy
from ..rules.meetings import Quorum, quorum
from ..rules.notes import Marked, marked


def visible_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Every meeting that the actor may see."""
    return policy.visible_to(actor, Meeting.objects.all())


def visible_attendance(actor: Actor) -> QuerySet[Attendance]:
    """Organizations that the actor may see, at meetings that they may see. `inside_keys` says who is told answers."""
    seen = visible_organizations(actor)
    return Attendance.objects.filter(meeting__in=visible_meetings(actor), organization__in=seen)


def visible_minutes(actor: Actor) -> QuerySet[Minutes]:
    """The minutes, drafts too, of the meetings that the actor may see: an outsider sees approved ones only."""
    return Minutes.objects.filter(meeting__in=visible_meetings(actor))


def visible_outcomes(actor: Actor) -> QuerySet[Outcome]:
    """What came of the meetings that the actor may see."""
    return Outcome.objects.filter(meeting__in=visible_meetings(actor))


def meetings(
    actor: Actor,
    *,
    group: Group | None = None,
    organization: Organization | None = None,
    coalition: Organization | None = None,
    since: date | None = None,
    until: date | None = None,
    exercise: bool = False,
) -> QuerySet[Meeting]:
    """Meetings that the actor may see, by day: those of a group, those to which an organization was invited or came,
    or a coalition's assemblies and its groups' meetings; from a day on, before a day.

    Without any of them, those of the exercise network are left out unless `exercise`.
    """
    found = visible_meetings(actor)
    if group is not None:
        found = found.filter(group=group)
    if organization is not None:
        found = found.filter(pk__in=found.filter(attendance__organization=organization).values("pk"))
    if coalition is not None:
        its_groups = Q(group__coalition=coalition) | Q(group__coalition=None, group__body=coalition)
        found = found.filter(its_groups | Q(coalition=coalition))
    if since is not None:
        found = found.filter(day__gte=since)
    if until is not None:
        found = found.filter(day__lt=until)
    if not exercise and group is None and organization is None and coalition is None:
        found = found.exclude(group__exercise=True).exclude(coalition__exercise=True)
    return found.select_related("group", "coalition", "minutes").order_by("day", "starts_at", "key")


def upcoming(actor: Actor, organizations: Iterable[Organization], on: date | None = None) -> QuerySet[Meeting]:
    """Meetings to come, from the day on, to which one of these organizations is invited, or that the actor runs."""
    ahead = meetings(actor, exercise=True).filter(state=Meeting.State.PLANNED, day__gte=on or montreal_today())
    invited = Meeting.objects.filter(attendance__organization__in=list(organizations)).values("pk")
    run = policy.run_by(actor, Meeting.objects.all()).values("pk")
    return ahead.filter(Q(pk__in=invited) | (Q() if actor.is_system else Q(pk__in=run)))


def meeting(actor: Actor, key: str) -> Permitted[Meeting]:
    """One meeting and what the actor may do with it. Raises Refused (NOT_FOUND)."""
    found = meetings(actor, exercise=True).filter(key=key).prefetch_related("attendance").first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return Permitted(found, policy.verbs(actor, found))


def verbs_of_meetings(actor: Actor, meetings: Sequence[Meeting]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these meetings, which it was given to see: key → actions."""
    prefetch_related_objects(list(meetings), "group", "attendance")
    return {one.key: policy.verbs(actor, one) for one in meetings}


def verbs_of_outcomes(actor: Actor, outcomes: Sequence[Outcome]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these outcomes of meetings that it was given to see: key → actions."""
    prefetch_related_objects(list(outcomes), "meeting__group")
    return {one.key: policy.outcome_verbs(actor, one) for one in outcomes}


def inside_keys(actor: Actor, meetings: Iterable[Meeting]) -> set[str]:
    """The keys of those of these meetings of which the actor is told everything: place, answers, earlier minutes."""
    of_these = Meeting.objects.filter(pk__in=[one.pk for one in meetings])
    return set(policy.inside_of(actor, of_these).values_list("key", flat=True))


def histories_of_meetings(actor: Actor, meetings: Sequence[Meeting], limit: int = 100) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these meetings, last first, by key; outsiders of a meeting are not told."""
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    if meetings:
        inside = inside_keys(actor, meetings)
        for event in journal.last_of_each(actor, meetings[0], inside, limit):
            found[event.aggregate_key].append(HistoryEntry.of(event, True))
    return dict(found)


def minutes_versions(actor: Actor, key: str) -> QuerySet[MinutesVersion]:
    """The minutes of a meeting as they were submitted and approved; none for an outsider. Raises NOT_FOUND."""
    found = meeting(actor, key).thing
    inside = policy.inside_of(actor, Meeting.objects.filter(pk=found.pk))
    return MinutesVersion.objects.filter(minutes__meeting__in=inside)


def marked_lines(actor: Actor, meetings: Sequence[Meeting]) -> dict[str, list[Marked]]:
    """The lines of the notes of each of these meetings that are marked as outcomes and are none yet, by its key.

    None before the meeting's day, of a cancelled one, or once its minutes are submitted.
    """
    drafts = visible_minutes(actor).filter(meeting__in=meetings, state=Minutes.State.DRAFT)
    texts = dict(drafts.values_list("meeting", "text"))
    prefetch_related_objects(list(meetings), "agenda", "outcomes")
    found = {}
    for one in meetings:
        if one.day <= montreal_today() and one.state != Meeting.State.CANCELLED:
            known = {(outcome.kind, fold(outcome.text)) for outcome in one.outcomes.all()}
            lines = marked(texts.get(one.pk, ""), {item.title: item.key for item in one.agenda.all()})
            found[one.key] = [line for line in lines if (line.kind, fold(line.text)) not in known]
    return found


def quorum_of(actor: Actor, meeting: Meeting) -> Quorum:
    """The quorum of a meeting that the actor was given to see."""
    return quorum(meeting.quorum, [row.state for row in meeting.attendance.all() if row.votes])
