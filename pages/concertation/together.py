"""With whom an organization sits on a day, and in which groups two of them meet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.forms import asked_day
from pages.found import found_or_404
from registry.concertation import queries as concertation
from registry.concertation.models import Group, Seat
from registry.core.actor import Actor
from registry.directory import queries as directory
from registry.directory.models import Organization


@dataclass(frozen=True)
class Neighbor:
    """An organization that sits with another one in so many groups; `to_confirm`: in none of them surely."""

    organization: Organization
    groups: int
    to_confirm: bool


@dataclass(frozen=True)
class Common:
    """A group in which two organizations sit, and the seats of each there."""

    group: Group
    seats: list[list[Seat]]
    to_confirm: bool


@require_GET
def organization_groups(request: HttpRequest, key: str) -> HttpResponse:
    """Where it sits on the day that was asked for, and who sits there too: the one with most groups in common first."""
    actor = actor_of(request)
    organization = _found(actor, key)
    on, as_of = asked_day(request)
    context = {
        "organization": organization,
        "name": organization.name_on(on, get_language() or "fr"),
        "on": on,
        "as_of": as_of,
        "vocabulary": directory.vocabulary(actor),
        "seats": [(seat, seat.to_confirm_on(on)) for seat in _seats(actor, organization, on)],
        "neighbors": _neighbors(actor, organization, on),
    }
    return render(request, "concertation/organization_groups.html", context)


@require_GET
def common_groups(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """The groups in which two organizations sit on the day that was asked for, and as what each."""
    actor = actor_of(request)
    both = first, second = _found(actor, key), _found(actor, other)
    on, as_of = asked_day(request)
    held = [_by_group(_seats(actor, one, on)) for one in both]
    met = concertation.common_groups(actor, first, second, on)
    names = [one.name_on(on, get_language() or "fr") for one in both]
    context = {
        "both": list(zip(both, names, strict=True)),
        "on": on,
        "as_of": as_of,
        "vocabulary": directory.vocabulary(actor),
        "rows": [Common(one.group, [seats[one.group.pk] for seats in held], one.to_confirm) for one in met],
    }
    return render(request, "concertation/common_groups.html", context)


def _found(actor: Actor, key: str) -> Organization:
    return found_or_404(lambda: directory.organization(actor, key)).thing


def _seats(actor: Actor, organization: Organization, on: date) -> list[Seat]:
    """The seats that it may hold on the day; what it was merely offered is none."""
    return list(concertation.seats(actor, organization=organization, on=on).filter(accepted=True))


def _neighbors(actor: Actor, organization: Organization, on: date) -> list[Neighbor]:
    met = concertation.sat_with(actor, [organization], on)[organization.key]
    prefetch_related_objects([one.organization for one in met], "names")
    of_each = defaultdict(list)
    for one in met:
        of_each[one.organization].append(one)
    found = [Neighbor(one, len(groups), all(each.to_confirm for each in groups)) for one, groups in of_each.items()]
    return sorted(found, key=lambda one: -one.groups)  # those with as many stay in the order of their names


def _by_group(seats: list[Seat]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        found[seat.group_id].append(seat)
    return found
