"""Assemblies: those of a coalition; of one, the resolutions put to it, and their votes taken one after the other."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.editing import act_subjects, group_subjects, resolution_deeds
from pages.editing.deeds import not_allowed, signed_in
from pages.editing.forms import Asked
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Meeting, Resolution
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Organization

from .group_words import meeting_name

RECORD_VOTE = resolution_deeds.OF_RESOLUTION["vote"]


@require_GET
def assembly_list(request: HttpRequest, key: str) -> HttpResponse:
    """The assemblies of a coalition, past and to come, with how many resolutions each adopted."""
    actor, on = actor_of(request), montreal_today()
    coalition = found_or_404(lambda: _coalition(actor, key))
    context = {
        "coalition": coalition,
        "name": coalition.name_on(on, get_language() or "fr"),
        "on": on,
        "assemblies": concertation.assemblies(actor, coalition),
    }
    return render(request, "concertation/assemblies.html", context)


@require_GET
def assembly_page(request: HttpRequest, key: str) -> HttpResponse:
    """What is put to the vote, what was decided, and the book of it."""
    actor = actor_of(request)
    assembly = found_or_404(lambda: _assembly(actor, key)).thing
    rows = _resolutions(actor, assembly)
    context = {
        **_told(actor, assembly),
        "rows": rows,
        "waiting": sum(row.state == Resolution.State.PROPOSED for row in rows),
        "votable": _votable(actor, rows),
    }
    return render(request, "concertation/assembly.html", context)


@signed_in
@require_GET
def assembly_votes(request: HttpRequest, key: str) -> HttpResponse:
    """The next resolution to vote on, with the form of its vote; once it is sent, the one after it.

    `?resolution=` takes another one first.
    """
    actor = actor_of(request)
    permitted = found_or_404(lambda: _assembly(actor, key))
    if "record_outcome" not in permitted.verbs:  # whoever runs it takes its votes
        return not_allowed(request, group_subjects.meeting(actor, key))
    assembly = permitted.thing
    rows = _resolutions(actor, assembly)
    votable = _votable(actor, rows)
    chosen = next((row for row in votable if row.key == request.GET.get("resolution")), next(iter(votable), None))
    context = {**_told(actor, assembly), "resolution": chosen, "total": len(rows), "taken": len(rows) - len(votable)}
    if chosen is not None:
        asked = Asked(actor, act_subjects.resolution(actor, chosen.key))
        context |= {
            "form": RECORD_VOTE.form(asked=asked),
            "url": reverse("resolution_deed", args=[chosen.key, "vote"]),
            "after": [row for row in votable if row != chosen],
        }
    return render(request, "concertation/votes.html", context)


def _coalition(actor: Actor, key: str) -> Organization:
    """A coalition. Raises Refused (NOT_FOUND)."""
    found = directory.organization(actor, key).thing
    if not found.is_coalition:
        raise refuse(ErrorCode.NOT_FOUND)
    return found


def _assembly(actor: Actor, key: str) -> Permitted[Meeting]:
    """A coalition's assembly. Raises Refused (NOT_FOUND)."""
    found = concertation.meeting(actor, key)
    if found.thing.coalition is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return found


def _told(actor: Actor, assembly: Meeting) -> dict[str, Any]:
    coalition = assembly.coalition
    assert coalition is not None
    return {
        "assembly": assembly,
        "coalition": coalition,
        "title": meeting_name(assembly),
        "on": assembly.day,
        "voters": concertation.voters(actor, coalition, assembly.day),
    }


def _resolutions(actor: Actor, assembly: Meeting) -> list[Resolution]:
    """What is put to the assembly, in the order of its numbers."""
    seen = directory.visible_organizations(actor).prefetch_related("names")
    found = concertation.resolutions(actor, coalition=assembly.coalition).filter(assembly=assembly)
    members = Prefetch("mover", seen), Prefetch("seconder", seen)
    return list(found.prefetch_related("clauses", *members).order_by(F("number").asc(nulls_last=True), "key"))


def _votable(actor: Actor, rows: Sequence[Resolution]) -> list[Resolution]:
    """Those proposed whose vote the actor records."""
    verbs = concertation.verbs_of_resolutions(actor, rows)
    return [row for row in rows if row.state == Resolution.State.PROPOSED and "record_vote" in verbs[row.key]]
