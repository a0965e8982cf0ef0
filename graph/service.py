"""The graph for a Django process: what this actor may ask, answered from a projection that is up to date.

A profile that is asked about is neither stored nor logged here, and no answer is kept.
"""

import threading
import uuid

from django.db import transaction

from graph import projection
from graph.engines.embedded import EmbeddedEngine
from graph.pathways import Answer, Question
from registry.core.actor import SYSTEM, Actor, Role
from registry.journal import queries as journal

_engine = EmbeddedEngine()
_reflected: tuple[int, uuid.UUID | None] | None = None
_catching_up = threading.Lock()


def ask(actor: Actor, question: Question, *, exercise: bool = False) -> Answer:
    """The answer as of now, from what this actor may see; `exercise` brings the exercise network in.

    Raises Refused: see `graph.pathways`.
    """
    catch_up()
    return _engine.ask(question, labels_of(actor, exercise=exercise))


def labels_of(actor: Actor, *, exercise: bool = False) -> frozenset[str]:
    """The audience labels that this actor holds (`graph.projection` tells what each one means)."""
    labels = {projection.PUBLIC}
    if exercise:
        labels.add(projection.EXERCISE)
    if actor.is_signed_in:
        labels.add(projection.PARTNERS)
    if actor.is_system:
        labels.add(projection.SYSTEM_LABEL)
    labels |= {projection.of_organization(pk) for pk in actor.organizations(Role.READER)}
    labels |= {projection.of_coalition(pk) for pk in actor.coalitions()}
    return frozenset(labels)


def catch_up() -> int:
    """Bring the projection to the head of the journal; gives back the position that it reflects then."""
    global _reflected
    if _reflected != journal.head_mark(SYSTEM):
        with _catching_up, transaction.atomic():
            # The mark is read first: what is written meanwhile is at worst read again at the next question.
            mark = journal.head_mark(SYSTEM)
            if _reflected != mark:
                _engine.load(projection.network(), mark[0])
                _reflected = mark
    return _engine.position


def content_hash() -> str:
    """The fingerprint of what the engine holds; equal to that of a projection made anew."""
    return _engine.content_hash()


def forget() -> None:
    """Start from nothing at the next question, as after a restart."""
    global _reflected
    _reflected = None
