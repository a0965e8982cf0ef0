"""Where things come from and who changed them: sources, contradictions, history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.models import Citation, Contradiction, Keyed, Statement
from registry.journal import queries as journal
from registry.journal.models import Event

from .. import policy
from ..models import Organization, Service

PRIVATE = tuple(
    f"organization.{noun}_{what}" for noun in ("membership", "relationship") for what in ("proposed", "declined")
)
NAMED = ("with", "into", "coalition")
"""Codes of an event that hold the key of another organization."""


@dataclass(frozen=True)
class HistoryEntry:
    """One change: when, what (`service.intake_changed`), of what, which fields and codes, by what kind of actor.

    A change that names an organization which the actor may not see is no entry, and what is many (the keys of all
    that a file brought) is no code of one. `actor_id` is empty unless the actor who asks is of that organization,
    or looks after it.
    """

    at: datetime
    name: str
    aggregate_type: str
    aggregate_key: str
    version: int
    fields: tuple[str, ...]
    codes: Mapping[str, object]
    actor_kind: str
    actor_id: str

    @classmethod
    def of(cls, event: Event, inside: bool) -> Self:
        """The entry as somebody sees it who is `inside`, or not."""
        return cls(
            at=event.occurred_at,
            name=event.name,
            aggregate_type=event.aggregate_type,
            aggregate_key=event.aggregate_key,
            version=event.version,
            fields=tuple(event.fields),
            codes={name: code for name, code in event.codes.items() if not isinstance(code, list)},
            actor_kind=event.actor_kind,
            actor_id=event.actor_id if inside else "",
        )


def history_of(
    actor: Actor, thing: Organization | Service, limit: int = 100, verbs: frozenset[str] | None = None
) -> list[HistoryEntry]:
    """What happened to it, last first; to an organization, with its services that the actor may see.

    `verbs`: what the actor may do to it, where that was asked already: whether they look after it is then known.
    """
    owner = thing if isinstance(thing, Organization) else thing.organization
    known = None if verbs is None else frozenset({owner.pk} if "edit_organization" in verbs else ())
    inside = policy.sees_inside(actor, owner, known)
    about = Q(aggregate_type=thing._meta.model_name, aggregate_key=thing.key)
    if isinstance(thing, Organization):
        seen = policy.visible_services_to(actor, Service.objects.filter(organization=thing))
        about |= Q(aggregate_type="service", aggregate_key__in=seen.values("key"))
    events = Event.objects.filter(about).order_by("-position")
    if not inside:
        events = events.exclude(name__in=PRIVATE)
    return [HistoryEntry.of(event, inside) for event in tellable(actor, events[:limit])]


def histories_of(
    actor: Actor, things: Sequence[Organization] | Sequence[Service], limit: int = 100
) -> dict[str, list[HistoryEntry]]:
    """What happened to each of many things of one kind, last first, by key; of an organization, itself alone."""
    if not things:
        return {}
    if isinstance(things[0], Service):
        prefetch_related_objects(list(things), "organization")
    owners = {thing.key: thing if isinstance(thing, Organization) else thing.organization for thing in things}
    known = policy.looked_after(actor)
    inside = {key: policy.sees_inside(actor, owner, known) for key, owner in owners.items()}
    shown = ~Q(name__in=PRIVATE) | Q(aggregate_key__in=[key for key, seen in inside.items() if seen])
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in tellable(actor, journal.last_of_each(actor, things[0], inside, limit, shown)):
        found[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(found)


def citations_of(actor: Actor, things: Iterable[Keyed]) -> dict[str, list[Citation]]:
    """Sources by the key of the thing, for things of one or several kinds that the actor was given to see."""
    found: dict[str, list[Citation]] = defaultdict(list)
    about = _about(things)
    if about:
        for citation in Citation.objects.filter(about).select_related("document").order_by("position", "pk"):
            found[citation.subject_key].append(citation)
    return dict(found)


def statement_citations(actor: Actor, statements: Sequence[Statement]) -> dict[int, list[Citation]]:
    """Sources of statements that disagree, by the statement's primary key."""
    prefetch_related_objects(list(statements), "contradiction")
    keys = {f"{one.contradiction.key}#{one.position}": one.pk for one in statements}
    found: dict[int, list[Citation]] = defaultdict(list)
    told = Citation.objects.filter(subject_type="statement", subject_key__in=keys)
    for citation in told.select_related("document").order_by("position", "pk"):
        found[keys[citation.subject_key]].append(citation)
    return dict(found)


def contradictions_of(actor: Actor, things: Iterable[Keyed]) -> dict[str, list[Contradiction]]:
    """What sources disagree about, by the key of the thing, with the statements side by side."""
    found: dict[str, list[Contradiction]] = defaultdict(list)
    about = _about(things)
    if about:
        for row in Contradiction.objects.filter(about).prefetch_related("statements").order_by("attribute", "key"):
            found[row.subject_key].append(row)
    return dict(found)


def contradictions(actor: Actor, *, exercise: bool = False) -> QuerySet[Contradiction]:
    """Every disagreement of sources about something, in a steady order, save organizations and services unseen."""
    organizations = policy.visible_organizations_to(actor, Organization.objects.all())
    services = policy.visible_services_to(actor, Service.objects.all())
    if not exercise:
        organizations = organizations.filter(exercise=False)
        services = services.filter(organization__exercise=False)
    hidden = Q(subject_type="organization") & ~Q(subject_key__in=organizations.values("key"))
    hidden |= Q(subject_type="service") & ~Q(subject_key__in=services.values("key"))
    return Contradiction.objects.exclude(hidden).order_by("subject_type", "subject_key", "attribute", "key")


def tellable(actor: Actor, events: Iterable[Event]) -> list[Event]:
    """Those that name no organization which the actor may not see."""
    named = {event: {event.codes[name] for name in NAMED if event.codes.get(name)} for event in events}
    keys = {key for found in named.values() for key in found}
    organizations = policy.visible_organizations_to(actor, Organization.objects.filter(key__in=keys))
    seen = set(organizations.values_list("key", flat=True)) if keys else set()
    return [event for event, found in named.items() if found <= seen]


def _about(things: Iterable[Keyed]) -> Q:
    keys: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        keys[thing._meta.model_name or ""].append(thing.key)
    about = Q()
    for kind, of_kind in keys.items():
        about |= Q(subject_type=kind, subject_key__in=of_kind)
    return about
