"""What needs somebody today: for the people of organizations, for coordinators, and for partners."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for
from registry.accounts import queries as accounts
from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.core.logic import Truth
from registry.directory import queries as directory
from registry.directory.models import Membership, Organization, Relationship
from registry.directory.queries import Aging, Attention
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement

from .account.words import role_row
from .context import actor_of
from .editing import link_deeds, subjects
from .editing.deeds import not_allowed, signed_in
from .editing.hubs import offered
from .found import found_or_404

PAGE_SIZE = 25
NOTHING = frozenset[str]()


@dataclass
class Care:
    """One organization of the actor's, with what it asks for."""

    organization: Organization
    name: Any
    verbs: frozenset[str]
    aging: list[Aging] = field(default_factory=list)
    planned: list[directory.Planned] = field(default_factory=list)
    agreements: list[tuple[Agreement, str]] = field(default_factory=list)


@never_cache
@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this person, the most urgent first."""
    actor, on = actor_of(request), montreal_today()
    attention = directory.needs_attention(actor, on)
    attention = replace(attention, aging=_one_a_service(attention.aging))
    kept = list(directory.kept_up(actor))
    own = [row for row in kept if row.pk in actor.organizations(Role.CONTRIBUTOR)]
    others = [row for row in kept if row.pk not in actor.organizations(Role.CONTRIBUTOR)]
    context = {
        "on": on,
        "cares": _cares(actor, own, attention, on),
        "reports": attention.reports,
        "proposals": [*_proposals(actor, attention), *_agreements_proposed(actor)],
        "roles": [role_row(row) for row in accounts.my_grants(actor)],
        "looked_after": _looked_after(request, others, attention.aging),
        "vocabulary": directory.vocabulary(actor),
        "runs_groups": bool(actor.coalitions() or actor.groups()),
        "sits": bool(actor.organizations()),
    }
    return render(request, "desk/desk.html", context)


@signed_in
@require_GET
def members(request: HttpRequest, key: str) -> HttpResponse:
    """The members of a coalition, for its coordinators: who keeps each one up, and what of it is old."""
    actor, on = actor_of(request), montreal_today()
    subject = found_or_404(lambda: subjects.organization(actor, key))
    if "add_organization" not in subject.verbs or not subject.thing.is_coalition:
        return not_allowed(request, subject)
    rows = directory.memberships(actor, subject.thing, on).filter(coalition=subject.thing)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    links = list(page)
    verbs = directory.verbs_of(actor, links)
    old = _old_services(actor, [link.organization for link in links], on)
    shown = [
        {
            "row": link,
            "name": subjects.name_of(link.organization),
            "standing": link.organization.standing_on(on),
            "old_services": old[link.organization_id],
            "to_confirm": link.to_confirm_on(on),
            "to": offered(
                link_deeds.OF_MEMBERSHIP, link, verbs.get(link.key, frozenset()), "membership_deed", link.key
            ),
        }
        for link in links
    ]
    return render(request, "desk/members.html", {"subject": subject, "page": page, "rows": shown, "on": on})


def _cares(actor: Actor, own: Sequence[Organization], attention: Attention, on: date) -> list[Care]:
    """The actor's own organizations, each with what it asks for."""
    verbs = directory.verbs_of(actor, own)
    cares = {row.pk: Care(row, subjects.name_of(row), verbs.get(row.key, frozenset())) for row in own}
    for aging in attention.aging:
        if care := cares.get(aging.service.organization_id):
            care.aging.append(aging)
    for planned in attention.planned:
        if care := cares.get(planned.service.organization_id):
            care.planned.append(planned)
    agreements = referrals.about_to_grow_old(actor, own, on) if own else []
    for agreement in agreements:
        care = cares.get(agreement.target_id or 0) or cares.get(agreement.origin_id or 0)
        if care:
            care.agreements.append((agreement, subjects.agreement_words(agreement)))
    return list(cares.values())


def _one_a_service(found: Iterable[Aging]) -> list[Aging]:
    """A service and its intake are confirmed together: one line for both, as old as the older one."""
    lines: dict[int, Aging] = {}
    for aging in found:
        line = lines.setdefault(aging.service.pk, aging)
        lines[aging.service.pk] = replace(line, intake=line.intake or aging.intake)
    return list(lines.values())


def _proposals(actor: Actor, attention: Attention) -> list[dict[str, Any]]:
    """Memberships and relationships that wait for the actor's answer."""
    found = []
    for rows, deeds, address in (
        (attention.memberships, link_deeds.OF_MEMBERSHIP, "membership_deed"),
        (attention.relationships, link_deeds.OF_RELATIONSHIP, "relationship_deed"),
    ):
        links: Sequence[Membership] | Sequence[Relationship] = rows
        verbs = directory.verbs_of(actor, links)  # type: ignore[type-var]
        for link in links:
            one, other = _sides(link)
            to = offered(deeds, link, verbs.get(link.key, NOTHING), address, link.key)
            kind = "" if isinstance(link, Membership) else link.type
            found.append({"link": link, "one": one, "other": other, "type": kind, "version": one.version, "to": to})
    return found


def _agreements_proposed(actor: Actor) -> list[dict[str, Any]]:
    return [{"agreement": one, "words": subjects.agreement_words(one)} for one in referrals.awaiting_answer(actor)]


def _sides(link: Membership | Relationship) -> tuple[Organization, Organization]:
    if isinstance(link, Membership):
        return link.organization, link.coalition
    return link.origin, link.target


def _looked_after(request: HttpRequest, rows: Sequence[Organization], aging: Iterable[Aging]) -> dict[str, Any] | None:
    """The unclaimed organizations that a coordinator keeps up, those with most to confirm first; None for others."""
    if not rows:
        return None
    old = Counter(one.service.organization_id for one in aging)
    ordered = sorted(rows, key=lambda row: (-old[row.pk], row.sort_name))
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [
        {
            "organization": row,
            "name": subjects.name_of(row),
            "old": old[row.pk],
            "standing": row.standing_on(montreal_today()),
        }
        for row in page
    ]
    return {"page": page, "rows": shown, "count": len(ordered)}


def _old_services(actor: Actor, organizations: Sequence[Organization], on: date) -> dict[int, int]:
    """How many services of each are to be confirmed on the day."""
    counts: dict[int, int] = defaultdict(int)
    found = directory.services(actor, on=on, exercise=True).filter(organization__in=organizations)
    for service in found:
        intake = service.intake_on(on)
        counts[service.organization_id] += service.to_confirm_on(on) or intake.accepts is Truth.UNKNOWN
    return counts


urlpatterns = [
    path("bureau/", desk, name="desk"),
    path("bureau/organismes/<key:key>/membres/", members, name="coalition_members"),
]
