"""What needs somebody today: what grows old, is planned, was reported, or waits for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.core.logic import Truth

from .. import policy, rules
from ..models import ErrorReport, IntakePeriod, Membership, Organization, Relationship, Service, ServiceTerms
from .services import services


@dataclass(frozen=True)
class Aging:
    """Something to be confirmed by `due` (None: nobody ever did). `intake` is None when it is the service itself."""

    service: Service
    intake: IntakePeriod | None
    last_confirmed: date | None
    due: date | None

    def overdue_on(self, day: date) -> bool:
        return self.due is None or self.due < day


@dataclass(frozen=True)
class Planned:
    """A change announced for a later day: of the intake, or of who a service takes."""

    service: Service
    on: date
    intake: IntakePeriod | None
    terms: ServiceTerms | None


@dataclass(frozen=True)
class Attention:
    """All that waits for this actor, in the organizations that it keeps up."""

    aging: list[Aging]
    planned: list[Planned]
    reports: list[ErrorReport]
    memberships: list[Membership]
    relationships: list[Relationship]

    def __len__(self) -> int:
        return len(self.aging) + len(self.reports) + len(self.memberships) + len(self.relationships)


def kept_up(actor: Actor, role: Role = Role.CONTRIBUTOR) -> QuerySet[Organization]:
    """The organizations that are this actor's to keep up: its own, and the unclaimed ones of its coalitions."""
    found = Organization.objects.filter(policy.kept_up_by(actor, role))
    return found.prefetch_related("names", "states").order_by("sort_name", "pk")


def about_to_grow_old(actor: Actor, organization: Organization, on: date | None = None) -> list[Aging]:
    """What of the organization is to be confirmed on the day, or will be soon; the oldest first."""
    day = on or montreal_today()
    return _aging(services(actor, organization=organization.key, on=day), day)


def needs_attention(actor: Actor, on: date | None = None) -> Attention:
    """What needs this actor on the day: a list for each reason, each in the order of urgency."""
    day = on or montreal_today()
    mine = Organization.objects.filter(policy.kept_up_by(actor))
    offered = list(services(actor, on=day, exercise=True).filter(organization__in=mine))
    reports = policy.visible_reports_to(actor, ErrorReport.objects.filter(handled_at=None, organization__in=mine))
    return Attention(
        aging=_aging(offered, day),
        planned=_planned(offered, day),
        reports=list(
            reports.select_related("organization", "service")
            .prefetch_related("organization__names")
            .order_by("made_at", "pk")
        ),
        memberships=_proposed_memberships(actor),
        relationships=_proposed_relationships(actor),
    )


def _aging(offered: Iterable[Service], day: date) -> list[Aging]:
    found = []
    for service in offered:
        if service.organization.standing_on(day).exists is Truth.NO:
            continue
        found.append(_age(service, None, settings.CONFIRM_SERVICE_DAYS))
        for row in service.intake_on(day).possible:
            if row.status in rules.ACCEPTING and not rules.has_real_end(row.period):
                found.append(_age(service, row, settings.CONFIRM_INTAKE_DAYS))
    soon = day + timedelta(days=settings.CONFIRM_SOON_DAYS)
    old = [one for one in found if one.due is None or one.due <= soon]
    return sorted(old, key=lambda one: (one.due or date.min, one.service.sort_name, one.service.pk))


def _age(service: Service, intake: IntakePeriod | None, limit: int) -> Aging:
    last = (intake or service).period.last_confirmed
    return Aging(service, intake, last, last + timedelta(days=limit) if last else None)


def _planned(offered: Iterable[Service], day: date) -> list[Planned]:
    found = []
    for service in offered:
        for row in service.intake_periods.all():
            if row.since is not None and row.since.first_day > day:
                found.append(Planned(service, row.since.first_day, row, None))
        for terms in service.terms.all():
            if terms.since is not None and terms.since > day:
                found.append(Planned(service, terms.since, None, terms))
    return sorted(found, key=lambda one: (one.on, one.service.sort_name, one.service.pk))


def _proposed_memberships(actor: Actor) -> list[Membership]:
    rows = Membership.objects.filter(accepted=False).filter(
        _awaits(actor, "organization") | _awaits(actor, "coalition")
    )
    return list(
        rows.select_related("organization", "coalition").prefetch_related("organization__names", "coalition__names")
    )


def _proposed_relationships(actor: Actor) -> list[Relationship]:
    rows = Relationship.objects.filter(accepted=False).filter(_awaits(actor, "origin") | _awaits(actor, "target"))
    return list(rows.select_related("origin", "target").prefetch_related("origin__names", "target__names"))


def _awaits(actor: Actor, side: str) -> Q:
    """The other side proposed it, and the actor answers for this one."""
    answered_for = Organization.objects.filter(
        policy.kept_up_by(actor, Role.ADMINISTRATOR) | Q(pk__in=actor.coalitions())
    )
    return Q(**{f"{side}__in": answered_for}) & ~Q(proposed_by__in=answered_for)
