"""Saying that what stands is still true."""

from datetime import date

from registry.core.actor import Actor
from registry.core.dates import Basis, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.models import Dated
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import IntakePeriod, Organization, Service
from .intake import _lay_over


@action
def confirm_service(actor: Actor, key: str, *, version: int | None = None) -> Service:
    """Everything about the service is still true today: what it says, and the state of its intake.

    Where the state isn't clear (several are possible, or none was told) it stays to be told by `change_intake`.
    Raises Refused: WRONG_STATE for a service that is over.
    """
    service = queries.service_for_change(actor, key, "confirm_service")
    expect_version(service, version)
    today = montreal_today()
    if service.holds_on(today) is Truth.NO:
        raise refuse(ErrorCode.WRONG_STATE)
    _confirm_service(service, today)
    record(actor, "service.confirmed", service, fields=["confirmed_on"])
    return service


@action
def confirm_organization(actor: Actor, key: str, *, version: int | None = None) -> Organization:
    """In one click: the profile, every service that isn't over, and the state of their intake are still true."""
    organization = queries.organization_for_change(actor, key, "confirm_organization")
    expect_version(organization, version)
    today = montreal_today()
    organization.confirmed_on = today
    organization.save(update_fields=["confirmed_on"])
    for service in Service.objects.filter(organization=organization).select_for_update().order_by("pk"):
        if service.holds_on(today) is not Truth.NO:
            _confirm_service(service, today)
            record(actor, "service.confirmed", service, fields=["confirmed_on"])
    record(actor, "organization.confirmed", organization, fields=["confirmed_on"])
    return organization


def _confirm_service(service: Service, today: date) -> None:
    if service.until_basis == Basis.PERIOD:
        service.until, service.until_basis = None, ""
    _vouch(service, today)
    service.save()
    possible = service.intake_on(today).possible
    if len({(row.status, row.wait_days) for row in possible}) != 1:
        return
    current = possible[-1]
    if current.until_basis == Basis.PERIOD:
        same = IntakePeriod(service=service, status=current.status, wait_days=current.wait_days)
        _lay_over(service, same, today, None)
        return
    _vouch(current, today)
    current.save()


def _vouch(row: Dated, today: date) -> None:
    row.confirmed_on = today
    row.first_confirmed_on = row.first_confirmed_on or today
