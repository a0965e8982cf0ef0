"""The loop that does what is due: for each follower of the journal its next event, and the clock's duties.

Each event is handled in a transaction that holds the follower's cursor, and the cursor moves in it. Killed in
between, the worker handles that one event again: mails leave at least once, never silently not at all
(docs/decisions/0022). An event that can't be handled is passed and tried again later, less and less often.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from queue import Empty, SimpleQueue

from django.db import DatabaseError, close_old_connections, transaction

from registry.core.actor import SYSTEM
from registry.journal import actions as journal
from registry.journal import queries
from registry.journal.models import Event

from .clock import Clock
from .followers import FOLLOWERS, Follower

PAUSE = 2.0
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
log = logging.getLogger(__name__)


class Stop:
    """Whether to stop, as a signal may say it at any moment.

    A `threading.Event` set by a signal while the same thread is about to wait for it waits for itself, forever;
    `SimpleQueue.put` may interrupt the queue's own `get`.
    """

    def __init__(self) -> None:
        self._told = SimpleQueue[None]()

    def set(self) -> None:
        """Say so; from a signal handler or another thread."""
        self._told.put(None)

    def is_set(self) -> bool:
        return not self._told.empty()

    def wait(self, seconds: float) -> None:
        """Until told to stop, or so many seconds have passed."""
        try:
            self._told.put(self._told.get(timeout=seconds))
        except Empty:
            return


def work(stop: Stop) -> None:
    """Do what is due, wait a little, again, until told to stop."""
    clock = Clock()
    while not stop.is_set():
        close_old_connections()
        try:
            clock.tick()
            if do_due():
                continue
        except DatabaseError as error:
            log.warning("worker: the database does not answer (%s)", type(error).__name__)
        except Exception:  # one duty that fails is no reason to leave all the others undone
            log.exception("worker: a duty failed")
        stop.wait(PAUSE)


def do_due(followers: Iterable[Follower] = FOLLOWERS) -> int:
    """Handle everything that is due now; how many events."""
    handled = 0
    for follower in followers:
        while step(follower):
            handled += 1
    return handled


def step(follower: Follower) -> bool:
    """Handle the follower's next event; False when there is none, or another process is at it."""
    head = queries.head(SYSTEM)
    if queries.cursor_of(SYSTEM, follower.name) >= head and queries.due_again(SYSTEM, follower.name) is None:
        return False
    journal.open_cursor(SYSTEM, follower.name)
    with transaction.atomic():
        position = journal.hold_cursor(SYSTEM, follower.name)
        if position is None:
            return False
        again = queries.due_again(SYSTEM, follower.name)
        event = again or _next(follower, position, head)
        if event is not None:
            _handle(follower, event)
        if again is None:
            journal.advance_cursor(SYSTEM, follower.name, event.position if event else head)
    return event is not None


def _next(follower: Follower, position: int, head: int) -> Event | None:
    waiting = queries.after(SYSTEM, position).filter(position__lte=head)
    return waiting.filter(name__in=follower.events).first()


def _handle(follower: Follower, event: Event) -> None:
    """Handle one event; where that fails, note when to try again. The log says where, never what was in it."""
    try:
        with transaction.atomic():
            follower.handle(event)
    except Exception as error:  # whatever is wrong with one event, the next ones are not to wait for it
        setback = journal.note_setback(SYSTEM, follower.name, event, WAITS)
        next_time = f"again at {setback.again_at:%Y-%m-%d %H:%M}" if setback.again_at else "given up"
        log.error("%s: event %s failed (%s), %s", follower.name, event.position, type(error).__name__, next_time)
    else:
        journal.overcome_setback(SYSTEM, follower.name, event)
