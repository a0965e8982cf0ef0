"""A resolution from its first words to its vote, written without a script and voted on by keyboard alone."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from registry.core.dates import montreal_today
from tests.e2e.people import ADMINISTRATOR, COORDINATOR, NEIGHBOR, enter

SUBJECT = "Un lit par quai"
CLAUSE = "Demande au ministère imaginaire d'ouvrir un lit sur chaque quai de l'Archipel."


def save(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".notice-success")).to_be_visible()


def as_(page: Page, visitor: BrowserContext, who: str, address: str) -> None:
    visitor.clear_cookies()
    enter(page, who)
    page.goto(address)


@pytest.mark.parametrize("scripts", [False], ids=["no-scripts"])
def test_members_write_and_carry_it_and_the_assembly_votes(page: Page, visitor: BrowserContext) -> None:
    as_(page, visitor, ADMINISTRATOR, "/bureau/organismes/ex-archipel/resolution/")
    page.locator("[name=subject]").fill(SUBJECT)
    page.locator("[name=organization]").select_option("ex-hublot")
    save(page, "Commencer le projet")
    page.locator("[name='recital-new.0-fr']").fill("Attendu que des familles arrivent la nuit;")
    page.locator("[name='clause-new.0-fr']").fill(CLAUSE)
    save(page, "Enregistrer")
    address = page.url
    expect(page.locator("#texte")).to_contain_text(CLAUSE)

    page.get_by_role("link", name="Proposer la résolution").click()
    save(page, "Proposer")
    as_(page, visitor, NEIGHBOR, address)
    page.get_by_role("link", name="Appuyer la résolution").click()
    save(page, "Appuyer")

    as_(page, visitor, COORDINATOR, "/bureau/organismes/ex-archipel/assemblee/")
    page.locator("[name=day]").fill(montreal_today().isoformat())
    page.locator("[name=title]").fill("Assemblée des quais")
    page.locator("[name=mode][value=virtual]").check()
    save(page, "Inscrire l’assemblée")
    page.goto(f"{address}")
    page.get_by_role("link", name="Soumettre à une assemblée").click()
    assembly = page.locator("[name=assembly] option", has_text="Assemblée des quais").get_attribute("value")
    page.locator("[name=assembly]").select_option(assembly)
    page.locator("[name=number]").fill("1")
    save(page, "Soumettre")

    page.goto(f"/assemblees/{assembly}/votes/")
    expect(page.locator("[name=votes_for]")).to_be_focused()
    page.keyboard.type("900")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("recomptez les voix")
    page.locator("[name=votes_for]").fill("9")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/assemblees/{assembly}/votes/")
    expect(page.locator("main")).to_contain_text("Tous les votes sont pris.")
    visitor.clear_cookies()
    page.goto(address)
    expect(page.locator("main")).to_contain_text("9 pour, 1 contre, 0 abstention")


def test_a_concern_is_joined_rather_than_repeated(page: Page) -> None:
    enter(page, ADMINISTRATOR)
    page.goto("/bureau/groupes/ex-gt-portes-juridiques/enjeu/")
    page.locator("[name=title]").fill("Des audiences sans interprète")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".contradiction")).to_contain_text("Audiences sans interprète")
    page.get_by_role("button", name="Audiences sans interprète").click()
    save(page, "S’y joindre")
    expect(page.locator("main aside")).to_contain_text("Hublot vert")
