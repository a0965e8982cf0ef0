"""The page of a service: everything that is known about it, through time."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.forms import asked_day
from pages.found import found_or_404
from registry.core.actor import Actor
from registry.directory import queries as directory
from registry.directory.models import Service
from registry.referrals import queries as referrals

from .agreements import shown_agreements
from .evidence import disagreements
from .history import happenings
from .offers import offer
from .organization import CHANGES_SHOWN
from .words import DOORS, descriptions


@require_GET
def service_page(request: HttpRequest, key: str) -> HttpResponse:
    """Whether it takes people on the day that was asked for, whom, and by which door."""
    actor = actor_of(request)
    permitted = found_or_404(lambda: directory.service(actor, key))
    service = permitted.thing
    on, as_of = asked_day(request)
    context = {
        "service": service,
        "verbs": permitted.verbs,
        "on": on,
        "as_of": as_of,
        "vocabulary": directory.vocabulary(actor),
        "name": service.name_in(get_language() or "fr"),
        "organization_name": service.organization.name_on(on, get_language() or "fr"),
        "descriptions": descriptions(service),
        "contact": directory.contact_of(actor, service, on),
        **_evidence(actor, service, on),
    }
    return render(request, "directory/service.html", context)


def _evidence(actor: Actor, service: Service, on: date) -> dict[str, Any]:
    """What is told of it on the day and over time, each with its sources."""
    agreements = list(referrals.agreements(actor, service=service))
    periods = list(service.intake_periods.all())
    citations = directory.citations_of(actor, [service, *agreements, *periods])
    shown = offer(service, on, citations)
    return {
        "offer": shown,
        "door": DOORS.get(shown.terms.door, "") if shown.terms else "",
        "periods": [{"row": row, "sources": citations.get(row.key, [])} for row in reversed(periods)],
        "interruptions": service.intake_interruptions.all(),
        "through_time": list(service.terms.all())[::-1],
        "locations": service.locations.all(),
        "agreements": shown_agreements(agreements, on, citations),
        "disagreements": disagreements(actor, [service]),
        "history": happenings(directory.history_of(actor, service, CHANGES_SHOWN), {}),
    }
