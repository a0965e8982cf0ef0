"""Reading the journal: by cursor for whoever follows it, and by aggregate for a page's history."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from registry.core.actor import Actor, ActorKind
from registry.core.models import Aggregate

from .models import Cursor, Event, Setback


def head(actor: Actor) -> int:
    """The position of the last committed event; 0 when nothing has happened."""
    return Event.objects.aggregate(last=Max("position"))["last"] or 0


def head_mark(actor: Actor) -> tuple[int, uuid.UUID | None]:
    """Position and correlation of the last committed event: together they name one state of the registry."""
    last = Event.objects.order_by("-position").values_list("position", "correlation").first()
    return last or (0, None)


def after(actor: Actor, position: int) -> QuerySet[Event]:
    """Committed events after `position`, in order. No later read can find one before the last of these."""
    return Event.objects.filter(position__gt=position).order_by("position")


def cursor_of(actor: Actor, reader: str) -> int:
    """How far `reader` has come; 0 for a new one."""
    return Cursor.objects.filter(reader=reader).values_list("position", flat=True).first() or 0


def due_again(actor: Actor, reader: str) -> Event | None:
    """An event that `reader` failed on earlier and whose wait is over."""
    due = Setback.objects.filter(reader=reader, again_at__lte=timezone.now()).select_related("event").first()
    return due.event if due else None


def last_of_each(actor: Actor, kind: Aggregate, keys: Iterable[str], limit: int, shown: Q | None = None) -> list[Event]:
    """The last events, last first, of each of many aggregates of the kind of `kind`, of those that are `shown`."""
    events = Event.objects.filter(shown or Q(), aggregate_type=kind._meta.model_name, aggregate_key__in=list(keys))
    place = Window(RowNumber(), partition_by=[F("aggregate_key")], order_by=F("position").desc())
    return list(events.annotate(place=place).filter(place__lte=limit).order_by("-position"))


def first_time(actor: Actor, name: str, aggregate: Aggregate) -> datetime | None:
    """When an event of this name first happened to the aggregate; None: it has not."""
    events = Event.objects.filter(aggregate_type=aggregate._meta.model_name, aggregate_key=aggregate.key, name=name)
    return events.order_by("position").values_list("occurred_at", flat=True).first()


def edited_by_people(actor: Actor, aggregate_type: str, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that somebody, not the system alone, has changed here."""
    events = Event.objects.filter(aggregate_type=aggregate_type, aggregate_key__in=list(keys))
    return set(events.exclude(actor_kind=ActorKind.SYSTEM).values_list("aggregate_key", flat=True))
