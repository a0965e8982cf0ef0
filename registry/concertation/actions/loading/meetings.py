"""Loading meetings with their agenda, attendance, minutes and outcomes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from registry.core.actions import cite, remember, require_system, save_rows, update_rows
from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate
from registry.core.models import Keyed
from registry.core.records import Record
from registry.directory.models import Organization
from registry.journal.actions import Change, action, record_all

from ...models import AgendaItem, Attendance, Concern, Group, Meeting, Minutes, MinutesVersion, Outcome, Resolution

Rows = Mapping[str, Meeting]


@action
def load_meetings(actor: Actor, records: Sequence[Record]) -> None:
    """Write meetings with their sources; of one that changed, each part that changed is told anew, as a whole.

    An outcome that is no longer told stays where an answer to a concern leans on it, as do minutes and their versions.
    """
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    coalitions = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = save_rows(actor, Meeting, records, {"group": groups, "coalition": coalitions})
    _write_agenda(rows, _telling("agenda", records))
    _write_attendance(rows, _telling("attendance", records))
    _write_outcomes(rows, _telling("outcomes", records))
    _write_minutes(rows, [record for record in _telling("minutes", records) if record.parts["minutes"]])
    _put_resolutions(actor, rows, _telling("resolutions", records))
    cite(actor, "meeting", {record.key: record.sources for record in records})
    remember(actor, "meeting", records)
    record_all(actor, [Change("meeting.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _telling(part: str, records: Sequence[Record]) -> list[Record]:
    return [record for record in records if part in record.parts]


def _named(model: type[Keyed], part: str, column: str, records: Sequence[Record]) -> dict[str | None, Any]:
    """Primary keys of the things that one part of these records names in a column; None for none."""
    keys = {row[column] for record in records for row in record.parts[part]}
    return {None: None, **dict(model._default_manager.filter(key__in=keys).values_list("key", "pk"))}


def _item_key(meeting: str, position: int) -> str:
    """The key of a point of an agenda, which its place in the file gives it."""
    return f"{meeting}-{position}"


def _write_agenda(rows: Rows, records: Sequence[Record]) -> None:
    concerns = _named(Concern, "agenda", "concern", records)
    resolutions = _named(Resolution, "agenda", "resolution", records)
    items = [
        AgendaItem(
            key=_item_key(record.key, position),
            meeting=rows[record.key],
            position=position,
            title=item["title"],
            concern_id=concerns[item["concern"]],
            resolution_id=resolutions[item["resolution"]],
        )
        for record in records
        for position, item in enumerate(record.parts["agenda"], 1)
    ]
    before = AgendaItem.objects.filter(meeting__in=[rows[record.key] for record in records if not record.new])
    before.exclude(key__in=[item.key for item in items]).delete()
    AgendaItem.objects.bulk_create(
        items,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["position", "title", "concern", "resolution"],
    )


def _write_attendance(rows: Rows, records: Sequence[Record]) -> None:
    organizations = _named(Organization, "attendance", "organization", records)
    Attendance.objects.filter(meeting__in=[rows[record.key] for record in records if not record.new]).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=rows[record.key],
            organization_id=organizations[row["organization"]],
            **{name: value for name, value in row.items() if name != "organization"},
        )
        for record in records
        for row in record.parts["attendance"]
    )


def _write_outcomes(rows: Rows, records: Sequence[Record]) -> None:
    concerns = _named(Concern, "outcomes", "concern", records)
    resolutions = _named(Resolution, "outcomes", "resolution", records)
    organizations = _named(Organization, "outcomes", "by", records)
    items = dict(AgendaItem.objects.filter(meeting__in=rows.values()).values_list("key", "pk"))
    outcomes = [
        Outcome(
            key=told["key"],
            meeting=rows[record.key],
            position=position,
            kind=told["kind"],
            text=told["text"],
            item_id=items[_item_key(record.key, told["item"])] if told["item"] else None,
            by_id=organizations[told["by"]],
            due=told["due"],
            kept_on=told["kept"],
            concern_id=concerns[told["concern"]],
            resolution_id=resolutions[told["resolution"]],
        )
        for record in records
        for position, told in enumerate(record.parts["outcomes"], 1)
    ]
    before = Outcome.objects.filter(meeting__in=[rows[record.key] for record in records if not record.new])
    before.filter(answers=None).exclude(key__in=[outcome.key for outcome in outcomes]).delete()
    Outcome.objects.bulk_create(
        outcomes,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["position", "kind", "text", "item", "by", "due", "kept_on", "concern", "resolution"],
    )


def _put_resolutions(actor: Actor, rows: Rows, records: Sequence[Record]) -> None:
    """A resolution says at which assembly it is voted on: that is a change of its own."""
    told = {row["resolution"]: (rows[record.key], row) for record in records for row in record.parts["resolutions"]}
    resolutions = list(Resolution.objects.filter(key__in=told).select_for_update(of=("self",)))
    for one in resolutions:
        one.assembly, row = told[one.key]
        one.assembly_on, one.assembly_basis = PartialDate.of(row["on"]), Basis.STATED
    update_rows(actor, resolutions, ["assembly", "assembly_on", "assembly_basis"])
    record_all(
        actor,
        [
            Change("resolution.put_to_assembly", one, ("assembly",), {"assembly": told[one.key][0].key})
            for one in resolutions
        ],
    )


def _write_minutes(rows: Rows, records: Sequence[Record]) -> None:
    standing = {one.meeting_id: one for one in Minutes.objects.filter(meeting__in=rows.values())}
    written = [_minutes(standing.get(rows[record.key].pk), rows[record.key], record) for record in records]
    Minutes.objects.bulk_create([one for one in written if one.pk is None])
    Minutes.objects.bulk_update(
        [one for one in written if one.meeting_id in standing],
        ["text", "revision", "saved_at", "state", "approved_on", "approved_at"],
    )
    _add_versions(written, records)


def _minutes(standing: Minutes | None, meeting: Meeting, record: Record) -> Minutes:
    told = record.parts["minutes"]
    minutes = standing or Minutes(meeting=meeting)
    if minutes.text != told["text"]:
        minutes.text = told["text"]
        minutes.revision += 1
    minutes.saved_at = _noon(told["approved_on"] or told["submitted_on"] or meeting.day)
    minutes.state, minutes.approved_on, minutes.approved_at = told["state"], told["approved_on"], None
    return minutes


def _add_versions(written: Sequence[Minutes], records: Sequence[Record]) -> None:
    """The text as it was submitted and approved, unless that version stands already: versions never change."""
    known: dict[int, set[tuple[str, str]]] = {minutes.pk: set() for minutes in written}
    for version in MinutesVersion.objects.filter(minutes__in=written):
        known[version.minutes_id].add((version.state, version.text))
    made = []
    for minutes, record in zip(written, records, strict=True):
        told = record.parts["minutes"]
        for state in (Minutes.State.SUBMITTED, Minutes.State.APPROVED):
            on, standing = told[f"{state.value}_on"], known[minutes.pk]
            if on is not None and (state, minutes.text) not in standing:
                standing.add((state, minutes.text))
                made.append(
                    MinutesVersion(
                        minutes=minutes, number=len(standing), state=state, text=minutes.text, made_at=_noon(on)
                    )
                )
    MinutesVersion.objects.bulk_create(made)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
