"""Reading the directory: what is found, what is said of a day, and how somebody says that it is wrong."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import BOTH_WAYS, COORDINATOR, enter


@BOTH_WAYS
def test_on_1_october_2024_nobody_refers_themselves_to_the_clinic(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill("CJM")
    page.get_by_role("searchbox").first.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Clinique pour la justice migrante").first.click()
    page.get_by_role("link", name="Représentation juridique individuelle").first.click()
    page.get_by_label("Au jour du").fill("2024-10-01")
    page.get_by_role("button", name="Voir ce jour-là").click()
    main = page.locator("main")
    expect(main).to_contain_text("Fermé depuis le 4 septembre 2024")
    expect(main).to_contain_text("on ne s’y adresse pas soi-même")
    expect(main).to_contain_text("réservé aux intervenants")
    expect(page).to_have_url("/services/svc-001/?on=2024-10-01")


@BOTH_WAYS
def test_a_list_is_narrowed_and_taken_away_as_a_table(page: Page, scripts: bool) -> None:
    page.goto("/organismes/")
    count = page.locator("#results strong").first
    everything = count.inner_text()
    page.locator("[name=region]").select_option("06")
    page.locator("[name=need]").select_option("legal_information")
    if not scripts:
        page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("need=legal_information&region=06"))
    expect(count).not_to_have_text(everything)
    expect(page.locator("#results")).to_contain_text("Clinique pour la justice migrante")
    table = page.request.get(page.locator('a[href*=".csv"]').first.get_attribute("href") or "").text()
    header, *rows = csv.reader(table.removeprefix("\ufeff").splitlines())
    assert f"{len(rows)} organismes" in count.inner_text()
    assert {len(row) for row in rows} == {len(header)}


def test_a_search_knows_no_accents_and_no_case(page: Page) -> None:
    found = []
    for words in ("représentation JURIDIQUE", "REPRESENTATION juridique"):
        page.goto("/recherche/")
        page.locator("main [name=q]").fill(words)
        page.locator("main [name=q]").press("Enter")
        found.append(page.locator("main h2, main h3, main li a").all_inner_texts())
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("address", ["/organismes/cjm/?on=2024-10-01", "/organismes/?region=06", "/confidentialite/"])
@BOTH_WAYS
def test_changing_language_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(address)
    for name, prefix in (("English", "/en"), ("Español", "/es"), ("Français", "")):
        page.get_by_role("navigation").get_by_text(name, exact=True).click()
        expect(page).to_have_url(prefix + address)
        expect(page.locator("html")).to_have_attribute("lang", prefix[1:] or "fr")


@BOTH_WAYS
def test_what_anybody_reports_waits_on_the_desk_of_who_looks_after_it(page: Page, scripts: bool) -> None:
    text = f"Le numéro de la halte ne répond plus ({'avec' if scripts else 'sans'} script)."
    page.goto("/")
    page.locator(".strip button").click()
    page.goto("/organismes/ex-thermometre/")
    page.get_by_role("link", name="Signaler une erreur").first.click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[name=text]").fill(text)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status")).to_be_visible()

    enter(page, COORDINATOR)
    report = page.locator("article", has_text=text)
    expect(report).to_be_visible()
    report.get_by_role("button").click()
    expect(page).to_have_url("/bureau/")
    expect(page.locator("article", has_text=text)).to_have_count(0)
