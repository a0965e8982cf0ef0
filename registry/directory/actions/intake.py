"""Whether a service takes people: changes from a day on, ahead or back-dated (the rule: `rules.intake`)."""

from datetime import date

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.ids import new_key
from registry.core.models import Citation
from registry.core.validation import FIRST_DAY
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import IntakePeriod, Service
from .forms import Form

LONGEST_WAIT = 3650  # days


@action
def change_intake(
    actor: Actor,
    key: str,
    *,
    status: str,
    since: date | str | None = None,
    until: date | str | None = None,
    reason: str = "",
    wait_days: int | None = None,
    version: int | None = None,
) -> Service:
    """The intake of the service is in this state from the day `since` (today) on.

    It lasts until the next change that is already recorded, or until the announced day `until`, after which the
    state before it goes on. Every other day keeps its answer; a change for a day on which one already begins
    is written over that one. `wait_days`: the wait told to people on a waitlist, in days.
    Raises Refused: OVERLAP when `until` passes the next recorded change; DATES_REVERSED; DATE_OUT_OF_RANGE for a day
    before the service began.
    """
    service = queries.service_for_change(actor, key, "change_intake")
    expect_version(service, version)
    form = Form(actor, front_door_only=service.organization.front_door_only)
    form.checks.code("status", status, form.lists.codes("intake_statuses"), required=True)
    begun = service.since.first_day if service.since else FIRST_DAY
    start = form.checks.day("since", since, first=begun) or montreal_today()
    end = form.checks.day("until", until)
    if end is not None and end <= start:
        form.checks.refuse(ErrorCode.DATES_REVERSED, "until")
    wait = form.checks.number("wait_days", wait_days, 0, LONGEST_WAIT) if status == "waitlist" else None
    told = form.checks.prose("reason", reason, 500)
    form.settle()
    period = _lay_over(service, IntakePeriod(service=service, status=status, reason=told, wait_days=wait), start, end)
    codes = {"status": status, "since": start.isoformat(), "until": str(period.until) if period.until else None}
    record(actor, "service.intake_changed", service, fields=["intake"], codes={**codes, "period": period.key})
    return service


@action
def cancel_planned_intake(actor: Actor, key: str, *, period: str, version: int | None = None) -> Service:
    """Take back a change that has not begun: the state before it goes on in its place.

    Raises Refused: NOT_FOUND for a period that this service doesn't have; WRONG_STATE when it may have begun.
    """
    service = queries.service_for_change(actor, key, "cancel_planned_intake")
    expect_version(service, version)
    rows = list(service.intake_periods.all())
    planned = next((row for row in rows if row.key == period), None)
    if planned is None:
        raise refuse(ErrorCode.NOT_FOUND, "period")
    if planned.since is None or planned.since.first_day <= montreal_today():
        raise refuse(ErrorCode.WRONG_STATE, "period")
    before = next((row for row in rows if row.until == planned.since), None)
    if before is not None:
        _extend(before, planned)
        after = next((row for row in rows if planned.until is not None and row.since == planned.until), None)
        if after is not None and (after.status, after.reason) == (before.status, before.reason):
            _extend(before, after)
    else:
        _erase(planned)
    record(actor, "service.intake_cancelled", service, fields=["intake"], codes={"period": period})
    return service


def _lay_over(service: Service, period: IntakePeriod, start: date, end: date | None) -> IntakePeriod:
    """Write the new period, and what it does to the others."""
    change = rules.change_from(list(service.intake_periods.all()), start, end)
    if change.blocked:
        raise refuse(ErrorCode.OVERLAP, "until")
    if change.resumed is not None and change.until is not None:
        _resume(change.resumed, change.until)
    for row in change.ended:
        row.until, row.until_basis = PartialDate.of(start), Basis.STATED
        row.save()
    for row in change.firmed:
        row.until_basis = Basis.INFERRED
        row.save()
    for row in change.replaced:
        _erase(row)
    period.since, period.since_basis = PartialDate.of(start), Basis.STATED
    period.until, period.until_basis = change.until, Basis.STATED if change.until else ""
    period.ongoing = change.until is None
    period.first_confirmed_on = period.confirmed_on = montreal_today()
    period.save()
    _put_in_order(service)
    return period


def _resume(row: IntakePeriod, start: PartialDate) -> None:
    """The same state again after the announced end of another, with the sources and the age that it has."""
    again = IntakePeriod.objects.get(pk=row.pk)
    again.pk, again._state.adding, again.key = None, True, new_key()
    again.since, again.since_basis = start, Basis.STATED
    again.save()
    for citation in Citation.objects.filter(subject_type="intakeperiod", subject_key=row.key):
        citation.pk, citation._state.adding, citation.subject_key = None, True, again.key
        citation.save()


def _extend(row: IntakePeriod, over: IntakePeriod) -> None:
    """`row` goes on in the place of `over`."""
    row.until, row.until_basis, row.ongoing = over.until, over.until_basis, over.ongoing
    row.save()
    _erase(over)


def _erase(row: IntakePeriod) -> None:
    Citation.objects.filter(subject_type="intakeperiod", subject_key=row.key).delete()
    IntakePeriod.objects.filter(pk=row.pk).delete()


def _put_in_order(service: Service) -> None:
    rows = sorted(
        IntakePeriod.objects.filter(service=service),
        key=lambda row: (row.since.first_day if row.since else date.min, row.position, row.pk),
    )
    for position, row in enumerate(rows):
        row.position = position
    IntakePeriod.objects.bulk_update(rows, ["position"])
