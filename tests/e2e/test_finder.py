"""The scene that everything is for: a family is in Québec City tonight, and needs a bed and a lawyer."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looks import assert_readable
from tests.e2e.people import BOTH_WAYS, in_language

NEEDS = ("temporary_housing", "legal_representation")


def show_exercise(page: Page, language: str = "fr") -> None:
    page.goto(in_language("/", language))
    page.locator(".strip button").click()
    expect(page.locator(".strip-exercise")).to_be_visible()


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box, after opening what folds it away."""
    box = f'[name="{name}"][value="{value}"]'
    for summary in page.locator(f"details:not([open]):has({box}) > summary").all():
        summary.click()
    page.locator(box).check()


def describe_family(page: Page, language: str = "fr") -> None:
    """They ask for asylum and speak Spanish."""
    page.goto(in_language("/chemins/", language))
    for need in NEEDS:
        tick(page, "needs", need)
    tick(page, "languages", "es")
    tick(page, "populations", "claimant")
    tick(page, "populations", "families")
    page.locator("[name=region]").select_option("03")


def refer_from_hublot(page: Page) -> None:
    tick(page, "who", "organization")
    page.locator("[name=origin]").select_option("ex-hublot")
    tick(page, "fact_urgent", "yes")
    tick(page, "fact_unrepresented", "yes")


def search(page: Page) -> None:
    page.locator("#finder-form button.button").last.click()


@BOTH_WAYS
@pytest.mark.parametrize(
    ("language", "house", "clinic"),
    [("fr", "Maison du Parapluie à pois", "Plume d’oie"), ("es", "Casa del Paraguas de lunares", "Pluma de ganso")],
)
def test_one_house_takes_the_family_for_both(page: Page, language: str, house: str, clinic: str) -> None:
    show_exercise(page, language)
    describe_family(page, language)
    refer_from_hublot(page)
    search(page)
    expect(page.locator("main h2").nth(1)).to_contain_text(house)
    expect(page.locator(".pathways").first).to_contain_text(clinic)
    page.locator('[formaction$="/imprimer/"]').first.click()
    expect(page.locator(".leaflet-need")).to_have_count(2)
    expect(page.locator(".leaflet")).to_contain_text("accueil@parapluie-a-pois.example")
    page.emulate_media(media="print")
    expect(page.locator(".main-nav")).to_be_hidden()


def test_a_lawyer_for_urgent_files_is_to_confirm_until_somebody_says_that_it_is_urgent(page: Page) -> None:
    show_exercise(page)
    describe_family(page)
    tick(page, "who", "organization")
    page.locator("[name=origin]").select_option("ex-hublot")
    search(page)
    urgent = page.locator("li", has_text="Réponse juridique urgente").first
    expect(urgent).to_contain_text("à confirmer")
    page.locator('.follow-ups [name="fact_urgent"][value="yes"]').check()
    page.get_by_role("button", name="Mettre la réponse à jour").click()
    expect(urgent).to_contain_text("Certain")


@BOTH_WAYS
def test_the_real_data_says_honestly_that_there_is_nothing_and_what_would_open_something(page: Page) -> None:
    describe_family(page)
    search(page)
    expect(page.locator("h1")).to_have_text("Aucun chemin trouvé")
    expect(page.locator("main")).to_contain_text("Aucun des services restants ne sert cette région")
    expect(page.locator(".strip-exercise")).to_have_count(0)
    page.get_by_role("button", name="Dans cette région").click()
    expect(page.locator("h1")).to_have_text("Chemins trouvés")
    expect(page.locator(".asked")).to_contain_text("Montréal")
    expect(page.locator(".pathways").first).to_contain_text("À confirmer")


@BOTH_WAYS
def test_changing_language_keeps_the_question_and_so_does_changing_ones_mind(page: Page) -> None:
    describe_family(page)
    search(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".asked")).to_contain_text("Spanish")
    page.get_by_role("button", name="Français").click()
    page.get_by_role("button", name="Modifier la question").click()
    for need in NEEDS:
        expect(page.locator(f'[name=needs][value="{need}"]')).to_be_checked()


@BOTH_WAYS
def test_a_question_without_a_need_says_what_to_do(page: Page) -> None:
    page.goto("/chemins/")
    search(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator(".error-summary a").first.click()
    expect(page.locator("[name=needs]").first).to_be_in_viewport()


def test_everyone_can_read_the_question_the_answer_and_the_leaflet(page: Page) -> None:
    show_exercise(page)
    describe_family(page)
    refer_from_hublot(page)
    assert_readable(page)
    search(page)
    expect(page.locator("h1")).to_have_text("Chemins trouvés")
    assert_readable(page)
    page.emulate_media(color_scheme="dark")
    assert_readable(page)
    page.locator('[formaction$="/imprimer/"]').first.click()
    expect(page.locator(".leaflet")).to_be_visible()
    assert_readable(page)
