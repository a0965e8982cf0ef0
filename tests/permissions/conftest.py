"""The stage is built once for the tests of a module; what a test changes is taken back after it."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from graph import service as graph
from tests.factories.facts import content
from tests.once import built_once
from tests.permissions import concertation
from tests.permissions.stage import Stage, build


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with built_once(django_db_blocker):
        built = build()
        concertation.build(built)
        yield built


@pytest.fixture(scope="module")
def standing(stage: Stage, django_db_blocker: DjangoDbBlocker) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the registry as the stage has it."""
    with django_db_blocker.unblock():
        return content()


@pytest.fixture(autouse=True)
def _anew(stage: Stage) -> None:
    """The engine of pathways starts from what the stage has."""
    graph.forget()
