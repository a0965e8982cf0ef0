"""Resolutions: the list with its search and filters, and the page of one with its clauses and their lineage."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of, exercise_shown
from pages.directory.asked import asked_page
from pages.directory.evidence import disagreements
from pages.directory.history import happenings
from pages.editing import resolution_deeds
from pages.editing.hubs import offered
from pages.forms import asked_day
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Clause, ClauseLink, Group, Resolution
from registry.concertation.queries import Likeness
from registry.concertation.rules.likeness import Kind
from registry.concertation.rules.lineage import Standing
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.permitted import Permitted
from registry.core.translations import in_language
from registry.directory import queries as directory

from .filters import ResolutionFilters
from .words import UNDECIDED, likeness_words

CHANGES_SHOWN = 10
LATEST = 10  # resolutions that the page of a group names
Texts = list[tuple[str, str]]  # (language, words), the reader's language first


@dataclass(frozen=True)
class ShownClause:
    """A recital, or an operative clause with how it stands, what it follows, and what may be done with it."""

    clause: Clause
    texts: Texts
    standing: Standing | None
    links: list[ClauseLink]
    followed_by: list[ClauseLink]
    to: dict[str, Any]


@dataclass(frozen=True)
class ShownHit:
    """A resolution in force that is like this one: why, and the two texts."""

    kind: Kind
    resolution: Resolution
    why: str
    here: Texts
    there: Texts


@require_GET
def resolution_list(request: HttpRequest) -> HttpResponse:
    """Resolutions that meet the filters, the last assembly's first; those that say the words asked for, best first."""
    actor, exercise = actor_of(request), exercise_shown(request)
    form = ResolutionFilters(
        request.GET,
        concertation.groups(actor, exercise=exercise),
        directory.coalitions(actor, exercise=exercise),
    )
    criteria = form.criteria()
    found = concertation.resolutions(actor, **criteria, exercise=exercise).select_related("coalition", "group")
    page, known = asked_page(request, found.prefetch_related("coalition__names", "clauses"))
    on = criteria.get("in_force_on") or montreal_today()
    standings = concertation.standings(actor, list(page), on)
    context = {
        "form": form,
        "vocabulary": directory.vocabulary(actor),
        "on": on,
        "is_today": on == montreal_today(),
        "page": page,
        "page_known": known,
        "rows": [{"resolution": row, "standing": standings[row.key]} for row in page],
        "coalition": criteria.get("coalition"),
        "drafting": concertation.drafting_for(actor) if actor.is_signed_in else (),
    }
    return render(request, "concertation/resolutions.html", context)


@require_GET
def resolution_page(request: HttpRequest, key: str) -> HttpResponse:
    """What it says, whether it is in force on the day, what it follows and what followed it."""
    actor = actor_of(request)
    permitted = found_or_404(lambda: concertation.resolution(actor, key))
    resolution, verbs, (on, as_of) = permitted.thing, permitted.verbs, asked_day(request)
    if not concertation.moving(actor, resolution).exists():
        verbs -= {"move_resolution", "second_resolution"}
    standings = concertation.standings(actor, [resolution], on)
    clauses = _clauses(actor, permitted, standings)
    changes = concertation.histories_of_resolutions(actor, [resolution], CHANGES_SHOWN)
    members = directory.visible_organizations(actor).prefetch_related("names")
    known = members.in_bulk([resolution.coalition_id, resolution.mover_id, resolution.seconder_id])
    context = {
        "resolution": resolution,
        "name": in_language(resolution.subjects, get_language() or "fr"),
        "coalition": known[resolution.coalition_id],
        "mover": known.get(resolution.mover_id),
        "seconder": known.get(resolution.seconder_id),
        "assembly": concertation.visible_meetings(actor).filter(resolutions=resolution).first(),
        "on": on,
        "as_of": as_of,
        "vocabulary": directory.vocabulary(actor),
        "undecided": resolution.state in UNDECIDED,
        "standing": standings[key] if resolution.state == Resolution.State.ADOPTED else None,
        "recitals": [shown for shown in clauses if shown.clause.kind == Clause.Kind.RECITAL],
        "clauses": [shown for shown in clauses if shown.clause.kind == Clause.Kind.CLAUSE],
        "followed_by": _links(actor).filter(target_resolution=resolution),
        "citations": directory.citations_of(actor, [resolution]).get(key, []),
        "disagreements": disagreements(actor, [resolution]),
        "history": happenings(changes.get(key, []), {}),
        "to": offered(resolution_deeds.OF_RESOLUTION, resolution, verbs, "resolution_deed", key),
        **_chain(actor, resolution),
        **_before(actor, resolution),
    }
    return render(request, "concertation/resolution.html", context)


def of_group(actor: Actor, group: Group) -> dict[str, Any]:
    """The latest resolutions of a group, for its page (concertation/parts/resolutions_of_group.html)."""
    found = concertation.resolutions(actor, group=group)
    return {"resolutions": found[:LATEST], "resolutions_count": found.count()}


def texts_in(texts: Mapping[str, str]) -> Texts:
    """What is said in each language that holds it, the reader's first."""
    mine = get_language() or "fr"
    held = [(language, words) for language, words in texts.items() if words]
    return sorted(held, key=lambda one: one[0] != mine)


def _clauses(actor: Actor, permitted: Permitted[Resolution], standings: Mapping[str, Standing]) -> list[ShownClause]:
    resolution, verbs = permitted.thing, permitted.verbs
    prefetch_related_objects([resolution], "clauses__links")
    links, followed_by = defaultdict(list), defaultdict(list)
    for link in _links(actor).filter(clause__resolution=resolution):
        links[link.clause_id].append(link)
    for link in _links(actor).filter(target__resolution=resolution):
        followed_by[link.target_id].append(link)
    adopted = resolution.state == Resolution.State.ADOPTED
    return [
        ShownClause(
            clause,
            texts_in(clause.texts),
            standings.get(clause.key) if adopted else None,
            links[clause.pk],
            followed_by[clause.pk],
            offered(resolution_deeds.OF_CLAUSE, clause, verbs, "clause_deed", resolution.key, clause.key),
        )
        for clause in resolution.clauses.all()
    ]


def _links(actor: Actor) -> QuerySet[ClauseLink]:
    return concertation.visible_links(actor).select_related(
        "clause__resolution", "target__resolution", "target_resolution"
    )


def _chain(actor: Actor, resolution: Resolution) -> dict[str, Any]:
    """What it came from and what it led to: concerns, meetings and activities that the actor may see."""
    answers = concertation.answers_by(actor)
    concerns = answers.filter(resolution=resolution).values("concern")
    return {
        "concerns": concertation.visible_concerns(actor).filter(pk__in=concerns),
        "meetings": concertation.visible_meetings(actor)
        .filter(Q(agenda__resolution=resolution) | Q(outcomes__resolution=resolution))
        .distinct(),
        "activities": concertation.visible_activities(actor).filter(
            pk__in=answers.filter(concern__in=concerns).values("activity")
        ),
    }


def _before(actor: Actor, resolution: Resolution) -> dict[str, Any]:
    """Before it is adopted: what is in force and says the same, the contrary, or something near."""
    hits = [_hit(resolution, one) for one in concertation.similar(actor, resolution)]
    return {
        "alike": [hit for hit in hits if hit.kind is Kind.DUPLICATE],
        "against": [hit for hit in hits if hit.kind is Kind.CONTRADICTION],
        "related": [hit for hit in hits if hit.kind is Kind.RELATED],
    }


def _hit(resolution: Resolution, likeness: Likeness) -> ShownHit:
    here = likeness.clause.texts if likeness.clause else resolution.subjects
    there = likeness.other_clause.texts if likeness.other_clause else likeness.resolution.subjects
    return ShownHit(
        likeness.hit.kind, likeness.resolution, likeness_words(likeness.hit), texts_in(here), texts_in(there)
    )
