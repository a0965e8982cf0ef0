"""What comes of a meeting: information, decisions, and commitments by an organization."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.directory import queries as directory
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Meeting, Outcome
from ..rules import meetings as rules


@action
def record_outcome(
    actor: Actor,
    key: str,
    *,
    kind: str,
    text: str,
    item: str | None = None,
    by: str | None = None,
    due: date | str | None = None,
    concern: str | None = None,
    resolution: str | None = None,
    version: int | None = None,
) -> Meeting:
    """Write an information, a decision or a commitment (`by` an organization, `due` on a day) of a meeting.

    `item`: of which point of its agenda; `concern`, `resolution`: about which one of the group or its coalition, those
    of its point where nothing else is said.
    Raises Refused: TOO_EARLY before its day, NOT_FOUND, TOO_MANY, what `checked_outcome` finds wrong, WRONG_STATE
    for a cancelled meeting or approved minutes.
    """
    meeting = queries.meeting_for_change(actor, key, "record_outcome")
    expect_version(meeting, version)
    queries.refuse_closed(actor, meeting)
    rules.check_begun(meeting.day, montreal_today())
    count = meeting.outcomes.count()
    if count >= rules.MOST_OUTCOMES:
        raise refuse(ErrorCode.TOO_MANY, "text", max=rules.MOST_OUTCOMES)
    told = {"kind": kind, "text": text, "item": item, "by": by, "due": due}
    values = _clean(actor, meeting, {**told, "concern": concern, "resolution": resolution})
    if values["item"] is not None:
        values |= {name: values[name] or getattr(values["item"], name) for name in ("concern", "resolution")}
    made = Outcome.objects.create(meeting=meeting, position=count + 1, **values)
    record(actor, "meeting.outcome_recorded", meeting, fields=["outcomes"], codes={"outcome": made.key, "kind": kind})
    return meeting


@action
def change_outcome(actor: Actor, key: str, *, values: Mapping[str, object], version: int | None = None) -> Meeting:
    """Change what is given of the outcome with this key: kind, text, item, by, due, concern, resolution.

    Raises Refused as `record_outcome`.
    """
    outcome = _to_change(actor, key, "change_outcome", version)
    links = {name: getattr(getattr(outcome, name), "key", None) for name in ("item", "by", "concern", "resolution")}
    standing = {"kind": outcome.kind, "text": outcome.text, "due": outcome.due, **links}
    unknown = next((name for name in values if name not in standing), None)
    if unknown is not None:
        raise refuse(ErrorCode.BAD_REQUEST, unknown, reason=unknown)
    for name, value in _clean(actor, outcome.meeting, {**standing, **values}).items():
        setattr(outcome, name, value)
    if outcome.kind != Outcome.Kind.COMMITMENT:
        outcome.kept_on = None
    outcome.save()
    record(actor, "meeting.outcome_changed", outcome.meeting, fields=["outcomes"], codes={"outcome": outcome.key})
    return outcome.meeting


@action
def remove_outcome(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Take back an outcome that was written by mistake. Raises Refused (WRONG_STATE: a concern is answered by it)."""
    outcome = _to_change(actor, key, "remove_outcome", version)
    if outcome.answers.exists():
        raise refuse(ErrorCode.WRONG_STATE)
    codes = {"outcome": outcome.key}
    outcome.delete()
    record(actor, "meeting.outcome_removed", outcome.meeting, fields=["outcomes"], codes=codes)
    return outcome.meeting


@action
def keep_commitment(actor: Actor, key: str, *, on: date | str | None = None, version: int | None = None) -> Meeting:
    """Say that a commitment is kept, since a day (today); after the minutes are approved, too.

    Raises Refused: WRONG_STATE for one that is kept already, and for what is no commitment; NOT_A_DAY,
    DATE_OUT_OF_RANGE for a day before its meeting, or to come.
    """
    outcome = _commitment(actor, key, "keep_commitment", version, kept=False)
    outcome.kept_on = rules.checked_kept_on(on, outcome.meeting.day, montreal_today())
    return _told_kept(actor, outcome, "kept")


@action
def reopen_commitment(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Take back that a commitment is kept. Raises Refused (WRONG_STATE: it is not)."""
    outcome = _commitment(actor, key, "reopen_commitment", version, kept=True)
    outcome.kept_on = None
    return _told_kept(actor, outcome, "reopened")


def _commitment(actor: Actor, key: str, verb: str, version: int | None, *, kept: bool) -> Outcome:
    outcome = queries.outcome_for_change(actor, key, verb)
    expect_version(outcome.meeting, version)
    if outcome.kind != Outcome.Kind.COMMITMENT or (outcome.kept_on is not None) is not kept:
        raise refuse(ErrorCode.WRONG_STATE)
    return outcome


def _told_kept(actor: Actor, outcome: Outcome, what: str) -> Meeting:
    outcome.save(update_fields=["kept_on"])
    codes = {"outcome": outcome.key}
    record(actor, f"meeting.commitment_{what}", outcome.meeting, fields=["outcomes"], codes=codes)
    return outcome.meeting


def _to_change(actor: Actor, key: str, verb: str, version: int | None) -> Outcome:
    outcome = queries.outcome_for_change(actor, key, verb)
    expect_version(outcome.meeting, version)
    queries.refuse_closed(actor, outcome.meeting)
    return outcome


def _clean(actor: Actor, meeting: Meeting, told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an outcome, its links found among what the meeting is about."""
    values = rules.checked_outcome(told)
    return {
        **values,
        "item": queries.item_of(actor, meeting, told["item"]),
        "by": directory.organization(actor, told["by"]).thing if told["by"] else None,
        "concern": queries.concern_of(actor, meeting, told["concern"]),
        "resolution": queries.resolution_of(actor, meeting, told["resolution"]),
    }
