"""Notes of a meeting, saved as they are written, which become its minutes: submitted, approved, reopened."""

from django.utils import timezone

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Meeting, Minutes, MinutesVersion
from ..rules import meetings as rules


@action
def save_notes(actor: Actor, key: str, *, text: str, revision: int) -> Meeting:
    """Keep the whole text of the notes, written on top of `revision` (0: the first). What is kept already is no write.

    Raises Refused: STALE_WRITE when somebody saved since, with the meeting as it stands, so that both texts can be
    shown; WRONG_STATE once they are submitted; TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL.
    """
    meeting = queries.meeting_for_change(actor, key, "save_notes")
    minutes = queries.minutes_of(actor, meeting)
    clean = rules.checked_notes(text)
    if clean == minutes.text:
        return meeting
    if revision != minutes.revision:
        refusal = refuse(ErrorCode.STALE_WRITE, "revision")
        refusal.current = meeting
        raise refusal
    if meeting.state == Meeting.State.CANCELLED or minutes.state != Minutes.State.DRAFT:
        raise refuse(ErrorCode.WRONG_STATE)
    minutes.text, minutes.saved_at = clean, timezone.now()
    minutes.revision += 1
    minutes.save()
    record(actor, "meeting.notes_saved", meeting, fields=["minutes"], codes={"revision": minutes.revision})
    return meeting


@action
def submit_minutes(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Submit the notes as minutes to be approved; the meeting has then been held.

    Raises Refused: MISSING where nothing is written, TOO_EARLY before its day, WRONG_STATE.
    """
    meeting, minutes = _minutes(actor, key, "submit_minutes", version, Minutes.State.DRAFT)
    rules.check_begun(meeting.day, montreal_today())
    if not minutes.text:
        raise refuse(ErrorCode.MISSING, "text")
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])
    _enter(minutes, Minutes.State.SUBMITTED)
    record(actor, "meeting.minutes_submitted", meeting, fields=["minutes"])
    return meeting


@action
def approve_minutes(actor: Actor, key: str, *, at: str | None = None, version: int | None = None) -> Meeting:
    """Approve submitted minutes, today or `at` a later meeting of the same group, whose key is given.

    From then on anyone may read those of a group that opens its minutes. Raises Refused: WRONG_STATE, NOT_FOUND.
    """
    meeting, minutes = _minutes(actor, key, "approve_minutes", version, Minutes.State.SUBMITTED)
    minutes.approved_at = queries.approved_at(actor, meeting, at) if at else None
    minutes.approved_on = minutes.approved_at.day if minutes.approved_at else montreal_today()
    _enter(minutes, Minutes.State.APPROVED)
    record(actor, "meeting.minutes_approved", meeting, fields=["minutes"], codes={"at": at})
    return meeting


@action
def reopen_minutes(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Make a draft again of minutes that were submitted or approved, to correct them; each version stays.

    Outsiders don't see them until they are approved again. Raises Refused (WRONG_STATE).
    """
    states = (Minutes.State.SUBMITTED, Minutes.State.APPROVED)
    meeting, minutes = _minutes(actor, key, "reopen_minutes", version, *states)
    minutes.state, minutes.approved_on, minutes.approved_at = Minutes.State.DRAFT, None, None
    minutes.save()
    record(actor, "meeting.minutes_reopened", meeting, fields=["minutes"])
    return meeting


def _minutes(actor: Actor, key: str, verb: str, version: int | None, *states: str) -> tuple[Meeting, Minutes]:
    meeting = queries.meeting_for_change(actor, key, verb)
    minutes = queries.minutes_of(actor, meeting)
    # Before the version: of what is submitted already its state is told, not that somebody wrote meanwhile.
    if meeting.state == Meeting.State.CANCELLED or minutes.state not in states:
        raise refuse(ErrorCode.WRONG_STATE)
    expect_version(meeting, version)
    return meeting, minutes


def _enter(minutes: Minutes, state: Minutes.State) -> None:
    """Go on to a state, and keep the text as it is then."""
    minutes.state = state
    minutes.save()
    MinutesVersion.objects.create(
        minutes=minutes, number=minutes.versions.count() + 1, state=state, text=minutes.text, made_at=timezone.now()
    )
