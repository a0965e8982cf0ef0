"""Every engine goes through the same tests of the question and its answer."""

from collections.abc import Callable

import pytest

from graph.engines import Engine
from graph.engines.embedded import EmbeddedEngine

ENGINES: dict[str, Callable[[], Engine]] = {"embedded": EmbeddedEngine}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """A new, empty engine."""
    return ENGINES[request.param]()
