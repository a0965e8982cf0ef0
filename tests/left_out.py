"""Tests that need what this machine may not have: they are left out, and the run ends by saying which and why.

With REQUIRE_ALL=1, as in CI, a test that was left out makes the run fail, except one about the database that
this run is not on: CI runs the suite on both.
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.conf import settings

from setup.browser import find_browser
from setup.console import ROOT


class Need(NamedTuple):
    """What a marked test needs, how one adds it, and whether it is a fault of the machine to lack it."""

    what: str
    how: str
    required: bool


NEEDS = {
    "browser": Need(
        "Chromium", "install it (apt install chromium chromium-headless-shell) or name it with CHROMIUM=…", True
    ),
    "postgres": Need("PostgreSQL", "make test DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME", False),
    "sqlite": Need("SQLite", "make test without DATABASE_URL", False),
    "shared": Need("the shared cases", "put the folder `shared` beside the project's", False),
}
OTHER = Need("something else", "see the reasons above", True)


def met(need: str) -> bool:
    """Whether this machine and this run have what the marker `need` stands for."""
    match need:
        case "browser":
            return find_browser() is not None
        case "shared":
            return (ROOT.parent / "shared").is_dir()
        case _:
            engine: str = settings.DATABASES["default"]["ENGINE"]
            return {"postgres": "postgresql", "sqlite": "sqlite3"}[need] in engine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip each test that is marked with a need which is not met."""
    unmet = [need for need in NEEDS if not met(need)]
    for item in items:
        for need in unmet:
            if item.get_closest_marker(need):
                item.add_marker(pytest.mark.skip(reason=f"needs {NEEDS[need].what}"))


def left_out(config: pytest.Config) -> Iterator[tuple[Need, int]]:
    """Each need that this run did not meet, in the order of NEEDS, and how many tests it left out for it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    unmet = {name: need for name, need in NEEDS.items() if not met(name)}
    counts = Counter(
        next((need for name, need in unmet.items() if name in report.keywords), OTHER) for report in skipped
    )
    yield from ((need, counts[need]) for need in (*NEEDS.values(), OTHER) if counts[need])


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under REQUIRE_ALL, turn a run that left out a required test into a failed one."""
    strict = os.environ.get("REQUIRE_ALL") == "1" and session.exitstatus == pytest.ExitCode.OK
    if strict and any(need.required for need, _ in left_out(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End with one line for each need that was not met."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and not hasattr(config, "workerinput"):
        for need, count in left_out(config):
            fault = " [REQUIRE_ALL=1: a failure]" if need.required and os.environ.get("REQUIRE_ALL") == "1" else ""
            reporter.write_line(f"Left out: {count} that need {need.what}. To add them: {need.how}.{fault}")
