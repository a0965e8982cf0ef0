"""The page of an organization, and of a coalition with its members."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.concertation.rule_words import rules_about, shown_rules
from pages.context import actor_of
from pages.forms import asked_day
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Listing, Seat
from registry.core.actor import Actor
from registry.core.logic import Truth
from registry.core.models import Keyed
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Membership, Organization, OrganizationName, Relationship
from registry.directory.queries import Vocabulary
from registry.directory.rules import HAVE_THEIR_OWN_TABLE
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement

from .acts import acts_of
from .agreements import shown_agreements
from .evidence import disagreements
from .history import happenings
from .offers import Citations, brief, offers
from .words import SCOPES, descriptions

CHANGES_SHOWN = 10


@require_GET
def organization_page(request: HttpRequest, key: str) -> HttpResponse:
    """Who they are, and whether they take people on the day that was asked for."""
    actor = actor_of(request)
    permitted = found_or_404(lambda: directory.organization(actor, key))
    organization = permitted.thing
    on, as_of = asked_day(request)
    vocabulary = directory.vocabulary(actor)
    context = {
        "organization": organization,
        "verbs": permitted.verbs,
        "on": on,
        "as_of": as_of,
        "vocabulary": vocabulary,
        **_who(actor, organization, on),
        **_ties(actor, permitted, on, vocabulary),
        **acts_of(actor, organization),
    }
    return render(request, "directory/organization.html", context)


def _who(actor: Actor, organization: Organization, on: date) -> dict[str, Any]:
    language = get_language() or "fr"
    name = organization.name_on(on, language)
    rows = list(organization.names.all())
    return {
        "name": name,
        "other_names": [
            (code, text) for code, text in organization.names_on(on).items() if text != name.text and code != "original"
        ],
        "former_names": [row for row in rows if row.use == OrganizationName.Use.FORMER and row.text != name.text],
        "variants": [row for row in rows if row.use == OrganizationName.Use.VARIANT],
        "standing": organization.standing_on(on),
        "descriptions": descriptions(organization),
        "scope": SCOPES.get(organization.scope, ""),
        "contact": directory.contact_of(actor, organization, on),
        "locations": directory.locations(actor, organization),
        "groups": list(concertation.groups(actor, body=organization, exercise=organization.exercise)),
    }


def _ties(actor: Actor, permitted: Permitted[Organization], on: date, vocabulary: Vocabulary) -> dict[str, Any]:
    """Services, agreements, memberships, relationships and rules, with the sources of all of them and of itself."""
    organization = permitted.thing
    services = directory.services_of(actor, organization, on)
    agreements = _agreements(actor, organization)
    ties = directory.ties(actor, organization, on)
    memberships, relationships = ties.memberships, _without_own_table(ties.relationships)
    listings = list(concertation.listings(actor, organization, on))
    seats = list(concertation.seats(actor, organization=organization, on=on).prefetch_related(None))
    rule_sets = rules_about(actor, organization)
    periods = [row for service in services for row in service.intake_periods.all()]
    cited: Sequence[Keyed] = [
        organization,
        *services,
        *agreements,
        *memberships,
        *relationships,
        *listings,
        *seats,
        *rule_sets,
        *periods,
    ]
    citations = directory.citations_of(actor, cited)
    shown = shown_agreements(agreements, on, citations)
    offered = offers(services, on, citations)
    names = {service.key: service.name_in(get_language() or "fr").text for service in services}
    return {
        "citations": citations.get(organization.key, []),
        "rule_sets": shown_rules(rule_sets, citations, vocabulary),
        "offers": offered,
        "brief": brief(offered),
        "agreements_in": [one for one in shown if one.agreement.target_id == organization.pk],
        "agreements_out": [one for one in shown if one.agreement.origin_id == organization.pk],
        "coalitions": [_tie(row, on, citations) for row in memberships if row.organization_id == organization.pk],
        "members": [_tie(row, on, citations) for row in memberships if row.coalition_id == organization.pk],
        "seats": [_tie(row, on, citations) for row in seats],
        "listings": [_tie(row, on, citations) for row in listings],
        "relationships": [_tie(row, on, citations) for row in relationships],
        "disagreements": disagreements(actor, [organization, *services]),
        "history": happenings(directory.history_of(actor, organization, CHANGES_SHOWN, permitted.verbs), names),
    }


def _without_own_table(relationships: Iterable[Relationship]) -> list[Relationship]:
    return [row for row in relationships if row.type not in HAVE_THEIR_OWN_TABLE or row.type == "succeeds"]


def _agreements(actor: Actor, organization: Organization) -> list[Agreement]:
    """Its agreements; the names of all their ends are read at once."""
    found = referrals.agreements(actor, organization=organization).prefetch_related(None).prefetch_related("terms")
    agreements = list(found)
    prefetch_related_objects([end for one in agreements for end in (one.origin, one.target) if end], "names")
    return agreements


def _tie(row: Membership | Relationship | Listing | Seat, on: date, citations: Citations) -> dict[str, Any]:
    """A dated link with its sources, and whether it is only possible that it holds on the day, or it is old."""
    to_confirm = row.to_confirm_on(on) if isinstance(row, Seat | Membership) else row.holds_on(on) is not Truth.YES
    return {"row": row, "sources": citations.get(row.key, []), "to_confirm": to_confirm}
