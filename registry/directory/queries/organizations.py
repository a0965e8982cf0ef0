"""Reading organizations."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.permitted import Permitted

from .. import policy, rules
from ..models import Membership, Organization, OrganizationState
from .scopes import states_seen
from .services import seen_services, services


def organizations(
    actor: Actor,
    *,
    text: str = "",
    kinds: Collection[str] = (),
    regions: Collection[str] = (),
    provinces: Collection[str] = (),
    needs: Collection[str] = (),
    languages: Collection[str] = (),
    doors: Collection[str] = (),
    intake: Collection[str] = (),
    coalition: str | None = None,
    status: Collection[str] = (),
    on: date | None = None,
    exercise: bool = False,
) -> QuerySet[Organization]:
    """Organizations by name, with names and states; each filter holds on the day `on` (today by default).

    A need takes narrower ones along. `needs`, `languages`, `doors` and `intake` are met by one service
    together; `intake` and `coalition` also take what may hold on that day. `status` is any that it may have.
    """
    day = on or montreal_today()
    found = _seen_by(actor).filter(exercise__in=(True, False) if exercise else (False,))
    for word in rules.words(text):
        found = found.filter(folded__contains=word)
    if kinds:
        found = found.filter(kind__in=kinds)
    if regions:
        found = found.filter(region__in=regions)
    if provinces:
        found = found.filter(province__in=provinces)
    if coalition is not None:
        members = Membership.objects.filter(accepted=True, coalition__key=coalition).possibly_on(day)
        seen = policy.visible_memberships_to(actor, members)
        found = found.filter(Exists(seen.filter(organization=OuterRef("pk"))))
    if status:
        found = _with_status(found, status, day)
    if needs or languages or doors or intake:
        offered = services(
            actor, needs=needs, languages=languages, doors=doors, intake=intake, on=day, exercise=exercise
        )
        found = found.filter(Exists(offered.filter(organization=OuterRef("pk"))))
    return found.order_by("sort_name", "pk")


def coalitions(actor: Actor, *, exercise: bool = False) -> QuerySet[Organization]:
    """Organizations whose members are organizations."""
    return organizations(actor, kinds=[rules.COALITION], exercise=exercise)


def organization(actor: Actor, key: str, field: str = "organization") -> Permitted[Organization]:
    """One organization and what may be done with it.

    Raises Refused (NOT_FOUND) when there is none that this actor may see.
    """
    found = _seen_by(actor).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    return Permitted(found, policy.verbs(actor, found))


def with_services(actor: Actor, found: QuerySet[Organization], on: date | None = None) -> QuerySet[Organization]:
    """The same, each with `seen_services`: those that may be in force on the day, as `services` gives them."""
    return found.prefetch_related(seen_services(actor, on))


def _seen_by(actor: Actor) -> QuerySet[Organization]:
    found = policy.visible_organizations_to(actor, Organization.objects.all())
    return found.prefetch_related("names", states_seen(actor))


def _with_status(found: QuerySet[Organization], status: Collection[str], day: date) -> QuerySet[Organization]:
    """Those that may have one of the statuses on the day; who has no state is active."""
    rows: dict[int, list[OrganizationState]] = {}
    for row in OrganizationState.objects.order_by("pk"):
        rows.setdefault(row.organization_id, []).append(row)
    fitting = {pk for pk, states in rows.items() if set(rules.standing_on(states, day).possible) & set(status)}
    if rules.ACTIVE in status:
        return found.exclude(pk__in=rows.keys() - fitting)
    return found.filter(pk__in=fitting)
