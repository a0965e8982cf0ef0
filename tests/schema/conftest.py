"""Every test of the API has the lists of codes, and a graph that has forgotten the test before."""

import pytest

from graph import service
from tests.factories import directory as make


@pytest.fixture(autouse=True)
def _vocabulary(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        make.vocabulary()
        service.forget()
