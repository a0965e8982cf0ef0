"""Every test of the directory has the lists that its rows are told with."""

import pytest

from tests.factories import directory as make


@pytest.fixture(autouse=True)
def _vocabulary(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        make.vocabulary()
