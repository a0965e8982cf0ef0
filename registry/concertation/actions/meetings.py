"""A meeting's life: planned, changed or cancelled; whom it concerns, what they answer, and who came."""

from collections.abc import Mapping, Sequence
from datetime import date

from registry.core.actor import Actor
from registry.core.dates import Period, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.validation import Checks
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Attendance, Meeting
from ..rules import meetings as rules


@action
def plan_meeting(
    actor: Actor,
    group: str,
    *,
    day: date | str,
    mode: str,
    title: str = "",
    occasion: str = "",
    city: str = "",
    place: str = "",
    starts_at: str | None = None,
    ends_at: str | None = None,
    quorum: int | None = None,
) -> Meeting:
    """Plan a meeting of a group, and invite whoever may hold a seat on its day. A past one may be written down too.

    Times are Montréal's, as 13:30. Without a `quorum`, it is a majority of those invited who vote.
    Raises Refused: NOT_FOUND, NOT_ALLOWED, what `checked_meeting` finds wrong, WRONG_STATE when the group is over.
    """
    of = queries.group_to_meet(actor, group)
    told = {"day": day, "mode": mode, "title": title, "occasion": occasion, "city": city, "place": place}
    values = rules.checked_meeting({**told, "starts_at": starts_at, "ends_at": ends_at, "quorum": quorum})
    if Period(since=of.since, until=of.until).over_on(values["day"]) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE, "day")
    return _plan(actor, Meeting(group=of, **values))


@action
def plan_assembly(
    actor: Actor,
    coalition: str,
    *,
    day: date | str,
    mode: str,
    title: str = "",
    occasion: str = "",
    city: str = "",
    place: str = "",
    starts_at: str | None = None,
    ends_at: str | None = None,
    quorum: int | None = None,
) -> Meeting:
    """Call the members of a coalition to an assembly; each votes as its membership says.

    Raises Refused: NOT_FOUND, NOT_ALLOWED, NOT_A_COALITION, and what `checked_meeting` finds wrong.
    """
    of = queries.coalition_to_meet(actor, coalition)
    told = {"day": day, "mode": mode, "title": title, "occasion": occasion, "city": city, "place": place}
    values = rules.checked_meeting({**told, "starts_at": starts_at, "ends_at": ends_at, "quorum": quorum})
    return _plan(actor, Meeting(coalition=of, **values))


@action
def change_meeting(actor: Actor, key: str, *, values: Mapping[str, object], version: int | None = None) -> Meeting:
    """Change what is given of `rules.meetings.MEETING`. One that moves to another day asks for answers anew.

    Raises Refused: WRONG_STATE for a cancelled meeting or approved minutes, TOO_EARLY for a held one put off, and
    what `checked_meeting` finds wrong.
    """
    meeting = _to_write(actor, key, "change_meeting", version)
    clean = rules.checked_meeting(values, {field: getattr(meeting, field) for field in rules.MEETING})
    changed = [field for field, value in clean.items() if getattr(meeting, field) != value]
    for field in changed:
        setattr(meeting, field, clean[field])
    if "day" in changed:
        if meeting.state == Meeting.State.HELD:
            rules.check_begun(meeting.day, montreal_today())
        else:
            meeting.attendance.update(answer="", delegate_role="")
            _invite_expected(actor, meeting)
    if changed:
        meeting.save(update_fields=changed)
        record(actor, "meeting.changed", meeting, fields=changed)
    return meeting


@action
def cancel_meeting(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Call off a meeting that was not held. Raises Refused (WRONG_STATE)."""
    meeting = _to_write(actor, key, "cancel_meeting", version)
    if meeting.state != Meeting.State.PLANNED:
        raise refuse(ErrorCode.WRONG_STATE)
    meeting.state = Meeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    record(actor, "meeting.cancelled", meeting, fields=["state"])
    return meeting


@action
def invite_organization(actor: Actor, key: str, *, organization: str, version: int | None = None) -> Meeting:
    """Invite one more organization; without a seat (or a membership) that day it is a guest, who does not vote.

    Raises Refused: NOT_FOUND, ALREADY_EXISTS, EXERCISE_APART, TOO_MANY.
    """
    meeting = _to_write(actor, key, "invite_organization", version)
    invited = directory.organization(actor, organization).thing
    if meeting.attendance.filter(organization=invited).exists():
        raise refuse(ErrorCode.ALREADY_EXISTS, "organization")
    _add(actor, meeting, [invited])
    record(actor, "meeting.invited", meeting, fields=["attendance"])
    return meeting


@action
def answer_invitation(
    actor: Actor, key: str, *, organization: str, answer: str, delegate_role: str = "", version: int | None = None
) -> Meeting:
    """Say for an organization whether it comes, and by which role (never whom) it is represented.

    Raises Refused: NOT_ALLOWED, NOT_FOUND for one that is not invited, WRONG_STATE once the day is over.
    """
    meeting = _to_write(actor, key, "answer_invitation", version)
    row = meeting.attendance.filter(organization__key=organization).select_related("organization").first()
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND, "organization")
    if not queries.may_answer_for(actor, meeting, row.organization):
        raise refuse(ErrorCode.NOT_ALLOWED, "organization")
    if meeting.state != Meeting.State.PLANNED or meeting.day < montreal_today():
        raise refuse(ErrorCode.WRONG_STATE)
    checks = Checks()
    row.answer = checks.code("answer", answer, rules.ANSWERS, required=True)
    row.delegate_role = rules.checked_role(checks, delegate_role)
    checks.settle()
    row.save(update_fields=["answer", "delegate_role"])
    record(actor, "meeting.answered", meeting, fields=["attendance"], codes={"answer": row.answer})
    return meeting


@action
def take_attendance(
    actor: Actor, key: str, *, attendance: Sequence[Mapping[str, object]], version: int | None = None
) -> Meeting:
    """Write who was there: rows `{organization, state, whole, delegate_role}`. The meeting has then been held.

    Organizations that are not named stay as they are; one that came uninvited is added.
    Raises Refused: TOO_EARLY before its day, NOT_FOUND, EXERCISE_APART, what `checked_attendance` finds wrong,
    WRONG_STATE for a cancelled meeting or approved minutes.
    """
    meeting = _to_write(actor, key, "take_attendance", version)
    rules.check_begun(meeting.day, montreal_today())
    told = {row.organization: row for row in rules.checked_attendance(attendance)}
    known = {row.organization.key: row for row in meeting.attendance.select_related("organization")}
    came = [directory.organization(actor, one).thing for one in told if one not in known]
    known |= {row.organization.key: row for row in _add(actor, meeting, came)}
    for of, given in told.items():
        row = known[of]
        row.state, row.whole, row.delegate_role = given.state, given.whole, given.delegate_role
    Attendance.objects.bulk_update([known[of] for of in told], ["state", "whole", "delegate_role"])
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])
    record(actor, "meeting.attendance_taken", meeting, fields=["attendance", "state"])
    return meeting


def _plan(actor: Actor, meeting: Meeting) -> Meeting:
    meeting.save()
    _invite_expected(actor, meeting)
    record(actor, "meeting.planned", meeting, codes={"day": str(meeting.day)})
    return meeting


def _to_write(actor: Actor, key: str, verb: str, version: int | None) -> Meeting:
    """The meeting, unless it was cancelled or its minutes are approved, which closes what is written of it."""
    meeting = queries.meeting_for_change(actor, key, verb)
    expect_version(meeting, version)
    queries.refuse_closed(actor, meeting)
    return meeting


def _invite_expected(actor: Actor, meeting: Meeting) -> None:
    known = set(meeting.attendance.values_list("organization", flat=True))
    missing = [pk for pk in queries.expected(actor, meeting) if pk not in known]
    _add(actor, meeting, list(Organization.objects.filter(pk__in=missing)))


def _add(actor: Actor, meeting: Meeting, organizations: Sequence[Organization]) -> list[Attendance]:
    """Rows for these organizations, each with its seat and vote. Raises Refused (EXERCISE_APART, TOO_MANY)."""
    if not organizations:
        return []
    if meeting.attendance.count() + len(organizations) > rules.MOST_INVITED:
        raise refuse(ErrorCode.TOO_MANY, "organization", max=rules.MOST_INVITED)
    fictional = (
        meeting.group.exercise if meeting.group else meeting.coalition is not None and meeting.coalition.exercise
    )
    if any(one.exercise != fictional for one in organizations):
        raise refuse(ErrorCode.EXERCISE_APART, "organization")
    seats = queries.expected(actor, meeting)
    rows = []
    for one in organizations:
        role, votes = seats.get(one.pk, ("", False))
        rows.append(Attendance(meeting=meeting, organization=one, role=role, votes=votes))
    return Attendance.objects.bulk_create(rows)
