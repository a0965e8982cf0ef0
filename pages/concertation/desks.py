"""The desks of concertation: of whoever runs groups, around their meetings; of organizations, around their seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.editing import seat_deeds
from pages.editing.deeds import signed_in
from pages.editing.hubs import offered
from pages.editing.subjects import name_of
from pages.forms import DayField
from registry.concertation import queries as concertation
from registry.concertation.models import Attendance, Concern, Group, Meeting, Seat
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.models import Organization

from .filters import Filters, organization_choices
from .group_words import lacking, role, vacancy_words
from .meetings import missing, shown_outcomes

AWAY, NEW = timedelta(days=30), timedelta(days=14)


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting with what it still asks of whoever runs it."""

    meeting: Meeting
    lacks: str


class AwayForm(Filters):
    """For which organization, and since which day, somebody asks what was decided."""

    organization = forms.ChoiceField(label=_("Organisme"), required=False)
    since = DayField(label=_("Depuis le"), required=False)

    def __init__(self, data: Any, own: Sequence[Organization]) -> None:
        super().__init__(data)
        self._offer("organization", name_of(own[0]).text, organization_choices(own[1:]))


@never_cache
@signed_in
@require_GET
def groups_desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever runs groups: before their meetings, during them, and after."""
    actor, on = actor_of(request), montreal_today()
    found = list(concertation.groups(actor, exercise=True).select_related("rule_set"))
    verbs = concertation.verbs_of_groups(actor, found)
    run = [group for group in found if "plan_meeting" in verbs[group.key]]
    waits = concertation.follow_up(actor, on)
    context = {
        "on": on,
        "groups": run,
        "coalitions": directory.visible_organizations(actor)
        .filter(pk__in=actor.coalitions())
        .prefetch_related("names"),
        "vocabulary": directory.vocabulary(actor),
        "ahead": _shown(concertation.upcoming(actor, [], on)),
        "attendance": waits.attendance,
        "to_submit": waits.to_submit,
        "to_approve": waits.to_approve,
        "commitments": shown_outcomes(actor, waits.commitments),
        "concerns": _waiting(actor, run, on),
        "vacancies": _vacancies(actor, run, on),
    }
    return render(request, "concertation/groups_desk.html", context)


@never_cache
@signed_in
@require_GET
def seats_desk(request: HttpRequest) -> HttpResponse:
    """Where one's organizations sit, what is asked of them, and what was decided while they were away."""
    actor, on = actor_of(request), montreal_today()
    visible = directory.visible_organizations(actor).filter(pk__in=actor.organizations())
    own = list(visible.prefetch_related("names").order_by("sort_name", "pk"))
    context: dict[str, Any] = {"on": on, "own": own}
    if own:
        asked = concertation.asked_of(actor, own, on)
        seats = concertation.seats(actor, on=on).filter(organization__in=own).order_by("group__sort_name", "pk")
        context |= {
            "vocabulary": directory.vocabulary(actor),
            "seats": seats.filter(accepted=True),
            "drafting": concertation.drafting_for(actor),
            "offers": _offers(actor, list(concertation.seats_to_answer(actor))),
            "invitations": _invitations(actor, asked.invitations),
            "commitments": shown_outcomes(actor, asked.commitments),
            "concerns": _raised(actor, own),
            **_decided(request, actor, own),
        }
    return render(request, "concertation/seats_desk.html", context)


def _shown(meetings: QuerySet[Meeting]) -> list[ShownMeeting]:
    found = meetings.prefetch_related("agenda", "attendance")
    return [ShownMeeting(one, lacking(missing(one))) for one in found]


def _waiting(actor: Actor, run: Sequence[Group], on: date) -> list[dict[str, Any]]:
    """The concerns without an answer, the latest first, and whether each is new, or has waited for long."""
    late = set(concertation.unanswered(actor, on).filter(group__in=run))
    return [
        {"concern": one, "late": one in late, "new": one not in late and one.raised_on > on - NEW}
        for one in concertation.waiting(actor, on).filter(group__in=run).reverse()
    ]


def _raised(actor: Actor, own: Sequence[Organization]) -> list[Concern]:
    """What one's organizations raised, each with its answers, the last one first."""
    answers = concertation.answers_by(actor).order_by("-on", "-pk")
    return list(concertation.raised_by(actor, own).prefetch_related(Prefetch("answers", answers)))


def _vacancies(actor: Actor, groups: Sequence[Group], on: date) -> list[tuple[Group, list[str]]]:
    """The groups in which a seat is to be filled, each with what that is, in sentences."""
    made = concertation.made_up(actor, groups, on) if groups else {}
    keys = {one.organization for found in made.values() for one in found.vacancies}
    named = directory.visible_organizations(actor).filter(key__in=keys).prefetch_related("names")
    names = {one.key: name_of(one).text for one in named}
    lists = directory.vocabulary(actor)
    return [
        (
            group,
            [
                vacancy_words(one, role(lists, one.role), names.get(one.organization, ""))
                for one in made[group.key].vacancies
            ],
        )
        for group in groups
        if made[group.key].vacancies
    ]


def _offers(actor: Actor, seats: Sequence[Seat]) -> list[dict[str, Any]]:
    verbs = concertation.verbs_of_seats(actor, seats)
    return [
        {"seat": seat, "to": offered(seat_deeds.OF_SEAT, seat, verbs[seat.key], "seat_deed", seat.key)}
        for seat in seats
    ]


def _invitations(actor: Actor, found: QuerySet[Attendance]) -> list[dict[str, Any]]:
    """The invitations that wait, and whether it is the reader who may answer."""
    waiting = list(found.prefetch_related("organization__names"))
    verbs = concertation.verbs_of_meetings(actor, [one.meeting for one in waiting])
    return [{"row": one, "answers": "answer_invitation" in verbs[one.meeting.key]} for one in waiting]


def _decided(request: HttpRequest, actor: Actor, own: Sequence[Organization]) -> dict[str, Any]:
    """What was decided since a day that the reader picks, the last 30 days if they don't."""
    form = AwayForm(request.GET, own)
    asked = form.criteria()
    organization = next((one for one in own if one.key == asked.get("organization")), own[0])
    since = asked.get("since") or montreal_today() - AWAY
    decided = concertation.decided_since(actor, organization, since)
    return {
        "form": form,
        "since": since,
        "whose": organization,
        "outcomes": shown_outcomes(actor, decided.outcomes),
        "approved": decided.approved,
    }
