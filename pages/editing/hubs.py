"""Pages from which an organization, a service or an agreement is kept up: what stands, and what can be done."""

from collections.abc import Iterable
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
from registry.core.actor import Actor, Scope
from registry.core.dates import montreal_today
from registry.core.models import Keyed
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.referrals import queries as referrals

from . import agreement_deeds, link_deeds, organization_deeds, service_deeds, subjects
from .agreement_forms import AUDIENCES, FORMALITIES, terms_of
from .deeds import Deeds, not_allowed, signed_in

CHANGES_SHOWN = 15
ORGANIZATION_DEEDS: Deeds = {
    **organization_deeds.PROFILE,
    **organization_deeds.LIFE,
    **organization_deeds.PLACES,
    **organization_deeds.OF_COALITION,
    **service_deeds.OF_ORGANIZATION,
    **link_deeds.OF_ORGANIZATION,
    **agreement_deeds.OF_ORGANIZATION,
}
# Whoever has none of these only looks: the public page is for them.
KEEPERS = {"edit_organization", "add_organization", "propose_agreement"}


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
        "services": [_service_row(actor, one, on, verbs) for one, verbs in _with_verbs(actor, services)],
        "locations": _locations(actor, organization),
        **_ties(actor, organization, on),
        "reports": _reports(actor, organization),
        "people": _may_invite(actor, organization),
        "history": _history(actor, organization, {one.key: _name(one) for one in services}),
    }
    return render(request, "editing/organization.html", context)


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
        "history": _history(actor, service, {}),
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


def _service_row(actor: Actor, service: Service, on: date, verbs: frozenset[str]) -> dict[str, Any]:
    intake = intake_shown(service, on)
    return {
        "service": service,
        "intake": intake,
        "to_confirm": service.to_confirm_on(on) or intake.to_confirm,
        "to": offered(service_deeds.OF_SERVICE, service, verbs, "service_deed", service.key),
    }


def _locations(actor: Actor, organization: Organization) -> list[dict[str, Any]]:
    rows = list(directory.locations(actor, organization))
    return [
        {
            "row": row,
            "to": offered(organization_deeds.OF_LOCATION, row, verbs, "location_deed", organization.key, row.key),
        }
        for row, verbs in _with_verbs(actor, rows)
    ]


def _ties(actor: Actor, organization: Organization, on: date) -> dict[str, Any]:
    """Memberships, relationships and agreements that may hold now or wait for an answer."""
    memberships = list(directory.memberships(actor, organization, on))
    relationships = list(directory.relationships(actor, organization, on))
    agreements = list(referrals.agreements(actor, organization=organization, on=on))
    return {
        "memberships": [
            {"row": row, "to": offered(link_deeds.OF_MEMBERSHIP, row, verbs, "membership_deed", row.key)}
            for row, verbs in _with_verbs(actor, memberships)
        ],
        "relationships": [
            {"row": row, "to": offered(link_deeds.OF_RELATIONSHIP, row, verbs, "relationship_deed", row.key)}
            for row, verbs in _with_verbs(actor, relationships)
        ],
        "agreements": [
            {"shown": shown, "words": subjects.agreement_words(shown.agreement)}
            for shown in shown_agreements(agreements, on, {})
        ],
    }


def _reports(actor: Actor, organization: Organization) -> list[Any]:
    rows = directory.visible_reports(actor).filter(organization=organization, handled_at=None)
    return list(rows.select_related("service").order_by("made_at"))


def _may_invite(actor: Actor, organization: Organization) -> bool:
    scopes = [Scope.ORGANIZATION] + ([Scope.COALITION] if organization.is_coalition else [])
    return any(accounts.roles_to_offer(actor, scope, organization) for scope in scopes)


def _history(actor: Actor, thing: Organization | Service, names: dict[str, str]) -> list[dict[str, Any]]:
    return _told(actor, directory.history_of(actor, thing, CHANGES_SHOWN), names)


def _told(actor: Actor, entries: list[directory.HistoryEntry], names: dict[str, str]) -> list[dict[str, Any]]:
    """Changes in words, with the address of whoever made them where the actor manages that person."""
    known = dict(accounts.users(actor).values_list("key", "email"))
    told = happenings(entries, names)
    return [{"told": one, "by": known.get(entry.actor_id, "")} for one, entry in zip(told, entries, strict=True)]


def _with_verbs(actor: Actor, rows: Iterable[Any]) -> list[tuple[Any, frozenset[str]]]:
    things: list[Keyed] = list(rows)
    verbs = directory.verbs_of(actor, things)  # type: ignore[type-var]
    return [(thing, verbs.get(thing.key, frozenset())) for thing in things]


def _name(service: Service) -> str:
    return service.name_in(get_language() or "fr").text
