"""Reading services."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.models import DatedQuerySet
from registry.core.permitted import Permitted

from .. import policy, rules
from ..models import IntakePeriod, Organization, Service, ServiceTerms
from .reference import vocabulary


def services(
    actor: Actor,
    *,
    text: str = "",
    organization: str | None = None,
    needs: Collection[str] = (),
    languages: Collection[str] = (),
    populations: Collection[str] = (),
    doors: Collection[str] = (),
    intake: Collection[str] = (),
    regions: Collection[str] = (),
    on: date | None = None,
    exercise: bool = False,
) -> DatedQuerySet[Service]:
    """Services by name that may be in force on the day `on` (today by default), with all that a page shows of them.

    Each filter is met by one of its values on that day. A need and a population take narrower ones along;
    `regions` are met by an area that is, contains or lies in one of them; `intake` takes what may hold.
    """
    day = on or montreal_today()
    found = _with_details(_seen_by(actor)).possibly_on(day)
    if not exercise and organization is None:
        found = found.filter(organization__exercise=False)
    for word in rules.words(text):
        found = found.filter(folded__contains=word)
    if organization is not None:
        found = found.filter(organization__key=organization)
    if needs or languages or populations or doors or regions:
        terms = _matching_terms(actor, needs, languages, populations, doors, regions, day)
        found = found.filter(Exists(terms.filter(service=OuterRef("pk"))))
    if intake:
        periods = IntakePeriod.objects.filter(status__in=intake).possibly_on(day)
        found = found.filter(Exists(periods.filter(service=OuterRef("pk"))))
    return found.order_by("sort_name", "pk")


def service(actor: Actor, key: str) -> Permitted[Service]:
    """One service, whenever it was in force, and what may be done with it.

    Raises Refused (NOT_FOUND) when there is none that this actor may see.
    """
    found = _with_details(_seen_by(actor)).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "service")
    return Permitted(found, policy.verbs(actor, found))


def seen_services(actor: Actor, on: date | None = None) -> "Prefetch[str, QuerySet[Service], str]":
    """To prefetch on organizations: `seen_services`, those that may be in force on the day, with details."""
    seen = _with_details(_seen_by(actor)).possibly_on(on or montreal_today())
    return Prefetch("services", queryset=seen, to_attr="seen_services")


def services_of(actor: Actor, organization: Organization, on: date | None = None) -> list[Service]:
    """Its services that may be in force on the day, with details, each tied to this very organization."""
    found = list(_seen_by(actor).filter(organization=organization).possibly_on(on or montreal_today()))
    prefetch_related_objects(found, "terms", "intake_periods")
    for one in found:
        one.organization = organization
    return found


def terms_in_force(actor: Actor, on: date) -> QuerySet[ServiceTerms]:
    """The terms that hold on the day, one row for each service that has any. Scope the services yourself."""
    begun = ServiceTerms.objects.filter(Q(since=None) | Q(since__lte=on))
    later = ServiceTerms.objects.filter(service=OuterRef("service"), since__lte=on)
    return begun.filter(~Exists(later.filter(since__gt=OuterRef("since"))), ~Exists(later) | Q(since__isnull=False))


def _matching_terms(
    actor: Actor,
    needs: Collection[str],
    languages: Collection[str],
    populations: Collection[str],
    doors: Collection[str],
    regions: Collection[str],
    day: date,
) -> QuerySet[ServiceTerms]:
    found = terms_in_force(actor, day)
    lists = vocabulary(actor)
    if needs:
        found = found.filter(needs__overlaps=sorted(lists.with_narrower("needs", needs)))
    if populations:
        found = found.filter(populations__overlaps=sorted(lists.with_narrower("populations", populations)))
    if languages:
        found = found.filter(languages__overlaps=list(languages))
    if doors:
        found = found.filter(door__in=doors)
    if regions:
        found = found.filter(area_codes__overlaps=sorted(lists.around(regions)))
    return found


def _seen_by(actor: Actor) -> DatedQuerySet[Service]:
    return policy.visible_services_to(actor, Service.objects.all())


def _with_details(found: DatedQuerySet[Service]) -> DatedQuerySet[Service]:
    return found.select_related("organization").prefetch_related(
        "organization__names", "organization__states", "terms", "intake_periods"
    )
