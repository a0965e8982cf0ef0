"""Errors that anyone may report, and that the organization's people or its coordinators handle."""

from datetime import timedelta

from django.utils import timezone

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import Checks
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import ErrorReport, Organization

LONGEST_REPORT = 2000
MOST_WAITING, WITHIN = 5, timedelta(hours=1)


@action
def report_error(actor: Actor, key: str, *, text: str, service: str | None = None) -> ErrorReport:
    """Say that the page of an organization, or of one of its services, is wrong. Who says it is not kept with it.

    Raises Refused: MISSING, TOO_LONG, PERSONAL_DETAIL; NOT_FOUND for a service that is not of the organization;
    TOO_OFTEN for somebody anonymous, while five reports of the last hour wait to be handled.
    """
    organization = queries.organization(actor, key).thing
    about = queries.service(actor, service).thing if service else None
    if about is not None and about.organization_id != organization.pk:
        raise refuse(ErrorCode.NOT_FOUND, "service")
    checks = Checks()
    told = checks.prose("text", text, LONGEST_REPORT, required=True)
    checks.settle()
    if not actor.is_signed_in and _many_wait(organization):
        raise refuse(ErrorCode.TOO_OFTEN)
    report = ErrorReport.objects.create(organization=organization, service=about, text=told)
    codes = {"organization": organization.key, "service": about.key if about else None}
    record(actor, "error_report.made", report, codes=codes)
    return report


@action
def handle_error_report(actor: Actor, key: str, *, version: int | None = None) -> ErrorReport:
    """It was looked into, and needs nobody any more. WRONG_STATE if that was said before."""
    report = queries.report_for_change(actor, key, "handle_error_report")
    expect_version(report, version)
    if report.handled_at is not None:
        raise refuse(ErrorCode.WRONG_STATE)
    report.handled_at = timezone.now()
    report.save(update_fields=["handled_at"])
    codes = {"organization": report.organization.key}
    record(actor, "error_report.handled", report, fields=["handled_at"], codes=codes)
    return report


def _many_wait(organization: Organization) -> bool:
    """Whether nobody could keep up with what was reported: a script must not bury what people tell."""
    recent = ErrorReport.objects.filter(organization=organization, made_at__gt=timezone.now() - WITHIN)
    return recent.filter(handled_at=None).count() >= MOST_WAITING
