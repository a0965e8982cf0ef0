"""Loading organizations. A new name leaves the old one as a former name, a new status its own dated row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.core.actions import cite, remember, require_system, save_rows, update_rows
from registry.core.actor import Actor
from registry.core.dates import PartialDate
from registry.core.records import Record
from registry.journal.actions import Change, action, record_all

from ...models import Organization, OrganizationName, OrganizationState

FOUND_BY = ("folded", "sort_name")
NAME, FORMER, VARIANT = OrganizationName.Use.NAME, OrganizationName.Use.FORMER, OrganizationName.Use.VARIANT


@action
def load_organizations(actor: Actor, records: Sequence[Record], *, today: date) -> None:
    """Write organizations with their names, state and sources; what changed holds from `today` on."""
    require_system(actor)
    names: dict[str, list[OrganizationName]] = {}

    def name(rows: Mapping[str, Organization]) -> None:
        names.update(_names(rows, records, today))
        for key, row in rows.items():
            row.refold(names[key], today)

    rows = save_rows(actor, Organization, records, prepare=name, prepared=FOUND_BY)
    _write_names(actor, [one for of_one in names.values() for one in of_one])
    _write_states(rows, records, today)
    cite(actor, "organization", {record.key: record.sources for record in records})
    remember(actor, "organization", records)
    record_all(actor, [Change("organization.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _names(
    rows: Mapping[str, Organization], records: Sequence[Record], today: date
) -> dict[str, list[OrganizationName]]:
    """All names of each organization, by its key, with what the records change in them."""
    names: dict[str, list[OrganizationName]] = {key: [] for key in rows}
    known = [rows[record.key] for record in records if not record.new]
    for name in OrganizationName.objects.filter(organization__in=known).select_related("organization"):
        names[name.organization.key].append(name)
    for record in records:
        row, of_it = rows[record.key], names[record.key]
        _rename(row, of_it, record.parts.get("names", ()), today)
        _add_others(row, of_it, record.parts)
    return names


def _write_names(actor: Actor, names: Sequence[OrganizationName]) -> None:
    standing = [name for name in names if name.pk]
    OrganizationName.objects.bulk_create([name for name in names if name.pk is None])
    update_rows(actor, standing, ["use", "language", "text", "descriptive", "since", "until", "ongoing", "note"])


def _rename(row: Organization, names: list[OrganizationName], told: Sequence[dict[str, Any]], today: date) -> None:
    """Bring the names in force in line: one that was in use before today ends today and becomes a former one."""
    begin = PartialDate.of(today)
    current = {name.language: name for name in names if name.use == NAME}
    stopgap = next((name for name in current.values() if name.text == row.key), None)
    if told and stopgap:
        stopgap.language = told[0]["language"]
        current = {stopgap.language: stopgap}
    for given in told:
        old = current.get(given["language"])
        if old and old.text != given["text"] and old.text != row.key and old.since != begin:
            old.use, old.until, old.ongoing = FORMER, begin, False
            names.append(OrganizationName(organization=row, use=NAME, since=begin, since_basis="inferred", **given))
        elif old:
            old.text, old.descriptive = given["text"], given["descriptive"]
        else:
            names.append(OrganizationName(organization=row, use=NAME, **given))


def _add_others(row: Organization, names: list[OrganizationName], parts: Any) -> None:
    """Former names and spellings: the new ones are added, a former one's end and note are kept up to date."""
    former = {(name.language, name.text): name for name in names if name.use == FORMER}
    for given in parts.get("former_names", ()):
        name = former.get((given["language"], given["text"]))
        if name is None:
            names.append(OrganizationName(organization=row, use=FORMER, ongoing=False, **given))
        else:
            name.until, name.note = given["until"] or name.until, given["note"]
    spelled = {name.text for name in names if name.use == VARIANT}
    added = [text for text in parts.get("name_variants", ()) if text not in spelled]
    names.extend(OrganizationName(organization=row, use=VARIANT, text=text) for text in added)


def _write_states(rows: Mapping[str, Organization], records: Sequence[Record], today: date) -> None:
    told = [record for record in records if "state" in record.parts]
    successors = {record.parts["state"]["successor"] for record in told} - {None}
    pks = dict(Organization.objects.filter(key__in=successors).values_list("key", "pk"))
    known = [rows[record.key] for record in told if not record.new]
    latest: dict[int, OrganizationState] = {}
    for state in OrganizationState.objects.filter(organization__in=known).order_by("pk"):
        before = latest.get(state.organization_id)
        if before is None or _first(state.since) >= _first(before.since):
            latest[state.organization_id] = state
    new: list[OrganizationState] = []
    corrected: list[OrganizationState] = []
    for record in told:
        given = dict(record.parts["state"])
        given["successor_id"] = pks.get(given.pop("successor"))
        state = _state(rows[record.key], latest.get(rows[record.key].pk), given, today)
        (corrected if state.pk else new).append(state)
    OrganizationState.objects.bulk_create(new)
    OrganizationState.objects.bulk_update(corrected, ["status", "since", "successor", "note"])


def _state(
    row: Organization, before: OrganizationState | None, given: dict[str, Any], today: date
) -> OrganizationState:
    """The state to write: a new row for another status, else the same one corrected.

    A new status begins when the file says, if that is after the one before, else today.
    """
    if before is None:
        return OrganizationState(organization=row, **given)
    if before.status != given["status"]:
        if given["since"] is None or _first(given["since"]) <= _first(before.since):
            given["since"] = PartialDate.of(today)
        if given["since"] != before.since:
            return OrganizationState(organization=row, **given)
    for column, value in given.items():
        setattr(before, column, value)
    return before


def _first(day: PartialDate | None) -> date:
    return day.first_day if day else date.min
