"""Pages from which an organization, a service or an agreement is kept up: what stands, and what can be done."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.directory.agreements import shown_agreements
from pages.directory.history import happenings
from pages.directory.offers import intake_shown
from pages.found import found_or_404
from registry.accounts import queries as accounts
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Location, Membership, Organization, Relationship, Service
from registry.referrals import queries as referrals

from . import (
    activity_deeds,
    agreement_deeds,
    group_deeds,
    link_deeds,
    organization_deeds,
    resolution_deeds,
    service_deeds,
    subjects,
)
from .agreement_forms import AUDIENCES, FORMALITIES, terms_of
from .deeds import Deeds, not_allowed, signed_in

CHANGES_SHOWN, ALL_CHANGES_SHOWN = 15, 100
ORGANIZATION_DEEDS: Deeds = {
    **organization_deeds.PROFILE,
    **organization_deeds.LIFE,
    **organization_deeds.PLACES,
    **organization_deeds.OF_COALITION,
    **service_deeds.OF_ORGANIZATION,
    **link_deeds.OF_ORGANIZATION,
    **agreement_deeds.OF_ORGANIZATION,
    **group_deeds.OF_ORGANIZATION,
    **activity_deeds.OF_ORGANIZATION,
    **resolution_deeds.OF_ORGANIZATION,
}
# Whoever has none of these only looks: the public page is for them.
KEEPERS = {"edit_organization", "add_organization", "propose_agreement"}
MANAGERS = {"publish_organization", "add_organization"}  # who has these decides of roles there too


def offered(deeds: Deeds, thing: object, verbs: frozenset[str], address: str, *keys: str) -> dict[str, Any]:
    """What may be done to the thing and has a sense now: {word: {deed, url}}."""
    return {
        word.replace("-", "_"): {"deed": deed, "url": reverse(address, args=[*keys, word])}
        for word, deed in deeds.items()
        if deed.verb in verbs and deed.when(thing)
    }


@signed_in
@require_GET
def organization_hub(request: HttpRequest, key: str) -> HttpResponse:
    """All that the people of an organization, or those who look after it, keep up."""
    actor, on = actor_of(request), montreal_today()
    subject = found_or_404(lambda: subjects.organization(actor, key))
    if not subject.verbs & KEEPERS:
        return not_allowed(request, subject)
    organization: Organization = subject.thing
    services = list(directory.services(actor, organization=key, on=on))
    context = {
        "subject": subject,
        "organization": organization,
        "on": on,
        "vocabulary": directory.vocabulary(actor),
        "standing": organization.standing_on(on),
        "names": {text: code for code, text in reversed(organization.names_on(on).items())},
        "to": offered(ORGANIZATION_DEEDS, organization, subject.verbs, "organization_deed", key),
        **_parts(actor, organization, services, on),
        "agreements": _agreements(actor, organization, on),
        "reports": _reports(actor, organization),
        "people": bool(subject.verbs & MANAGERS),
    }
    return render(request, "editing/organization.html", context)


@signed_in
@require_GET
def organization_history(request: HttpRequest, key: str) -> HttpResponse:
    """Who changed what in an organization and its services."""
    actor, on = actor_of(request), montreal_today()
    subject = found_or_404(lambda: subjects.organization(actor, key))
    if not subject.verbs & KEEPERS:
        return not_allowed(request, subject)
    names = {one.key: _name(one) for one in directory.services(actor, organization=key, on=on)}
    entries = directory.history_of(actor, subject.thing, ALL_CHANGES_SHOWN)
    context = {"subject": subject, "on": on, "history": _told(actor, entries, names)}
    return render(request, "editing/history.html", context)


@signed_in
@require_GET
def service_hub(request: HttpRequest, key: str) -> HttpResponse:
    """One service: its intake through time, what is planned, and what can be changed."""
    actor, on = actor_of(request), montreal_today()
    subject = found_or_404(lambda: subjects.service(actor, key))
    if "edit_service" not in subject.verbs:
        return not_allowed(request, subject)
    service: Service = subject.thing
    periods = list(service.intake_periods.all())
    context = {
        "subject": subject,
        "service": service,
        "on": on,
        "vocabulary": directory.vocabulary(actor),
        "intake": intake_shown(service, on),
        "terms": service.terms_on(on),
        "later_terms": [row for row in service.terms.all() if row.since and row.since > on],
        "planned": [row for row in periods if row.since and row.since.first_day > on],
        "past": [row for row in periods if not (row.since and row.since.first_day > on)][::-1],
        "to": offered(service_deeds.OF_SERVICE, service, subject.verbs, "service_deed", key),
        "history": _told(actor, directory.history_of(actor, service, CHANGES_SHOWN), {}),
    }
    return render(request, "editing/service.html", context)


@signed_in
@require_GET
def agreement_hub(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement: what it covers, and what can be done with it."""
    actor, on = actor_of(request), montreal_today()
    subject = found_or_404(lambda: subjects.agreement(actor, key))
    agreement = subject.thing
    [shown] = shown_agreements([agreement], on, {})
    context = {
        "subject": subject,
        "agreement": agreement,
        "shown": shown,
        "terms": terms_of(agreement),
        "formality": dict(FORMALITIES).get(getattr(terms_of(agreement), "formality", ""), ""),
        "audience": dict(AUDIENCES).get(agreement.audience, ""),
        "on": on,
        "vocabulary": directory.vocabulary(actor),
        "to": offered(agreement_deeds.OF_AGREEMENT, agreement, subject.verbs, "agreement_deed", key),
        "history": _told(actor, referrals.histories_of(actor, [agreement], CHANGES_SHOWN).get(key, []), {}),
    }
    return render(request, "editing/agreement.html", context)


def _parts(actor: Actor, organization: Organization, services: list[Service], on: date) -> dict[str, Any]:
    """Services, places, memberships and relationships that may hold now or wait for an answer: {row, to}."""
    locations = list(directory.locations(actor, organization))
    memberships = list(directory.memberships(actor, organization, on))
    relationships = list(directory.relationships(actor, organization, on))
    shown: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("services", "locations", "memberships", "relationships")
    }
    for one in directory.permitted(actor, [*services, *locations, *memberships, *relationships]):
        match one.thing:
            case Service():
                shown["services"].append(_service_row(one.thing, on, one.verbs))
            case Location():
                keys = (organization.key, one.thing.key)
                shown["locations"].append(_row(organization_deeds.OF_LOCATION, one, "location_deed", *keys))
            case Membership():
                row = _row(link_deeds.OF_MEMBERSHIP, one, "membership_deed", one.thing.key)
                shown["memberships"].append(row | {"to_confirm": one.thing.to_confirm_on(on)})
            case Relationship():
                row = _row(link_deeds.OF_RELATIONSHIP, one, "relationship_deed", one.thing.key)
                shown["relationships"].append(row)
    return shown


def _row(deeds: Deeds, one: Permitted[Any], address: str, *keys: str) -> dict[str, Any]:
    return {"row": one.thing, "to": offered(deeds, one.thing, one.verbs, address, *keys)}


def _service_row(service: Service, on: date, verbs: frozenset[str]) -> dict[str, Any]:
    intake = intake_shown(service, on)
    return {
        "service": service,
        "intake": intake,
        "to_confirm": service.to_confirm_on(on) or intake.to_confirm,
        "to": offered(service_deeds.OF_SERVICE, service, verbs, "service_deed", service.key),
    }


def _agreements(actor: Actor, organization: Organization, on: date) -> list[dict[str, Any]]:
    """Those that may hold now, or wait for an answer."""
    agreements = list(referrals.agreements(actor, organization=organization, on=on))
    return [
        {"shown": shown, "words": subjects.agreement_words(shown.agreement)}
        for shown in shown_agreements(agreements, on, {})
    ]


def _reports(actor: Actor, organization: Organization) -> list[Any]:
    rows = directory.visible_reports(actor).filter(organization=organization, handled_at=None)
    return list(rows.select_related("service").order_by("made_at"))


def _told(actor: Actor, entries: list[directory.HistoryEntry], names: dict[str, str]) -> list[dict[str, Any]]:
    """Changes in words, with the address of whoever made them where the actor manages that person."""
    known = dict(accounts.users(actor).values_list("key", "email"))
    told = happenings(entries, names)
    return [{"told": one, "by": known.get(entry.actor_id, "")} for one, entry in zip(told, entries, strict=True)]


def _name(service: Service) -> str:
    return service.name_in(get_language() or "fr").text
