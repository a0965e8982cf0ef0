"""The page of a group: who sits there on a day, whether it is made up as its rules ask, and what it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.directory.evidence import disagreements
from pages.directory.history import happenings
from pages.directory.offers import Citations
from pages.editing import group_subjects, seat_deeds
from pages.editing.group_deeds import OF_GROUP
from pages.editing.hubs import offered
from pages.forms import asked_day
from pages.found import found_or_404
from registry.concertation import messages
from registry.concertation import queries as concertation
from registry.concertation.models import Group, Meeting, Seat
from registry.concertation.rules import Judgement
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.logic import Truth
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import Vocabulary

from . import activities, concerns, resolutions
from .feeds import calendar_of
from .group_words import RULES, VERDICTS, condition_words, per_year, role, standing, vacancy_words
from .rule_words import shown_rules

CHANGES_SHOWN, MEETINGS_SHOWN = 10, 20


@dataclass(frozen=True)
class ShownRule:
    """One part of a group's rules on a day: `verdict` is a state of pages/states.py, `words` what it is called."""

    about: str
    verdict: str
    words: str
    missing: list[str]


@require_GET
def group_page(request: HttpRequest, key: str) -> HttpResponse:
    """A group on the day that was asked for."""
    actor = actor_of(request)
    subject = found_or_404(lambda: group_subjects.group(actor, key))
    group: Group = subject.thing
    on, as_of = asked_day(request)
    vocabulary = directory.vocabulary(actor)
    context = {
        "group": group,
        "name": subject.name,
        "verbs": subject.verbs,
        "on": on,
        "as_of": as_of,
        "standing": standing(group, on),
        "per_year": per_year(group),
        "vocabulary": vocabulary,
        "calendar": calendar_of(actor, group),
        "to": offered(OF_GROUP, group, subject.verbs, "group_deed", key),
        "subgroups": list(concertation.groups(actor, exercise=group.exercise).filter(parent=group)),
        "disagreements": disagreements(actor, [group]),
        "history": happenings(concertation.histories_of_groups(actor, [group], CHANGES_SHOWN).get(key, []), {}),
        **_seats(actor, group, on, vocabulary),
        **_meetings(actor, group, on),
        **concerns.of_group(actor, group),
        **activities.of_group(actor, group),
        **resolutions.of_group(actor, group),
    }
    return render(request, "concertation/group.html", context)


@require_GET
def candidates_page(request: HttpRequest, key: str) -> HttpResponse:
    """Which organizations may put somebody forward as co-chair on a day, and what remains to be asked of each."""
    actor = actor_of(request)
    subject = found_or_404(lambda: group_subjects.group(actor, key))
    on, as_of = asked_day(request)
    found = concertation.eligible_co_chairs(actor, subject.thing, on)
    rows = [
        {
            "organization": one.organization,
            "holds": one.eligibility.holds,
            "conditions": [(each.holds, condition_words(each)) for each in one.eligibility.judged],
        }
        for one in found or ()
    ]
    context = {
        "group": subject.thing,
        "name": subject.name,
        "on": on,
        "as_of": as_of,
        "rows": rows,
        "told": found is not None,
    }
    return render(request, "concertation/candidates.html", context)


def _seats(actor: Actor, group: Group, on: date, vocabulary: Vocabulary) -> dict[str, Any]:
    """Who sits there on the day, what is offered, and how that stands with the rules."""
    seats = list(concertation.seats(actor, group=group, on=on).filter(accepted=True))
    offers = list(concertation.seats(actor, group=group).filter(accepted=False))
    named = concertation.visible_listings(actor).filter(group=group).possibly_on(on).select_related("organization")
    listings = list(named.prefetch_related("organization__names"))
    verbs = concertation.verbs_of_seats(actor, [*seats, *offers])
    rule_sets = [group.rule_set] if group.rule_set else []
    citations = directory.citations_of(actor, [group, *seats, *offers, *listings, *rule_sets])
    names = _names((seat.organization for seat in seats), on)
    made = concertation.made_up(actor, [group], on)[group.key]
    return {
        "citations": citations.get(group.key, []),
        "rule_sets": shown_rules(rule_sets, citations, vocabulary),
        "seats": [_seat_row(seat, on, verbs, citations) for seat in seats],
        "offers": [_offer_row(seat, on, verbs, citations) for seat in offers],
        "listings": [{"row": row, "sources": citations.get(row.key, [])} for row in listings],
        "rules": [_rule(part, vocabulary, names) for part in made.compliance.parts] if made.compliance else [],
        "verdict": _verdict(made.compliance.holds) if made.compliance else None,
        "vacancies": [
            vacancy_words(one, role(vocabulary, one.role), names.get(one.organization, "")) for one in made.vacancies
        ],
    }


def _seat_row(seat: Seat, on: date, verbs: Mapping[str, frozenset[str]], citations: Citations) -> dict[str, Any]:
    return {
        "row": seat,
        "to_confirm": seat.to_confirm_on(on),
        "sources": citations.get(seat.key, []),
        "to": offered(seat_deeds.OF_SEAT, seat, verbs.get(seat.key, frozenset()), "seat_deed", seat.key),
    }


def _offer_row(seat: Seat, on: date, verbs: Mapping[str, frozenset[str]], citations: Citations) -> dict[str, Any]:
    """An offer, whenever it begins: the group's people take it back, the organization's take it or decline it."""
    row = _seat_row(seat, on, verbs, citations)
    row["to"].pop("decliner" if "renew_seat" in verbs.get(seat.key, ()) else "reprendre", None)
    return row


def _rule(part: Judgement, vocabulary: Vocabulary, names: Mapping[str, str]) -> ShownRule:
    called = role(vocabulary, part.role) if part.role else ""
    verdict, words = _verdict(part.holds)
    about = f"{RULES[part.code]} – {called}" if called else str(RULES[part.code])
    told = [messages.sentence(one, role=called, organization=names.get(one.organization, "")) for one in part.missing]
    return ShownRule(about, verdict, words, told)


def _verdict(holds: Truth) -> tuple[str, str]:
    """A truth as a state of pages/states.py, and what it is called of a rule."""
    code = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}[holds]
    return code, str(VERDICTS[holds])


def _names(organizations: Iterable[Organization], on: date) -> dict[str, str]:
    language = get_language() or "fr"
    return {one.key: one.name_on(on, language).text for one in organizations}


def _meetings(actor: Actor, group: Group, on: date) -> dict[str, Any]:
    """The latest meetings that the actor may see, and the year's against the rules."""
    latest = concertation.meetings(actor, group=group).order_by("-day", "-starts_at", "-key")[:MEETINGS_SHOWN]
    meetings = list(latest)
    year = concertation.cadence(actor, group, on.year)
    past = [one for one in meetings if one.day < on or (one.day == on and one.state == Meeting.State.HELD)]
    ahead = [one for one in reversed(meetings) if one not in past]
    return {
        "next": next((one for one in ahead if one.state != Meeting.State.CANCELLED), None),
        "ahead": ahead,
        "past": past,
        "year": year,
        "year_verdict": _verdict(year.holds) if year else None,
        "year_missing": messages.cadence_sentences(year, montreal_today()) if year else [],
    }
