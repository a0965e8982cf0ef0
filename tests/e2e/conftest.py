"""Chromium before the running registry: pages as people meet them."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from setup.browser import find_browser
from tests.e2e.site import Site, running_site
from tests.e2e.watch import Watch

# Playwright's event loop stays in this thread, where other tests ask the database afterwards.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A busy machine may take long; what never comes fails all the same.
expect.set_options(timeout=20_000)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Two registries are started for the run: one that is mostly looked at, one that is changed.
CHANGING = {
    *("test_bad_input", "test_directory", "test_entering", "test_groups", "test_keeping_up", "test_keyboard"),
    *("test_meetings", "test_resolutions", "test_year"),
}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Called for the tests of this folder: one worker takes all that share a registry."""
    item.add_marker(pytest.mark.browser)
    item.add_marker(pytest.mark.xdist_group("changed site" if item.path.stem in CHANGING else "site"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One registry for all that this worker does; what tests change in it stays, and nothing breaks it."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running
        assert "Internal Server Error" not in running.log


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def scripts() -> bool:
    """Whether the visitor's browser runs scripts; a test that says otherwise parametrizes this."""
    return True


@pytest.fixture
def visitor(browser: Browser, site: Site, scripts: bool) -> Iterator[BrowserContext]:
    """Somebody who has never been here. Whatever their browser complains about fails the test."""
    context = browser.new_context(base_url=site.url, locale="fr-CA", java_script_enabled=scripts)
    watch = Watch(context, site.url)
    yield context
    context.close()
    assert watch.complaints == []


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()
