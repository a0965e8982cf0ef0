"""Loading services. Changed terms and a changed state of the intake are new dated rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from registry.core.actions import cite, remember, require_system, save_rows, save_terms, update_rows
from registry.core.actor import Actor
from registry.core.dates import Basis
from registry.core.records import Record, Source
from registry.journal.actions import Change, action, record_all

from ...models import IntakeInterruption, IntakePeriod, Organization, Service, ServiceTerms
from ...rules.line_up import line_up

INTAKE_COLUMNS = ("status", "since", "since_basis", "until", "until_basis", "ongoing", "as_of", "wait_days", "reason")


@action
def load_services(actor: Actor, records: Sequence[Record], *, today: date) -> None:
    """Write services with their terms, intake and sources; what changed holds from `today` on."""
    require_system(actor)
    owners = {record.links["organization"] for record in records if "organization" in record.links}
    pks = dict(Organization.objects.filter(key__in=owners).values_list("key", "pk"))
    rows = save_rows(actor, Service, records, {"organization": pks}, prepare=_refold, prepared=("folded", "sort_name"))
    save_terms(actor, ServiceTerms, "service", rows, records, today)
    _write_intake(actor, rows, records, today)
    _write_interruptions(rows, records)
    cite(actor, "service", {record.key: record.sources for record in records})
    remember(actor, "service", records)
    record_all(actor, [Change("service.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _refold(rows: Mapping[str, Service]) -> None:
    for row in rows.values():
        row.refold()


def _write_intake(actor: Actor, rows: dict[str, Service], records: Sequence[Record], today: date) -> None:
    told = [record for record in records if "intake_periods" in record.parts]
    known: dict[int, list[IntakePeriod]] = defaultdict(list)
    for period in IntakePeriod.objects.filter(service__in=[rows[record.key] for record in told if not record.new]):
        known[period.service_id].append(period)
    sources: dict[str, Sequence[Source]] = {}
    every: list[IntakePeriod] = []
    for record in told:
        row, parts = rows[record.key], record.parts["intake_periods"]
        periods = [IntakePeriod(service=row, **part["columns"]) for part in parts]
        written = _settle(known[row.pk], periods, today)
        sources |= {period.key: part["sources"] for period, part in zip(written, parts, strict=True)}
        every += _in_order([*known[row.pk], *(period for period in written if period.pk is None)])
    standing = [period for period in every if period.pk]
    IntakePeriod.objects.bulk_create([period for period in every if period.pk is None])
    update_rows(actor, standing, (*INTAKE_COLUMNS, "position"))
    cite(actor, "intakeperiod", sources)


def _settle(standing: list[IntakePeriod], told: list[IntakePeriod], today: date) -> list[IntakePeriod]:
    """The row that stands for each told period: one that stands already, with what is told anew, or a new one."""
    plan = line_up(standing, told, today)
    row_of = {id(one): one for one in told}
    for one, row in plan.same:
        row_of[id(one)] = row
        for column in INTAKE_COLUMNS:
            setattr(row, column, getattr(one, column))
    for one, since in plan.begins:
        if since != one.since:
            one.since, one.since_basis = since, Basis.INFERRED.value
    for row, day in plan.ends:
        row.until, row.until_basis, row.ongoing = day, Basis.INFERRED.value, False
    return [row_of[id(one)] for one in told]


def _in_order(periods: list[IntakePeriod]) -> list[IntakePeriod]:
    periods.sort(key=lambda period: period.since.first_day if period.since else date.min)
    for position, period in enumerate(periods):
        period.position = position
    return periods


def _write_interruptions(rows: dict[str, Service], records: Sequence[Record]) -> None:
    """Short closures on unknown days: told anew as a whole."""
    told = [record for record in records if "intake_interruptions" in record.parts]
    IntakeInterruption.objects.filter(service__in=[rows[record.key] for record in told if not record.new]).delete()
    IntakeInterruption.objects.bulk_create(
        IntakeInterruption(service=rows[record.key], **given)
        for record in told
        for given in record.parts["intake_interruptions"]
    )
