"""The site followed link by link as everyone, in every language: it leads nowhere that is broken."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Response, expect

from tests.e2e.crawl import debris, follow
from tests.e2e.looks import NARROW, at_width, too_wide
from tests.e2e.people import ADMINISTRATOR, COORDINATOR, LEAD, NOBODY, PARTNER, enter, in_language
from tests.e2e.site import Site

LOOKED_AT = [(NOBODY, "fr"), (COORDINATOR, "es")]
FILE = re.compile(r"\.\w+($|\?)")  # what the browser saves rather than shows
FOLLOWED = [(NOBODY, "en"), (ADMINISTRATOR, "en"), (LEAD, "es"), (PARTNER, "fr")]


Get = Callable[[str], Response | APIResponse]


def crawl(get: Get, site: Site, who: str, language: str) -> int:
    """How many pages there are; each answers, and none shows what a template left behind."""
    pages, wrong = 0, []

    def body(address: str) -> str:
        nonlocal pages
        answer = get(address)
        if not answer.ok:
            wrong.append(f"{answer.status} {address}")
        if "html" not in answer.headers.get("content-type", ""):
            return ""
        pages += 1
        return answer.text()

    for address, shown in follow(site.url, in_language("/bureau/" if who else "/", language), body, of_a_kind=1):
        wrong += [f"{address}: {text}" for text in debris(shown.words, language)]
    assert wrong == []
    return pages


@pytest.mark.parametrize(("who", "language"), FOLLOWED)
def test_every_link_leads_somewhere(page: Page, visitor: BrowserContext, site: Site, who: str, language: str) -> None:
    enter(page, who, language)
    assert crawl(visitor.request.get, site, who, language) > 15


@pytest.mark.parametrize(("who", "language"), LOOKED_AT)
def test_every_link_leads_to_a_page_that_fits_a_telephone(
    page: Page, visitor: BrowserContext, site: Site, who: str, language: str
) -> None:
    enter(page, who, language)
    at_width(page, NARROW)

    def looked_at(address: str) -> Response | APIResponse:
        if FILE.search(address):
            return visitor.request.get(address)
        answer = page.goto(address)
        assert answer is not None
        expect(page.locator("h1")).to_have_count(1)
        assert too_wide(page) == [], address
        return answer

    assert crawl(looked_at, site, who, language) > 15
