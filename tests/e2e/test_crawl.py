"""The site followed link by link as everyone, in every language: it leads nowhere that is broken."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.crawl import debris, follow
from tests.e2e.looks import NARROW, at_width, too_wide
from tests.e2e.people import ADMINISTRATOR, COORDINATOR, LEAD, NOBODY, PARTNER, enter, in_language
from tests.e2e.site import Site

LOOKED_AT = [(NOBODY, "fr"), (COORDINATOR, "es")]
FOLLOWED = [(NOBODY, "en"), (ADMINISTRATOR, "en"), (LEAD, "es"), (PARTNER, "fr")]


def crawl(visitor: BrowserContext, site: Site, who: str, language: str, of_a_kind: int) -> list[str]:
    """The addresses of the pages; each answers, and none shows what a template left behind."""
    pages, wrong = [], []

    def get(address: str) -> str:
        answer = visitor.request.get(address)
        if not answer.ok:
            wrong.append(f"{answer.status} {address}")
        if "html" not in answer.headers.get("content-type", ""):
            return ""
        pages.append(address)
        return answer.text()

    for address, shown in follow(site.url, in_language("/bureau/" if who else "/", language), get, of_a_kind):
        wrong += [f"{address}: {text}" for text in debris(shown.words, language)]
    assert wrong == []
    return pages


@pytest.mark.parametrize(("who", "language"), FOLLOWED)
def test_every_link_leads_somewhere(page: Page, visitor: BrowserContext, site: Site, who: str, language: str) -> None:
    enter(page, who, language)
    assert len(crawl(visitor, site, who, language, of_a_kind=1)) > 15


@pytest.mark.parametrize(("who", "language"), LOOKED_AT)
def test_every_link_leads_to_a_page_that_fits_a_telephone(
    page: Page, visitor: BrowserContext, site: Site, who: str, language: str
) -> None:
    enter(page, who, language)
    at_width(page, NARROW)
    for address in crawl(visitor, site, who, language, of_a_kind=1):
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        assert too_wide(page) == [], address
