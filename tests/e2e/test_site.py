"""The site's own pages in Chromium: readable by everyone, at any width, in light and dark, with the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, WIDE, axe, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/composants/", "/en/composants/", "/es/confidentialite/", "/nulle-part/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_everyone_can_read_it(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        assert axe(page) == []
        assert not too_wide(page)


def test_the_keyboard_goes_straight_to_the_content(page: Page) -> None:
    page.goto("/composants/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_summary_link_leads_to_its_field(page: Page) -> None:
    page.goto("/composants/")
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_wrong-name")).to_be_focused()


def test_the_exercise_network_is_one_press_away_and_says_so(page: Page) -> None:
    page.goto("/confidentialite/")
    page.locator(".strip button").click()
    expect(page).to_have_url("/confidentialite/")
    expect(page.locator(".strip-exercise")).to_be_visible()
    page.locator(".strip button").click()
    expect(page.locator(".strip-exercise")).to_have_count(0)


def test_the_browser_is_asked_for_nothing_that_the_policy_forbids(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/composants/")
    page.wait_for_load_state("networkidle")
    assert said == []
