"""What is built once for the tests of a module: they share it, and what one of them changes is taken back after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from exchange.loading import load
from graph import service as graph
from tests.factories.facts import EXERCISE, FACTS


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def built_once(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written inside stands for all tests of a module; the engine of pathways forgets it with them."""
    with blocker.unblock(), taken_back():
        yield
    graph.forget()


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The sourced facts and the exercise network, loaded today."""
    with built_once(django_db_blocker):
        for folder in (FACTS, EXERCISE):
            load(folder)
        yield
