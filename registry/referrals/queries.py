"""Reading referral agreements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db.models import F, Q

from registry.core.actor import Actor, Role
from registry.core.dates import confirmed_on, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.models import DatedQuerySet
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.directory.queries import HistoryEntry
from registry.journal import queries as journal

from . import policy
from .models import Agreement


def agreements(
    actor: Actor,
    *,
    organization: Organization | None = None,
    service: Service | None = None,
    on: date | None = None,
    exercise: bool = False,
) -> DatedQuerySet[Agreement]:
    """Agreements that this actor may see, by key: those with this organization at an end, or that lead into this
    service (by name, or into any of its organization's); with `on`, those that may be in force on that day.

    Those between fictional organizations are left out unless `exercise`, or unless one of them is asked about.
    """
    found = policy.visible_to(actor, Agreement.objects.all())
    if organization is not None:
        found = found.filter(Q(origin=organization) | Q(target=organization))
    elif service is not None:
        found = found.filter(Q(service=service) | Q(service=None, target=service.organization_id))
    elif not exercise:
        found = found.exclude(origin__exercise=True).exclude(target__exercise=True)
    if on is not None:
        found = found.possibly_on(on)
    return found.select_related("origin", "target", "service", "origin_group", "target_group").prefetch_related(
        "terms", "origin__names", "target__names"
    )


def visible_agreements(actor: Actor) -> DatedQuerySet[Agreement]:
    """Every agreement, and every proposal of one, that the actor may see, on whatever day it is in force."""
    return policy.visible_to(actor, Agreement.objects.all())


def verbs_of(actor: Actor, agreements: Iterable[Agreement]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these agreements, which it was given to see: key → actions."""
    return {one.key: policy.verbs(actor, one) for one in agreements}


def histories_of(actor: Actor, agreements: Sequence[Agreement], limit: int = 100) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these agreements, last first, by key; who did it is for its parties' people."""
    if not agreements:
        return {}
    own = actor.organizations(Role.READER)
    inside = {one.key: actor.is_system or bool({one.origin_id, one.target_id} & own) for one in agreements}
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in journal.last_of_each(actor, agreements[0], inside, limit):
        found[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(found)


def agreement(actor: Actor, key: str) -> Permitted[Agreement]:
    """One agreement and what the actor may do with it. Raises Refused (NOT_FOUND)."""
    found = agreements(actor, exercise=True).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return Permitted(found, policy.verbs(actor, found))


def for_change(actor: Actor, key: str, verb: str) -> Agreement:
    """The agreement, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    visible = policy.visible_to(actor, Agreement.objects.filter(key=key))
    found = visible.select_for_update(of=("self",)).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    if not policy.may(actor, verb, found):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def awaiting_answer(actor: Actor) -> DatedQuerySet[Agreement]:
    """Proposals that this actor can accept, oldest first."""
    proposed = agreements(actor, exercise=True).filter(state=Agreement.State.PROPOSED)
    own = actor.organizations(Role.ADMINISTRATOR)
    # Of two ends the one that did not propose answers; a single organization answers for itself.
    other_end = (Q(origin__in=own) & ~Q(origin=F("proposed_by"))) | (Q(target__in=own) & ~Q(target=F("proposed_by")))
    return proposed.filter(other_end | Q(origin=None, target__in=own)).order_by("pk")


def about_to_grow_old(actor: Actor, organizations: Collection[Organization], on: date | None = None) -> list[Agreement]:
    """Agreements of these organizations, still running, that are to be confirmed now or within a fortnight."""
    day = on or montreal_today()
    limit = settings.CONFIRM_AGREEMENT_DAYS - settings.CONFIRM_SOON_DAYS
    running = agreements(actor, on=day, exercise=True).filter(state=Agreement.State.ACCEPTED)
    theirs = running.filter(Q(origin__in=organizations) | Q(target__in=organizations))
    return [one for one in theirs if confirmed_on(day, one.period.last_confirmed, limit) is not Truth.YES]


def verbs_over(actor: Actor, organization: Organization) -> frozenset[str]:
    """What the actor may do in the name of an organization that it was given to see."""
    may = actor.may_write and policy.may_propose(actor, organization)
    return frozenset({"propose_agreement"} if may else ())


def proposing_organization(actor: Actor, key: str) -> Organization:
    """The organization in whose name the actor proposes an agreement. Raises Refused (NOT_FOUND, NOT_ALLOWED)."""
    organization = directory.organization(actor, key).thing
    if not policy.may_propose(actor, organization):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED, "proposed_by")
    return organization
