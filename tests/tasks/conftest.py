"""Pages that the mails lead to are stood in for."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def addresses(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.accounts.urls"
