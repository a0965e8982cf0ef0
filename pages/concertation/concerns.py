"""The page of a concern: who raised it, how long it has waited, and the chain to what it changed."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.directory.history import happenings
from pages.editing import concern_deeds
from pages.editing.hubs import offered
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Concern, Group, Impact, Meeting
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.directory import queries as directory

CHANGES_SHOWN = 10


@require_GET
def concern_page(request: HttpRequest, key: str) -> HttpResponse:
    """Concern, meetings, answers, what was done and what it changed, as far as the reader may see each."""
    actor, on = actor_of(request), montreal_today()
    permitted = found_or_404(lambda: concertation.concern(actor, key))
    concern, verbs = permitted.thing, permitted.verbs
    if not concertation.supporting(actor, concern).exists():
        verbs -= {"support_concern"}
    if not concertation.may_reword(actor, concern):
        verbs -= {"edit_concern"}
    raisers = concertation.visible_raisers(actor).filter(concern=concern).select_related("organization")
    context = {
        "concern": concern,
        "on": on,
        "vocabulary": directory.vocabulary(actor),
        "joined_to": concertation.visible_concerns(actor).filter(joined=concern).first(),
        "late": concertation.unanswered(actor, on).filter(pk=concern.pk).exists(),
        "raisers": raisers.prefetch_related("organization__names"),
        "history": happenings(concertation.histories_of_concerns(actor, [concern], CHANGES_SHOWN).get(key, []), {}),
        "to": offered(concern_deeds.OF_CONCERN, concern, verbs, "concern_deed", key),
        **_to_meet(actor, concern, on),
        **_chain(actor, concern),
    }
    return render(request, "concertation/concern.html", context)


def of_group(actor: Actor, group: Group) -> dict[str, Any]:
    """The concerns of a group, those without an answer first (concertation/parts/concerns_of_group.html)."""
    found = concertation.concerns(actor, group=group).exclude(state=Concern.State.JOINED)
    seen = concertation.visible_raisers(actor).select_related("organization").prefetch_related("organization__names")
    rows = found.prefetch_related(Prefetch("raisers", seen))
    return {"concerns": sorted(rows, key=lambda one: one.state != Concern.State.RAISED)}


def _to_meet(actor: Actor, concern: Concern, on: date) -> dict[str, Any]:
    """For whoever runs the group: its coming meetings that the concern may still be put before."""
    live = concern.state in (Concern.State.RAISED, Concern.State.ANSWERED)
    if not live or "plan_meeting" not in concertation.verbs_of_groups(actor, [concern.group])[concern.group.key]:
        return {}
    planned = concertation.meetings(actor, group=concern.group, since=on).filter(state=Meeting.State.PLANNED)
    return {"to_meet": planned.exclude(agenda__concern=concern), "plans": True}


def _chain(actor: Actor, concern: Concern) -> dict[str, Any]:
    """What became of it: each answer with what answers it, of which the reader may see all or nothing."""
    meetings = concertation.visible_meetings(actor)
    activities = concertation.visible_activities(actor)
    outcomes = concertation.visible_outcomes(actor).select_related("meeting")
    answers = concertation.answers_by(actor).filter(concern=concern)
    return {
        "meetings": meetings.filter(
            Q(agenda__concern=concern) | Q(outcomes__concern=concern) | Q(outcomes__answers__concern=concern)
        ).distinct(),
        "outcomes": outcomes.filter(concern=concern),
        "answers": answers.prefetch_related(
            Prefetch("activity", activities),
            Prefetch("resolution", concertation.visible_resolutions(actor).prefetch_related("clauses")),
            Prefetch("outcome", outcomes),
        ),
        "impacts": Impact.objects.filter(activity__in=activities.filter(answers__in=answers)).select_related(
            "activity"
        ),
    }
