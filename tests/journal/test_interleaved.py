"""Transactions that overlap, for real, on PostgreSQL: no reader passes an event that is not committed yet."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from registry.core.actor import SYSTEM, Actor
from registry.directory.models import Organization
from registry.journal import queries
from registry.journal.actions import action, once, record
from registry.journal.models import Event

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@action
def touch(actor: Actor, key: str) -> Organization:
    organization = Organization.objects.select_for_update().get(key=key)
    record(actor, "organization.edited", organization, fields=["note"])
    return organization


def in_thread(call: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            call()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def add(key: str) -> None:
    Organization.objects.create(key=key, kind="community")


def test_a_later_event_waits_for_an_earlier_one_that_is_not_committed() -> None:
    add("early")
    add("late")
    recorded, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            touch(SYSTEM, "early")
            recorded.set()
            assert may_commit.wait(10)

    first = in_thread(slow)
    assert recorded.wait(10)
    second = in_thread(lambda: touch(SYSTEM, "late"))
    second.join(0.5)
    assert second.is_alive(), "the later event must not overtake the earlier one"
    assert list(queries.after(SYSTEM, 0)) == []
    may_commit.set()
    first.join(10)
    second.join(10)
    assert [event.aggregate_key for event in queries.after(SYSTEM, 0)] == ["early", "late"]


def test_a_reader_that_follows_many_writers_misses_nothing() -> None:
    for number in range(4):
        add(f"o{number}")
    stop = threading.Event()
    seen: list[int] = []

    def follow() -> None:
        position = 0
        while True:
            last_round = stop.is_set()
            for event in queries.after(SYSTEM, position):
                seen.append(event.position)
                position = event.position
            if last_round:
                return

    def write(number: int) -> None:
        for _ in range(15):
            touch(SYSTEM, f"o{number}")

    reader = in_thread(follow)
    writers = [in_thread(lambda number=number: write(number)) for number in range(4)]  # type: ignore[misc]
    for writer in writers:
        writer.join(60)
    stop.set()
    reader.join(60)
    assert seen == list(Event.objects.order_by("position").values_list("position", flat=True))
    assert len(seen) == 60


def test_one_request_sent_many_times_at_once_has_one_effect() -> None:
    add("o")
    threads = [in_thread(lambda: once("same", touch, SYSTEM, "o")) for _ in range(12)]
    for thread in threads:
        thread.join(30)
    assert Event.objects.count() == 1
    assert Organization.objects.get().version == 1
