"""The worker handles each event, in order, through crashes, failures and company."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from registry.accounts import actions
from registry.core.actor import SYSTEM, Role
from registry.directory.models import Organization
from registry.journal import queries
from registry.journal.actions import action, record
from registry.journal.models import Event, Setback
from setup.console import ROOT
from tasks import worker
from tasks.clock import DUTIES, Clock, Duty
from tasks.followers import Follower
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db
EVENTS = frozenset({"organization.edited"})


class Killed(BaseException):
    """The process is gone."""


@action
def edit(actor: object, organization: Organization, name: str = "organization.edited") -> None:
    record(SYSTEM, name, organization)


def happen(count: int, name: str = "organization.edited") -> list[int]:
    """Positions of so many new events."""
    organization = directory.organization()
    before = queries.head(SYSTEM)
    for _ in range(count):
        edit(SYSTEM, organization, name)
    return list(queries.after(SYSTEM, before).values_list("position", flat=True))


def follower(handle: Callable[[Event], None]) -> Follower:
    return Follower("test", EVENTS, handle)


def test_each_event_of_interest_is_handled_once_and_in_order() -> None:
    seen: list[int] = []
    reader = follower(lambda event: seen.append(event.position))
    first = happen(2)
    happen(1, "organization.confirmed")
    assert worker.do_due([reader]) == 2
    second = happen(1)
    happen(1, "organization.confirmed")
    assert worker.do_due([reader]) == 1
    assert worker.do_due([reader]) == 0
    assert seen == first + second
    assert queries.cursor_of(SYSTEM, "test") == queries.head(SYSTEM)


def test_killed_before_the_cursor_moved_it_handles_that_one_event_again() -> None:
    seen: list[int] = []

    def die_after_the_second(event: Event) -> None:
        seen.append(event.position)
        if len(seen) == 2:
            raise Killed

    positions = happen(3)
    with pytest.raises(Killed):
        worker.do_due([follower(die_after_the_second)])
    worker.do_due([follower(die_after_the_second)])
    assert seen == [positions[0], positions[1], positions[1], positions[2]]


def test_an_event_that_fails_holds_up_no_other_and_is_tried_again_until_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen: list[int] = []
    poison, *others = happen(3)

    def handle(event: Event) -> None:
        seen.append(event.position)
        if event.position == poison:
            raise ValueError("secret@organisme.example")

    for _ in range(len(worker.WAITS) + 3):
        worker.do_due([follower(handle)])
        Setback.objects.exclude(again_at=None).update(again_at=timezone.now())
    assert seen == [poison, *others] + [poison] * len(worker.WAITS)
    setback = Setback.objects.get()
    assert (setback.event_id, setback.attempts, setback.again_at) == (poison, len(worker.WAITS) + 1, None)
    assert "secret" not in caplog.text
    assert f"event {poison} failed (ValueError)" in caplog.text


def test_what_failed_only_for_a_while_is_done_later_and_forgotten() -> None:
    works = False
    done: list[int] = []

    def handle(event: Event) -> None:
        if not works:
            raise ConnectionRefusedError
        done.append(event.position)

    (position,) = happen(1)
    worker.do_due([follower(handle)])
    works = True
    assert worker.do_due([follower(handle)]) == 0
    wait = Setback.objects.get().again_at
    assert wait is not None
    assert timezone.now() < wait <= timezone.now() + timedelta(minutes=1)
    Setback.objects.update(again_at=timezone.now())
    assert worker.do_due([follower(handle)]) == 1
    assert done == [position]
    assert not Setback.objects.exists()


def test_a_failing_handler_leaves_nothing_written() -> None:
    def handle(event: Event) -> None:
        directory.organization("À demi")
        raise ValueError

    happen(1)
    worker.do_due([follower(handle)])
    assert not Organization.objects.filter(names__text="À demi").exists()


def test_a_mail_leaves_once_for_what_happened_once() -> None:
    organization = directory.organization(claimed=True)
    actions.invite_user(
        accounts.acting(Role.ADMINISTRATOR, organization),
        "nouvelle@organisme.example",
        role="reader",
        scope="organization",
        scope_key=organization.key,
    )
    out = StringIO()
    for _ in range(2):
        call_command("work", "--once", stdout=out)
    assert [message.to for message in mail.outbox] == [["nouvelle@organisme.example"]]
    assert out.getvalue().split("\n")[:2] == ["1 events handled", "0 events handled"]


def test_a_mail_server_that_is_away_loses_no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    user = accounts.user()
    actions.request_password_reset(SYSTEM, user.key)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _away)
        worker.do_due()
    assert mail.outbox == []
    Setback.objects.update(again_at=timezone.now())
    worker.do_due()
    assert [message.to for message in mail.outbox] == [[user.email]]


def _away(*_: object) -> int:
    raise ConnectionRefusedError


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_without_doing_it_twice() -> None:
    held, go_on, seen = threading.Event(), threading.Event(), []
    happen(2)

    def slow(event: Event) -> None:
        seen.append(event.position)
        held.set()
        go_on.wait(10)

    def other() -> None:
        try:
            worker.do_due([follower(slow)])
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert held.wait(10)
    assert not worker.step(follower(lambda event: seen.append(-event.position)))
    go_on.set()
    thread.join()
    assert seen == list(queries.after(SYSTEM, 0).values_list("position", flat=True))


def test_the_clock_does_a_duty_at_the_start_and_when_its_time_has_come() -> None:
    done: list[str] = []
    clock = Clock((Duty("hourly", 3600, lambda: done.append("hourly")),))
    for now in (0.0, 10.0, 3599.0, 3600.0, 3601.0, 9000.0):
        clock.tick(now)
    assert len(done) == 3


def test_every_duty_may_be_done_twice() -> None:
    organization = directory.organization()
    old = accounts.invitation(organization, days=-8)
    for duty in DUTIES * 2:
        with transaction.atomic():
            duty.act()
    old.refresh_from_db()
    assert old.email == ""
    assert Event.objects.count() == 1


def test_the_worker_stops_when_told_to(tmp_path: object) -> None:
    environment = os.environ | {"REGISTRY_MODE": "embedded", "REGISTRY_VAR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    # There are no tables yet: it says so and goes on.
    said = next((line for line in process.stderr if "the database does not answer" in line), "")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert said
    assert process.returncode == 0
