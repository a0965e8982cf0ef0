"""How anything is written: one transaction, and one event for each aggregate that changed.

An action is a function decorated with `@action`; in it, `record(actor, "service.edited", service, …)` names
each aggregate that it changed. Events are written when the outermost action ends, after every row it needs is
locked, and just before it commits. On PostgreSQL a lock is held from there to the commit, so positions follow the
order of commits and no reader can pass one that is not committed yet; SQLite has one writer at a time anyway.
"""

import functools
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.models import Aggregate
from registry.core.remembered import writing

from .models import Cursor, Event, Receipt, Setback

JOURNAL_LOCK = 0x6A6F7572  # any constant: the advisory lock that orders positions on PostgreSQL
KEY_MAX = 80
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class _Unit:
    """What one outermost action has changed so far."""

    correlation: uuid.UUID = field(default_factory=uuid.uuid4)
    events: dict[tuple[str, str], Event] = field(default_factory=dict)


_unit: ContextVar[_Unit | None] = ContextVar("unit", default=None)


@contextmanager
def _unit_of_work() -> Iterator[None]:
    """One transaction, whose events are written just before it commits; within another, part of that one."""
    if _unit.get() is not None:
        yield
        return
    unit = _Unit()
    token = _unit.set(unit)
    try:
        with writing(), transaction.atomic():
            yield
            _write(unit)
    finally:
        _unit.reset(token)


def action(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Make `function(actor, …)` an action: all or nothing, and in the journal.

    An action called by another joins its transaction and its correlation id.
    Raises Refused (READ_ONLY_TOKEN) for an actor that may not write.
    """

    @functools.wraps(function)
    def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if not actor.may_write:
            raise refuse(ErrorCode.READ_ONLY_TOKEN)
        with _unit_of_work():
            return function(actor, *args, **kwargs)

    return cast(Callable[Concatenate[Actor, P], R], run)


def once(
    idempotency_key: str | None,
    act: Callable[Concatenate[Actor, P], R],
    actor: Actor,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Call the action `act`, so that the same actor repeating the same request with this key has one effect.

    The repetition is given the first result, as it stands now; another request with the key is refused
    (KEY_REUSED). Without a key the action is simply called. A refused request leaves its key unused.
    """
    if idempotency_key is None:
        return act(actor, *args, **kwargs)
    if not 0 < len(idempotency_key) <= KEY_MAX:
        raise refuse(ErrorCode.TOO_LONG, "idempotency_key", max=KEY_MAX)
    text = json.dumps([act.__name__, args, kwargs], sort_keys=True, default=str)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    with _unit_of_work():
        receipt, new = Receipt.objects.get_or_create(
            actor_id=actor.id,
            idempotency_key=idempotency_key,
            defaults={"action": act.__name__, "fingerprint": fingerprint},
        )
        if not new:
            if receipt.fingerprint != fingerprint:
                raise refuse(ErrorCode.KEY_REUSED, "idempotency_key")
            return cast(R, _first_result(receipt))
        result = act(actor, *args, **kwargs)
        if isinstance(result, models.Model):
            receipt.result_model = result._meta.label
            receipt.result_pk = str(result.pk)
            receipt.save(update_fields=["result_model", "result_pk"])
    return result


@dataclass(frozen=True, slots=True)
class Change:
    """One aggregate changed: the event's name, the fields that changed, and ids and codes (never text)."""

    name: str
    aggregate: Aggregate
    fields: Iterable[str] = ()
    codes: Mapping[str, object] = field(default_factory=dict)


def record(
    actor: Actor,
    name: str,
    aggregate: Aggregate,
    *,
    fields: Iterable[str] = (),
    codes: Mapping[str, object] | None = None,
) -> None:
    """Say that this action changed `aggregate`; raises its version. `codes` holds ids and codes, never text.

    Called twice for one aggregate in one action, the first name stands and the fields and codes add up.
    """
    record_all(actor, [Change(name, aggregate, fields, codes or {})])


def record_all(actor: Actor, changes: Iterable[Change]) -> None:
    """`record` each of many, in one statement for each kind of aggregate."""
    unit = _unit.get()
    if unit is None:
        raise RuntimeError("An event is recorded within an @action only")
    raised: dict[type[Aggregate], list[Aggregate]] = {}
    for change in changes:
        identity = (change.aggregate._meta.model_name or "", change.aggregate.key)
        event = unit.events.get(identity)
        if event is None:
            change.aggregate.version += 1
            raised.setdefault(type(change.aggregate), []).append(change.aggregate)
            event = unit.events[identity] = _event(unit, actor, change)
        event.fields = sorted({*event.fields, *change.fields})
        event.codes = {**event.codes, **change.codes}
    for kind, aggregates in raised.items():
        kind._base_manager.filter(pk__in=[one.pk for one in aggregates]).update(version=F("version") + 1)


def _event(unit: _Unit, actor: Actor, change: Change) -> Event:
    return Event(
        correlation=unit.correlation,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        name=change.name,
        aggregate_type=change.aggregate._meta.model_name or "",
        aggregate_key=change.aggregate.key,
        version=change.aggregate.version,
        fields=[],
        codes={},
    )


def expect_version(aggregate: Aggregate, version: int | None) -> None:
    """Refuse a write that was made from an older version (STALE_WRITE, with the thing as it stands)."""
    if version is not None and version != aggregate.version:
        refusal = refuse(ErrorCode.STALE_WRITE, "version")
        refusal.current = aggregate
        raise refusal


def advance_cursor(actor: Actor, reader: str, position: int) -> None:
    """Keep how far `reader` has come; it never goes back."""
    Cursor.objects.get_or_create(reader=reader)
    Cursor.objects.filter(reader=reader, position__lt=position).update(position=position)


def open_cursor(actor: Actor, reader: str) -> None:
    """Give a new reader its cursor, at the beginning; to be committed before anybody holds it."""
    Cursor.objects.get_or_create(reader=reader)


def hold_cursor(actor: Actor, reader: str) -> int | None:
    """Lock how far `reader` has come until the transaction ends; None while another process holds it.

    On PostgreSQL two workers so never handle one event at the same time. SQLite has one writer at a time anyway.
    """
    return (
        Cursor.objects.select_for_update(skip_locked=True)
        .filter(reader=reader)
        .values_list("position", flat=True)
        .first()
    )


def note_setback(actor: Actor, reader: str, event: Event, waits: Sequence[timedelta]) -> Setback:
    """Remember that `reader` failed on `event` once more, and when to try again: after the wait for that attempt.

    After the last of the waits it is given up: `again_at` is None, and the row stays for the operator to see.
    """
    setback, _ = Setback.objects.get_or_create(reader=reader, event=event)
    wait = waits[setback.attempts] if setback.attempts < len(waits) else None
    setback.attempts += 1
    setback.again_at = None if wait is None else timezone.now() + wait
    setback.save(update_fields=["attempts", "again_at"])
    return setback


def overcome_setback(actor: Actor, reader: str, event: Event) -> None:
    """Forget that `reader` ever failed on `event`."""
    Setback.objects.filter(reader=reader, event=event).delete()


def _write(unit: _Unit) -> None:
    if not unit.events:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [JOURNAL_LOCK])
    now = timezone.now()
    for event in unit.events.values():
        event.occurred_at = now
    Event.objects.bulk_create(unit.events.values())


def _first_result(receipt: Receipt) -> Any:
    if not receipt.result_model:
        return None
    return apps.get_model(receipt.result_model)._base_manager.filter(pk=receipt.result_pk).first()
