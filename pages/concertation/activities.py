"""Activities: the list with its filters, and the page of one act with its parties, its impacts and its sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of, exercise_shown
from pages.directory.asked import asked_page
from pages.directory.evidence import disagreements
from pages.directory.history import happenings
from pages.editing import activity_deeds
from pages.editing.hubs import offered
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Activity, ActivityParty, Group
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.translations import in_language
from registry.directory import queries as directory

from .filters import ActivityFilters

NAMED = 3  # parties of one role that a list names
CHANGES_SHOWN = 10
LATEST = 10  # activities that the page of a group or of an organization names


@dataclass(frozen=True)
class ShownRole:
    """The parties in one role; `others` of them are not named."""

    role: str
    parties: list[ActivityParty]
    others: int


@dataclass(frozen=True)
class ShownActivity:
    """One line of a list."""

    activity: Activity
    roles: list[ShownRole]


@require_GET
def activity_list(request: HttpRequest) -> HttpResponse:
    """Activities that meet the filters, the latest first, a page at a time."""
    actor, exercise = actor_of(request), exercise_shown(request)
    lists = directory.vocabulary(actor)
    acting = directory.organizations(actor, exercise=exercise).filter(
        pk__in=concertation.acts_of(actor).values("organization")
    )
    groups, coalitions = concertation.groups(actor, exercise=exercise), directory.coalitions(actor, exercise=exercise)
    form = ActivityFilters(request.GET, lists, groups, acting, coalitions)
    page, known = asked_page(request, concertation.activities(actor, **form.criteria(), exercise=exercise))
    context = {
        "form": form,
        "vocabulary": lists,
        "on": montreal_today(),
        "page": page,
        "page_known": known,
        "rows": shown_activities(actor, list(page)),
    }
    return render(request, "concertation/activities.html", context)


@require_GET
def activity_page(request: HttpRequest, key: str) -> HttpResponse:
    """Who did what with whom, when as precisely as is known, and what came of it."""
    actor = actor_of(request)
    permitted = found_or_404(lambda: concertation.activity(actor, key))
    activity = permitted.thing
    parties = _parties(actor, [activity])[activity.pk]
    context = {
        "activity": activity,
        "name": in_language(activity.titles, get_language() or "fr"),
        "on": montreal_today(),
        "vocabulary": directory.vocabulary(actor),
        "roles": by_role(parties),
        "about": [party for party in parties if party.role == ActivityParty.ABOUT],
        "service": directory.visible_services(actor).filter(activities=activity).first(),
        "impacts": activity.impacts.all(),
        "answers": concertation.answers_by(actor).filter(activity=activity).select_related("concern"),
        "citations": directory.citations_of(actor, [activity]).get(activity.key, []),
        "disagreements": disagreements(actor, [activity]),
        "history": happenings(concertation.histories_of_activities(actor, [activity], CHANGES_SHOWN).get(key, []), {}),
        "to": offered(activity_deeds.OF_ACTIVITY, activity, permitted.verbs, "activity_deed", key),
    }
    return render(request, "concertation/activity.html", context)


def of_group(actor: Actor, group: Group) -> dict[str, Any]:
    """The latest activities of a group, for its page (concertation/parts/activities_of_group.html)."""
    found = concertation.activities(actor, group=group, exercise=group.exercise)
    return {"activities": found[:LATEST], "activities_count": found.count()}


def shown_activities(actor: Actor, activities: Sequence[Activity]) -> list[ShownActivity]:
    """Lines of a list: the first parties of each role are named."""
    parties = _parties(actor, activities)
    return [ShownActivity(one, by_role(parties[one.pk], NAMED)) for one in activities]


def by_role(parties: Iterable[ActivityParty], named: int | None = None) -> list[ShownRole]:
    """The parties by their role, in the order of their places; what the act is only about is left out."""
    roles: dict[str, list[ActivityParty]] = defaultdict(list)
    for party in parties:
        if party.role != ActivityParty.ABOUT:
            roles[party.role].append(party)
    return [ShownRole(role, rows[:named], len(rows) - len(rows[:named])) for role, rows in roles.items()]


def _parties(actor: Actor, activities: Sequence[Activity]) -> dict[int, list[ActivityParty]]:
    """Whoever takes part in each of the activities, as far as the actor may see them."""
    found: dict[int, list[ActivityParty]] = defaultdict(list)
    rows = concertation.visible_parties(actor).filter(activity__in=activities)
    for party in rows.select_related("organization", "group").prefetch_related("organization__names"):
        found[party.activity_id].append(party)
    return found
