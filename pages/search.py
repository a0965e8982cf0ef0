"""One search box over organizations, services, groups, activities, resolutions, needs and places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from registry.core.dates import montreal_today
from registry.core.translations import in_language
from registry.directory import queries as directory
from registry.search.queries import LIMIT, search

from .context import actor_of, exercise_shown
from .directory.offers import intake_shown
from .directory.words import region

LONGEST = 200


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """What was found, grouped by kind."""
    actor = actor_of(request)
    asked = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    on, language = montreal_today(), get_language() or "fr"
    found = search(actor, asked, on=on, exercise=exercise_shown(request))
    vocabulary = directory.vocabulary(actor)
    context = {
        "q": asked,
        "on": on,
        "count": len(found),
        "limit": LIMIT,
        "vocabulary": vocabulary,
        "organizations": [(row, row.name_on(on, language)) for row in found.organizations],
        "services": [
            (row, row.organization.name_on(on, language), row.terms_on(on), intake_shown(row, on))
            for row in found.services
        ],
        "groups": found.groups,
        "activities": found.activities,
        "resolutions": found.resolutions,
        "needs": [(term.code, in_language(term.labels, language)) for term in found.needs],
        "places": [(place.code, region(vocabulary, place.code)) for place in found.places],
    }
    return render(request, "search/results.html", context)


urlpatterns = [path("recherche/", results, name="search")]
