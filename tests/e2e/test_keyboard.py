"""The site with the keyboard alone: one goes straight to the content, sees where one is, and can do everything."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import CONTRIBUTOR, enter

MOST = 120  # presses of Tab within which anything on these pages is reached


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; wherever it goes on the way, it can be seen."""
    for _press in range(MOST):
        page.keyboard.press("Tab")
        assert focus_is_seen(page), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def focus_is_seen(page: Page) -> bool:
    """Whether what has the focus is in sight with something drawn around it."""
    seen: bool = page.evaluate(
        """() => {
            const focused = document.activeElement;
            const drawn = [focused, focused.nextElementSibling, focused.parentElement].filter(Boolean)
                .map(each => getComputedStyle(each))
                .some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
            const box = focused.getBoundingClientRect();
            return focused === document.body
                || drawn && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        }"""
    )
    return seen


def test_one_goes_straight_to_the_content(page: Page) -> None:
    page.goto("/organismes/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_menu_and_the_search(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/confidentialite/")
    go_to(page, page.get_by_role("navigation", name="Principale").get_by_role("link", name="Accueil"))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/")
    go_to(page, page.locator("main [name=q]").first)
    page.keyboard.type("cjm")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Clinique pour la justice migrante")


def test_a_pathway_is_found(page: Page) -> None:
    page.goto("/chemins/")
    go_to(page, page.locator('details:has([name=needs][value="legal"]) > summary'))
    page.keyboard.press("Enter")
    go_to(page, page.locator('[name=needs][value="legal_information"]'))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Chemins trouvés")


def test_an_error_summary_leads_to_its_field(page: Page) -> None:
    page.goto("/organismes/csai/signaler/")
    go_to(page, page.get_by_role("button", name="Envoyer"))
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    go_to(page, page.locator(".error-summary a").first)
    page.keyboard.press("Enter")
    expect(page.locator("[name=text]")).to_be_focused()


def test_an_intake_is_changed(page: Page) -> None:
    enter(page, CONTRIBUTOR)
    page.goto("/bureau/services/ex-hublot-soutien/")
    go_to(page, page.get_by_role("link", name="Changer l’accueil"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Changer l’accueil")
    go_to(page, page.locator("[name=status]:checked"))
    page.keyboard.press("ArrowDown")
    go_to(page, page.locator("[name=reason]"))
    page.keyboard.type("Une place de moins.")
    go_to(page, page.get_by_role("button", name="Enregistrer"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Une place de moins.")
