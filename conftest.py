"""What every test has."""

from collections.abc import Iterator

import pytest
from django.utils import translation

pytest_plugins = ["tests.left_out", "tests.once"]


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Each test begins in French: a request leaves its language active in the process that answered it."""
    with translation.override("fr"):
        yield
