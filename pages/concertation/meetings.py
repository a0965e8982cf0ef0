"""The page of a meeting: what is prepared before it, noted during it, and published after it."""

from itertools import groupby
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.directory.history import Happening, happenings
from pages.editing import meeting_deeds
from pages.editing.group_subjects import invited
from pages.editing.hubs import offered
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Attendance, Meeting, Minutes, Outcome
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.directory import queries as directory

from .group_words import lacking

CHANGES_READ = 200  # notes are saved often: runs of the same change are told once


@require_GET
def meeting_page(request: HttpRequest, key: str) -> HttpResponse:
    """A meeting, as much of it as this person is told."""
    actor, on = actor_of(request), montreal_today()
    found = found_or_404(lambda: concertation.meeting(actor, key))
    meeting, verbs = found.thing, found.verbs
    inside = key in concertation.inside_keys(actor, [meeting])
    context = {
        "meeting": meeting,
        "on": on,
        "phase": phase(meeting),
        "lacks": lacking(missing(meeting)),
        "inside": inside,
        "vocabulary": directory.vocabulary(actor),
        "to": offered(meeting_deeds.OF_MEETING, meeting, verbs, "meeting_deed", key),
        "notes": "save_notes" in verbs,
        "agenda": _agenda(actor, meeting, verbs),
        "outcomes": _outcomes(actor, meeting),
        "minutes": concertation.minutes_of(actor, meeting),
        "history": _history(actor, meeting),
        **_attendance(actor, meeting, inside),
    }
    return render(request, "concertation/meeting.html", context)


@require_GET
def meeting_minutes(request: HttpRequest, key: str) -> HttpResponse:
    """The minutes as they stand, or as they were in `?version=`, with the list of their versions."""
    actor = actor_of(request)
    meeting = found_or_404(lambda: concertation.meeting(actor, key)).thing
    minutes = concertation.minutes_of(actor, meeting)
    versions = list(concertation.minutes_versions(actor, key))
    asked = next((one for one in versions if str(one.number) == request.GET.get("version")), None)
    context = {
        "meeting": meeting,
        "on": montreal_today(),
        "minutes": minutes,
        "asked": asked,
        "text": asked.text if asked else minutes.text,
        "versions": versions,
    }
    return render(request, "concertation/minutes.html", context)


def _history(actor: Actor, meeting: Meeting) -> list[Happening]:
    """What happened to it, last first."""
    entries = concertation.histories_of_meetings(actor, [meeting], CHANGES_READ).get(meeting.key, [])
    return happenings([next(run) for _name, run in groupby(entries, key=lambda entry: entry.name)], {})


def phase(meeting: Meeting) -> str:
    """Where a meeting is in its life: cancelled, before, during (its day, until minutes are submitted), or after."""
    today = montreal_today()
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if meeting.state == Meeting.State.CANCELLED:
        return "cancelled"
    if meeting.day > today:
        return "before"
    noted = minutes is not None and minutes.state != Minutes.State.DRAFT
    return "during" if meeting.day == today and not noted else "after"


def missing(meeting: Meeting) -> list[str]:
    """What a meeting still asks of whoever runs it, as codes of `group_words.MISSING`, in the order of its life."""
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if phase(meeting) == "before":
        unanswered = any(not row.answer for row in meeting.attendance.all())
        reachable = bool(meeting.place)
        found = {"agenda": not meeting.agenda.all(), "place": not reachable, "answers": unanswered}
    else:
        untaken = all(not row.state for row in meeting.attendance.all())
        state = minutes.state if minutes else Minutes.State.DRAFT
        found = {
            "attendance": untaken,
            "minutes": state == Minutes.State.DRAFT,
            "approval": state == Minutes.State.SUBMITTED,
        }
    return [code for code, lacks in found.items() if lacks] if phase(meeting) != "cancelled" else []


def _agenda(actor: Actor, meeting: Meeting, verbs: frozenset[str]) -> list[dict[str, Any]]:
    """Each point, with what may be done to it, and the places above and below it."""
    items = list(meeting.agenda.prefetch_related(*_about(actor)))
    return [
        {
            "item": item,
            "to": offered(meeting_deeds.OF_ITEM, item, verbs, "agenda_deed", meeting.key, item.key),
            "above": place - 1,
            "below": place + 1 if place < len(items) else 0,
        }
        for place, item in enumerate(items, 1)
    ]


def _outcomes(actor: Actor, meeting: Meeting) -> list[dict[str, Any]]:
    made = concertation.visible_outcomes(actor).filter(meeting=meeting)
    return shown_outcomes(actor, made.prefetch_related(*_about(actor)))


def _about(actor: Actor) -> tuple[Prefetch[str], Prefetch[str]]:
    """What a point or an outcome is about, as far as the actor may see it."""
    return (
        Prefetch("concern", concertation.visible_concerns(actor)),
        Prefetch("resolution", concertation.visible_resolutions(actor)),
    )


def shown_outcomes(actor: Actor, outcomes: QuerySet[Outcome]) -> list[dict[str, Any]]:
    """Each outcome, with whoever promised it, as far as the actor may see them, and what may be done to it."""
    makers = directory.visible_organizations(actor).prefetch_related("names")
    plain = outcomes.select_related(None).select_related("meeting__group", "meeting__coalition", "meeting__minutes")
    found = list(plain.prefetch_related(Prefetch("by", makers)))
    verbs = concertation.verbs_of_outcomes(actor, found)
    deeds = meeting_deeds.OF_OUTCOME
    return [
        {"outcome": one, "to": offered(deeds, one, verbs[one.key], "outcome_deed", one.meeting.key, one.key)}
        for one in found
    ]


def _attendance(actor: Actor, meeting: Meeting, inside: bool) -> dict[str, Any]:
    """Who is expected and who came; those outside are told only who was there."""
    rows = invited(actor, meeting)
    told = rows if inside else [row for row in rows if row.state == Attendance.State.PRESENT]
    return {
        "attendance": told,
        "coming": sum(row.answer == "coming" for row in rows),
        "silent": sum(not row.answer for row in rows),
        "present": sum(row.state == "present" for row in rows),
        "quorum": concertation.quorum_of(actor, meeting),
    }
