"""A meeting's agenda: points in their order, about a concern or a resolution where they are."""

from collections.abc import Sequence

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import Checks
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import AgendaItem, Meeting
from ..rules import meetings as rules


@action
def add_agenda_item(
    actor: Actor,
    key: str,
    *,
    title: str,
    concern: str | None = None,
    resolution: str | None = None,
    version: int | None = None,
) -> Meeting:
    """Add a point at the end of the agenda. Raises Refused: MISSING, TOO_LONG, PERSONAL_DETAIL, TOO_MANY, NOT_FOUND."""
    meeting = queries.meeting_for_change(actor, key, "add_agenda_item")
    expect_version(meeting, version)
    queries.refuse_closed(actor, meeting)
    checks = Checks()
    text = " ".join(checks.prose("title", title, rules.LONGEST_TITLE, required=True).split())
    checks.settle()
    count = meeting.agenda.count()
    if count >= rules.MOST_ITEMS:
        raise refuse(ErrorCode.TOO_MANY, "title", max=rules.MOST_ITEMS)
    AgendaItem.objects.create(
        meeting=meeting,
        position=count + 1,
        title=text,
        concern=queries.concern_of(actor, meeting, concern),
        resolution=queries.resolution_of(actor, meeting, resolution),
    )
    return _changed(actor, meeting)


@action
def move_agenda_item(actor: Actor, key: str, *, position: int, version: int | None = None) -> Meeting:
    """Move the point with this key to a place, from 1. Raises Refused (NUMBER_OUT_OF_RANGE)."""
    item = _to_change(actor, key, "move_agenda_item", version)
    _number(rules.moved(list(item.meeting.agenda.all()), item, position))
    return _changed(actor, item.meeting)


@action
def remove_agenda_item(actor: Actor, key: str, *, version: int | None = None) -> Meeting:
    """Take the point with this key off the agenda; what came of it stays an outcome of the meeting."""
    item = _to_change(actor, key, "remove_agenda_item", version)
    item.delete()
    _number(list(item.meeting.agenda.all()))
    return _changed(actor, item.meeting)


def _to_change(actor: Actor, key: str, verb: str, version: int | None) -> AgendaItem:
    item = queries.item_for_change(actor, key, verb)
    expect_version(item.meeting, version)
    queries.refuse_closed(actor, item.meeting)
    return item


def _number(items: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def _changed(actor: Actor, meeting: Meeting) -> Meeting:
    record(actor, "meeting.agenda_changed", meeting, fields=["agenda"])
    return meeting
