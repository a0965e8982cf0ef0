"""A group and its seats: read as of a day, compared with its rules, and a seat that is offered and taken."""

import pytest
from playwright.sync_api import Page, expect

from registry.core.dates import montreal_today
from tests.e2e.people import ADMINISTRATOR, COORDINATOR, enter, leave

BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@BOTH_WAYS
def test_two_meetings_in_toronto_are_not_a_year_of_a_working_group(page: Page) -> None:
    enter(page, COORDINATOR)
    page.goto("/groupes/ex-gt-portes-juridiques/")
    page.get_by_label("Au jour du").fill(f"{montreal_today().year - 2}-12-31")
    page.get_by_role("button", name="Voir ce jour-là").click()
    year = page.locator("#rencontres")
    expect(year).to_contain_text("Pas respecté")
    expect(year).to_contain_text("elle manque")
    expect(year).to_contain_text("à Montréal")


@BOTH_WAYS
def test_a_seat_is_offered_by_the_group_and_taken_from_the_desk(page: Page, scripts: bool) -> None:
    role = "participant" if scripts else "lead"
    enter(page, COORDINATOR)
    page.goto("/bureau/groupes/ex-reseau-oreilles/siege/")
    page.locator("[name=organization]").select_option("ex-hublot")
    page.locator("[name=role]").select_option(role)
    page.locator("[name=until]").fill("2000")
    page.get_by_role("button", name="Offrir le siège").click()
    expect(page.locator(".error-summary")).to_contain_text("La fin doit venir après le début")
    page.locator("[name=until]").fill("2031")
    page.get_by_role("button", name="Offrir le siège").click()
    expect(page.get_by_role("status")).to_contain_text("Le siège est offert")
    leave(page)

    enter(page, ADMINISTRATOR)
    page.get_by_role("link", name="Où nous siégeons").click()
    offer = page.locator("article", has_text="Réseau des Oreilles attentives")
    offer.get_by_role("button", name="Accepter").click()
    expect(page.get_by_role("status")).to_contain_text("Le siège est à l’organisme")
    expect(page.locator("table", has_text="Réseau des Oreilles attentives").first).to_be_visible()
    expect(offer).to_have_count(0)
