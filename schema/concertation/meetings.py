"""Meetings of groups and assemblies: agenda, attendance, minutes, outcomes; and the cadence of a year of them."""

from datetime import date, time
from typing import Any

import graphene

from registry.concertation import queries
from registry.concertation.models import AgendaItem as ItemRow
from registry.concertation.models import Attendance as AttendanceRow
from registry.concertation.models import Meeting as MeetingRow
from registry.concertation.models import Minutes as MinutesRow
from registry.concertation.models import Outcome as OutcomeRow
from registry.concertation.rules.meetings import Quorum as QuorumFound
from registry.concertation.rules.notes import Marked
from registry.directory import queries as directory

from ..connections import connection_of, pages
from ..context import Context, Info
from ..directory.evidence import Change
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, term
from ..errors import camel
from ..listings import Listing, Page, Span, page_of
from ..loaders import Row, children, many, one
from ..nodes import Node, found_alone, reads
from ..values import Date, Truth, as_of, from_thing, listed
from .concerns import GROUP, Concern

RESOLUTION = "schema.concertation.resolutions.Resolution"
BY_DAY = ("day", "starts_at", "key")


def _inside(row: Row[MeetingRow], info: Info) -> bool:
    """Whether whoever asks is told everything of the meeting."""
    return row.thing.key in row.peers.once("inside", lambda rows: queries.inside_keys(info.context.actor, rows))


def _of_inside(row: Row[Any], info: Info) -> bool:
    """The same for what hangs on a meeting."""
    meeting = one(row, "meeting", lambda: queries.visible_meetings(info.context.actor))
    return meeting is not None and _inside(meeting, info)


class AgendaItem(graphene.ObjectType):
    """One point of an agenda, in its place from 1."""

    class Meta:
        default_resolver = from_thing

    key = graphene.String(required=True)
    position = graphene.Int(required=True)
    title = graphene.String(required=True)
    concern = graphene.Field(Concern)
    resolution = graphene.Field(RESOLUTION)

    @staticmethod
    def resolve_resolution(row: Row[ItemRow], info: Info) -> Any:
        return one(row, "resolution", lambda: queries.visible_resolutions(info.context.actor))

    @staticmethod
    def resolve_concern(row: Row[ItemRow], info: Info) -> Any:
        return one(row, "concern", lambda: queries.visible_concerns(info.context.actor))


class Attendance(graphene.ObjectType):
    """One organization at a meeting. What it answered, and by which role it comes, is for the meeting's people."""

    class Meta:
        default_resolver = from_thing

    meeting = graphene.Field(lambda: Meeting)
    organization = graphene.Field(ORGANIZATION)
    role = graphene.Field(
        Term, description="Of the seat that it is invited to (`seat_roles`); null: a member, a guest."
    )
    votes = graphene.Boolean(required=True)
    state = graphene.String(description="present, excused or absent; null: attendance was not taken.")
    whole = graphene.Boolean(required=True, description="From beginning to end, if it was present.")
    answer = graphene.String(description="coming or excused; null: none yet.")
    delegate_role = graphene.String(description="By which role it is represented; never by whom.")

    @staticmethod
    def resolve_meeting(row: Row[AttendanceRow], info: Info) -> Any:
        return one(row, "meeting", lambda: queries.visible_meetings(info.context.actor))

    @staticmethod
    def resolve_organization(row: Row[AttendanceRow], info: Info) -> Any:
        return one(row, "organization", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_role(row: Row[AttendanceRow], info: Info) -> Any:
        return term(info.context, "seat_roles", row.thing.role)

    @staticmethod
    def resolve_answer(row: Row[AttendanceRow], info: Info) -> str | None:
        return row.thing.answer or None if _of_inside(row, info) else None

    @staticmethod
    def resolve_delegate_role(row: Row[AttendanceRow], info: Info) -> str | None:
        return row.thing.delegate_role or None if _of_inside(row, info) else None


class MinutesVersion(graphene.ObjectType):
    """Minutes as they were when they were submitted or approved."""

    class Meta:
        default_resolver = from_thing

    number = graphene.Int(required=True)
    state = graphene.String(required=True, description="submitted or approved.")
    text = graphene.String()
    made_at = graphene.DateTime(required=True)


class Minutes(graphene.ObjectType):
    """The notes of a meeting, which become its minutes."""

    class Meta:
        default_resolver = from_thing

    text = graphene.String()
    revision = graphene.Int(required=True, description="To be given back to `saveNotes`; up by one with each save.")
    saved_at = graphene.DateTime()
    state = graphene.String(required=True, description="draft, submitted or approved.")
    approved_on = Date()
    approved_at = graphene.Field(lambda: Meeting, description="The meeting at which they were approved.")
    versions = listed(MinutesVersion, description="As they were submitted and approved; for the meeting's people.")

    @staticmethod
    def resolve_approved_at(row: Row[MinutesRow], info: Info) -> Any:
        return one(row, "approved_at", lambda: queries.visible_meetings(info.context.actor))

    @staticmethod
    def resolve_versions(row: Row[MinutesRow], info: Info) -> Any:
        return many(row, "versions") if _of_inside(row, info) else []


class Outcome(graphene.ObjectType):
    """What came of a meeting: an information, a decision, or a commitment by an organization."""

    class Meta:
        default_resolver = from_thing

    key = graphene.String(required=True)
    meeting = graphene.Field(lambda: Meeting)
    position = graphene.Int(required=True)
    kind = graphene.String(required=True, description="information, decision or commitment.")
    text = graphene.String(required=True)
    item_key = graphene.String(description="The point of the agenda that it came of.")
    by = graphene.Field(ORGANIZATION)
    due = Date()
    kept_on = Date(description="The day on which a commitment was kept; null: not yet.")
    late = graphene.Boolean(required=True, as_of=as_of(), description="A commitment that was due before and not kept.")
    concern = graphene.Field(Concern)
    resolution = graphene.Field(RESOLUTION)
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_meeting(row: Row[OutcomeRow], info: Info) -> Any:
        return one(row, "meeting", lambda: queries.visible_meetings(info.context.actor))

    @staticmethod
    def resolve_late(row: Row[OutcomeRow], info: Info, as_of: date | None = None) -> bool:
        return row.thing.late_on(as_of or row.day)

    @staticmethod
    def resolve_viewer_may(row: Row[OutcomeRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_outcomes(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)

    @staticmethod
    def resolve_item_key(row: Row[OutcomeRow], info: Info) -> str | None:
        item = row.with_rows("item").item
        return item.key if item else None

    @staticmethod
    def resolve_by(row: Row[OutcomeRow], info: Info) -> Any:
        return one(row, "by", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_resolution(row: Row[OutcomeRow], info: Info) -> Any:
        return one(row, "resolution", lambda: queries.visible_resolutions(info.context.actor))

    @staticmethod
    def resolve_concern(row: Row[OutcomeRow], info: Info) -> Any:
        return one(row, "concern", lambda: queries.visible_concerns(info.context.actor))


class MarkedLine(graphene.ObjectType):
    """A line of the notes that begins with I:, D:, E: or C:, to be recorded as an outcome once someone confirms it."""

    class Meta:
        default_resolver = from_thing

    line = graphene.Int(required=True, description="Its number in the text, from 1.")
    kind = graphene.String(required=True, description="information, decision or commitment.")
    text = graphene.String(required=True)
    item_key = graphene.String(description="The point of the agenda under whose heading it stands.")

    @staticmethod
    def resolve_item_key(found: Marked, info: Info) -> str | None:
        return found.item


class Quorum(graphene.ObjectType):
    """How many organizations that vote are needed, and whether they are there."""

    class Meta:
        default_resolver = from_thing

    needed = graphene.Int(required=True)
    present = graphene.Int(required=True)
    holds = graphene.NonNull(Truth, description="unknown before attendance is taken.")

    @staticmethod
    def resolve_holds(found: QuorumFound, info: Info) -> str:
        return found.holds.value


class Meeting(graphene.ObjectType):
    """A meeting of one group, or an assembly of one coalition's members."""

    class Meta:
        interfaces = (Node,)
        default_resolver = from_thing

    version = graphene.Int(required=True, description="To be given back with a change, so that none is overwritten.")
    group = graphene.Field(GROUP, description="Null: an assembly.")
    coalition = graphene.Field(ORGANIZATION, description="Whose assembly it is; null: a group's meeting.")
    title = graphene.String()
    occasion = graphene.String(description="What it is held at: consultations or general_assembly.")
    day = Date(required=True)
    starts_at = graphene.String(description="As 13:30, in Montréal.")
    ends_at = graphene.String()
    mode = graphene.String(required=True, description="in_person, virtual or hybrid.")
    city = graphene.String()
    place = graphene.String(description="How one gets in; for the meeting's people.")
    state = graphene.String(required=True, description="planned, held or cancelled.")
    quorum = graphene.NonNull(Quorum)
    agenda = listed(AgendaItem)
    attendance = listed(Attendance, description="As far as whoever asks sees the organization.")
    minutes = graphene.Field(Minutes, description="Null: nobody has written any.")
    outcomes = listed(Outcome)
    marked_lines = listed(MarkedLine, description="Of the draft, from the meeting's day on: what is no outcome yet.")
    history = listed(Change, description="The last hundred changes, last first; for the meeting's people.")
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_group(row: Row[MeetingRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_coalition(row: Row[MeetingRow], info: Info) -> Any:
        return one(row, "coalition", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_starts_at(row: Row[MeetingRow], info: Info) -> str | None:
        return _hour(row.thing.starts_at)

    @staticmethod
    def resolve_ends_at(row: Row[MeetingRow], info: Info) -> str | None:
        return _hour(row.thing.ends_at)

    @staticmethod
    def resolve_place(row: Row[MeetingRow], info: Info) -> str | None:
        return row.thing.place or None if _inside(row, info) else None

    @staticmethod
    def resolve_quorum(row: Row[MeetingRow], info: Info) -> Any:
        return queries.quorum_of(info.context.actor, row.with_rows("attendance"))

    @staticmethod
    def resolve_agenda(row: Row[MeetingRow], info: Info) -> list[Row[ItemRow]]:
        return many(row, "agenda")

    @staticmethod
    def resolve_attendance(row: Row[MeetingRow], info: Info) -> list[Row[AttendanceRow]]:
        return children(row, "meeting", lambda: queries.visible_attendance(info.context.actor))

    @staticmethod
    def resolve_minutes(row: Row[MeetingRow], info: Info) -> Row[MinutesRow] | None:
        found = children(row, "meeting", lambda: queries.visible_minutes(info.context.actor))
        return found[0] if found else None

    @staticmethod
    def resolve_outcomes(row: Row[MeetingRow], info: Info) -> list[Row[OutcomeRow]]:
        return many(row, "outcomes")

    @staticmethod
    def resolve_marked_lines(row: Row[MeetingRow], info: Info) -> list[Marked]:
        return row.by_key("marked", lambda rows: queries.marked_lines(info.context.actor, rows), [])

    @staticmethod
    def resolve_history(row: Row[MeetingRow], info: Info) -> Any:
        return row.by_key("history", lambda rows: queries.histories_of_meetings(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[MeetingRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_meetings(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


MeetingConnection = connection_of(Meeting)


def meetings_of(row: Row[Any], info: Info, parent: str, arguments: dict[str, Any]) -> Page:
    """The meetings of a group, or the assemblies of a coalition, by day."""
    found = queries.visible_meetings(info.context.actor)
    return Listing(parent, lambda: found, BY_DAY, ("meetings",)).page(row, Span.take(arguments), row.day)


class MeetingsQuery(graphene.ObjectType):
    """Meetings, for the people of those who meet; for anyone once open minutes are approved."""

    meeting = graphene.Field(Meeting, key=graphene.String(required=True), description="One meeting (NOT_FOUND).")
    meetings = pages(
        MeetingConnection,
        "Meetings, by day.",
        group=graphene.String(description="The key of the group."),
        organization=graphene.String(description="The key of an organization that was invited, or came."),
        coalition=graphene.String(description="The key of a coalition: its assemblies, and its groups' meetings."),
        since=Date(description="Held, or to be held, on this day or later."),
        until=Date(description="Before this day."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )

    @staticmethod
    def resolve_meeting(root: None, info: Info, key: str) -> Row[MeetingRow]:
        return found_alone(queries.visible_meetings(info.context.actor), key, info.context.today, "key")

    @staticmethod
    def resolve_meetings(root: None, info: Info, **arguments: Any) -> Page:
        span, actor = Span.take(arguments), info.context.actor
        group, organization, coalition = (arguments.get(name) for name in ("group", "organization", "coalition"))
        found = queries.meetings(
            actor,
            group=queries.group(actor, group) if group is not None else None,
            organization=directory.organization(actor, organization).thing if organization is not None else None,
            coalition=directory.organization(actor, coalition).thing if coalition is not None else None,
            since=arguments.get("since"),
            until=arguments.get("until"),
            exercise=arguments.get("exercise") or False,
        )
        return page_of(found.select_related(None), span, info.context.today)


@reads(Meeting, MeetingRow)
def meeting(context: Context, key: str, day: date) -> Row[MeetingRow]:
    """One meeting (NOT_FOUND)."""
    return found_alone(queries.visible_meetings(context.actor), key, day)


def _hour(told: time | None) -> str | None:
    return told.strftime("%H:%M") if told else None
