"""The list of organizations, on a page and as a table to take away."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from pages.context import actor_of, exercise_shown
from pages.tables import csv_response
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.models import Organization

from .asked import asked_page
from .filters import FilterForm
from .offers import counted, intake_shown
from .sheet import OrganizationSheet, seen


@require_GET
def organization_list(request: HttpRequest) -> HttpResponse:
    """Organizations that meet the filters, a page at a time."""
    actor = actor_of(request)
    form, vocabulary = _form(request)
    criteria = form.criteria()
    on = criteria["on"] or montreal_today()
    found = directory.organizations(actor, **criteria, exercise=exercise_shown(request))
    page, known = asked_page(request, directory.with_services(actor, found, on))
    context = {
        "form": form,
        "vocabulary": vocabulary,
        "page": page,
        "page_known": known,
        "on": on,
        "is_today": on == montreal_today(),
        "rows": [_row(organization, on) for organization in page],
        "query": _without_page(request),
        "more_open": any(form[name].value() for name in ("language", "door", "kind", "coalition", "status", "on")),
    }
    return render(request, "directory/list.html", context)


@require_GET
def organization_csv(request: HttpRequest) -> HttpResponse:
    """The same list whole, as a CSV file; a filter that is wrong sends back to the page that says so."""
    actor = actor_of(request)
    form, vocabulary = _form(request)
    criteria = form.criteria()
    if form.errors:
        return HttpResponseRedirect(f"{reverse('organizations')}?{_without_page(request)}")
    on = criteria["on"] or montreal_today()
    found = directory.organizations(actor, **criteria, exercise=exercise_shown(request))
    rows = list(directory.with_services(actor, found, on))
    sheet = OrganizationSheet(on, vocabulary, directory.citations_of(actor, rows))
    return csv_response(f"{gettext('organismes')}-{on}", sheet.header(), (sheet.row(row) for row in rows))


def _form(request: HttpRequest) -> tuple[FilterForm, directory.Vocabulary]:
    actor = actor_of(request)
    vocabulary = directory.vocabulary(actor)
    coalitions = list(directory.coalitions(actor, exercise=exercise_shown(request)))
    return FilterForm(request.GET, vocabulary, coalitions), vocabulary


def _row(organization: Organization, on: date) -> dict[str, Any]:
    """One line of the list: what its services are for, and how many of them are in each state."""
    services = seen(organization)
    terms = [found for service in services if (found := service.terms_on(on))]
    return {
        "organization": organization,
        "name": organization.name_on(on, get_language() or "fr"),
        "standing": organization.standing_on(on),
        "needs": list(dict.fromkeys(code for each in terms for code in each.needs)),
        "intake": counted([intake_shown(service, on).code for service in services]),
    }


def _without_page(request: HttpRequest) -> str:
    """The filters that are in use, for an address."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    return asked.urlencode()
