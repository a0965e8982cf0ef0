"""Members and coordinators keep the directory up, and everybody sees it at once."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.people import ADMINISTRATOR, BOTH_WAYS, CONTRIBUTOR, COORDINATOR, enter
from tests.e2e.test_finder import search, tick

WELCOME = "ex-hublot-accueil"


def change_intake(page: Page, status: str, reason: str) -> None:
    page.goto(f"/bureau/services/{WELCOME}/")
    page.get_by_role("link", name="Changer l’accueil").click()
    page.locator(f'[name=status][value="{status}"]').check()
    page.locator("[name=reason]").fill(reason)
    page.get_by_role("button", name="Enregistrer").click()


@BOTH_WAYS
def test_a_change_of_intake_is_on_the_public_page_and_in_the_finder(page: Page, scripts: bool) -> None:
    reason = f"La salle est pleine ({'avec' if scripts else 'sans'} script)."
    enter(page, CONTRIBUTOR)
    change_intake(page, "closed", reason)
    expect(page.locator(".notice-success, [role=status]").first).to_be_visible()
    page.goto(f"/services/{WELCOME}/")
    expect(page.locator("main")).to_contain_text(reason)
    expect(page.locator("main .card").first).to_contain_text("Fermé")
    assert not leads_to_the_welcome(page)

    change_intake(page, "open", "La salle est vide.")
    page.goto(f"/services/{WELCOME}/")
    expect(page.locator("main")).to_contain_text("La salle est vide.")
    assert leads_to_the_welcome(page)


def leads_to_the_welcome(page: Page) -> bool:
    page.goto("/chemins/")
    tick(page, "needs", "reception")
    tick(page, "who", "person")
    page.locator("[name=region]").select_option("03")
    search(page)
    expect(page.locator(".asked")).to_be_visible()
    return page.locator(".pathways", has_text="Premier accueil et orientation").count() > 0


@BOTH_WAYS
def test_two_tabs_on_one_service_lose_nothing_that_was_typed(page: Page, visitor: BrowserContext) -> None:
    enter(page, ADMINISTRATOR)
    other = visitor.new_page()
    for tab, text in ((page, "Le mardi seulement."), (other, "Le jeudi, sur appel.")):
        tab.goto(f"/bureau/services/{WELCOME}/description/")
        tab.locator("[name=schedule]").fill(text)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(f"/bureau/services/{WELCOME}/")

    other.get_by_role("button", name="Enregistrer").click()
    expect(other.locator(".contradiction")).to_contain_text("Le mardi seulement.")
    expect(other.locator(".contradiction")).to_contain_text("Le jeudi, sur appel.")
    expect(other.locator("textarea[name=schedule]")).to_have_value("Le jeudi, sur appel.")
    other.get_by_role("button", name="Enregistrer").click()
    expect(other).to_have_url(f"/bureau/services/{WELCOME}/")
    other.goto(f"/services/{WELCOME}/")
    expect(other.locator("main")).to_contain_text("Le jeudi, sur appel.")


@BOTH_WAYS
def test_a_coordinator_adds_an_organization_that_everyone_then_finds(page: Page, scripts: bool) -> None:
    name = f"Phare à {'deux' if scripts else 'trois'} lanternes (exercice)"
    enter(page, COORDINATOR)
    page.get_by_role("link", name="Ajouter un organisme").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[name=name_fr]").fill(name)
    page.locator("[name=kind]").select_option("community")
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".summary").first).to_contain_text(name)
    page.get_by_role("button", name="Ajouter l’organisme").click()
    expect(page.locator("h1")).to_have_text(name)
    page.goto(f"/recherche/?q={name.split()[2].upper()} lanternes")
    expect(page.locator("main").get_by_role("link", name=name)).to_be_visible()


@BOTH_WAYS
def test_everything_still_true_is_one_press(page: Page) -> None:
    enter(page, ADMINISTRATOR)
    page.get_by_role("button", name="Tout est encore vrai").first.click()
    expect(page).to_have_url("/bureau/")
    expect(page.locator("main")).to_contain_text("confirmé")
    page.goto("/organismes/ex-hublot/")
    expect(page.locator("main")).to_contain_text("Fiche confirmée")
