"""Reading groups: what is known of them, of whose work they are part, and what may be done with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.models import Contradiction, DatedQuerySet
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import HistoryEntry
from registry.directory.rules import words
from registry.journal import queries as journal

from .. import policy
from ..models import Group, Listing, RuleSet, Seat
from .activities import activities

BETWEEN = ("group.seat_offered", "group.seat_declined")
"""Events that are known to the two sides of an offer only; a group's history tells them to whoever runs it."""


def groups(
    actor: Actor,
    *,
    body: Organization | None = None,
    text: str = "",
    kind: str = "",
    coalition: str = "",
    organization: str = "",
    on: date | None = None,
    exercise: bool = False,
) -> QuerySet[Group]:
    """Groups that the actor may see, by name; those of one organization if `body` is given.

    `text`: words of their names; `kind`: a code of `group_kinds`; `coalition`: the key of whose they are or for whom
    they work; `organization`: the key of one that may sit there on the day `on` (today by default).
    """
    found = policy.visible_to(actor, Group.objects.select_related("body", "coalition", "parent"))
    if body is not None:
        found = found.filter(Q(body=body) | Q(coalition=body))
    for word in words(text):
        found = found.filter(folded__contains=word)
    if kind:
        found = found.filter(kind=kind)
    if coalition:
        seen = directory.visible_organizations(actor).filter(key=coalition)
        found = found.filter(Q(body__in=seen) | Q(coalition__in=seen))
    if organization:
        seats = policy.visible_seats_to(actor, Seat.objects.filter(accepted=True, organization__key=organization))
        found = found.filter(Exists(seats.possibly_on(on or montreal_today()).filter(group=OuterRef("pk"))))
    return found if exercise else found.filter(exercise=False)


def group(actor: Actor, key: str, field: str = "group") -> Group:
    """One group by its key (NOT_FOUND where there is none that the actor may see)."""
    found = (
        policy.visible_to(actor, Group.objects.select_related("body", "coalition", "parent", "rule_set"))
        .filter(key=key)
        .first()
    )
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    return found


def group_for_change(actor: Actor, key: str, verb: str) -> Group:
    """The group, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    visible = policy.visible_to(actor, Group.objects.filter(key=key))
    found = visible.select_for_update(of=("self",)).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "group")
    if not policy.groups.may(actor, verb, found):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def coalition_for_group(actor: Actor, key: str) -> Organization:
    """The coalition for which the actor creates a group. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    coalition = directory.organization(actor, key, "coalition").thing
    if not policy.may_create_in(actor, coalition):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return coalition


def verbs_of_groups(actor: Actor, groups: Iterable[Group]) -> dict[str, frozenset[str]]:
    """What the actor may do with each of these groups, which it was given to see: key → actions."""
    return {one.key: policy.groups.verbs(actor, one) for one in groups}


def histories_of_groups(actor: Actor, groups: Sequence[Group], limit: int = 100) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these groups, last first, by key; offers and who did it, for whoever runs it.

    A change about an organization that the actor may not see is no entry.
    """
    if not groups:
        return {}
    inside = {one.key: policy.groups.runs(actor, one) for one in groups}
    shown = ~Q(name__in=BETWEEN) | Q(aggregate_key__in=[key for key, runs in inside.items() if runs])
    events = directory.tellable(actor, journal.last_of_each(actor, groups[0], inside, limit, shown))
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in events:
        found[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(found)


def verbs_over_coalition(actor: Actor, organization: Organization) -> frozenset[str]:
    """What the actor may found in a coalition that it was given to see."""
    may = actor.may_write and organization.is_coalition and policy.may_create_in(actor, organization)
    return frozenset({"create_group", "plan_assembly"} if may else ())


def rule_sets(actor: Actor, *, kind: str = "") -> QuerySet[RuleSet]:
    """Rule sets by key, of one kind (group, membership or resolution) if it is given."""
    found = policy.visible_rule_sets_to(actor, RuleSet.objects.all()).order_by("key")
    return found.filter(kind=kind) if kind else found


def visible_listings(actor: Actor) -> DatedQuerySet[Listing]:
    """Organizations on public lists, as far as the actor may see both."""
    return policy.visible_listings_to(actor, Listing.objects.all())


def listings(actor: Actor, organization: Organization, on: date) -> DatedQuerySet[Listing]:
    """The public lists that name the organization, and that may hold on that day."""
    found = visible_listings(actor).filter(organization=organization).possibly_on(on)
    return found.select_related("group").order_by("group__sort_name", "pk")


def contradictions(actor: Actor, *, exercise: bool = False) -> QuerySet[Contradiction]:
    """Every disagreement of sources about an organization, a service, a group or an activity that the actor may see."""
    shown = groups(actor, exercise=exercise).values("key")
    acts = activities(actor, exercise=exercise).order_by().values("key")
    found = directory.contradictions(actor, exercise=exercise)
    hidden = Q(subject_type="group") & ~Q(subject_key__in=shown) | Q(subject_type="activity") & ~Q(subject_key__in=acts)
    return found.exclude(hidden)


def group_keys(actor: Actor) -> dict[str, str]:
    """Key → kind of every group, for whoever has to tell a reference to one from an unknown one."""
    return dict(policy.visible_to(actor, Group.objects.all()).values_list("key", "kind"))


def rule_set_keys(actor: Actor) -> dict[str, str]:
    """Key → kind of every rule set, likewise."""
    return dict(rule_sets(actor).values_list("key", "kind"))
