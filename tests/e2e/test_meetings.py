"""Notes while a meeting is held: saved as one types, the network cut, the browser killed, or somebody else there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looks import assert_readable
from tests.e2e.people import COORDINATOR, enter, leave
from tests.e2e.site import Site
from tests.e2e.watch import Watch

GROUP = "ex-comite-hebergement"
SAVED = re.compile("Enregistré à")


@pytest.fixture
def address(page: Page) -> str:
    """The notes of a meeting of today, planned by the coordinator who has entered."""
    enter(page, COORDINATOR)
    page.goto(f"/bureau/groupes/{GROUP}/rencontre/")
    page.get_by_label("Titre").fill("Rencontre d'essai")
    page.locator("[name=day]").fill(page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'America/Toronto'})"))
    page.get_by_role("button", name="Inscrire la rencontre").click()
    page.get_by_role("link", name="Ajouter un point").click()
    page.get_by_label("Point à l’ordre du jour").fill("Lits d'urgence")
    page.get_by_role("button", name="Ajouter le point").click()
    page.get_by_role("link", name="Prendre des notes").click()
    page.wait_for_load_state()
    return page.url


def stored(page: Page) -> list[str]:
    """What this browser keeps of notes."""
    found: list[str] = page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('notes:'))")
    return found


def test_notes_are_taken_by_keyboard_alone_and_saved_by_themselves(page: Page, address: str) -> None:
    area, status = page.locator("[name=text]"), page.get_by_role("status").last
    area.focus()
    page.keyboard.press("Alt+1")
    page.keyboard.type("Dix lits de plus.")
    expect(status).to_have_text(SAVED)
    page.keyboard.press("Enter")
    page.keyboard.type("Deux nuits.")
    page.keyboard.press("Control+s")
    expect(status).to_have_text(SAVED)
    assert stored(page) == []
    page.reload()
    expect(area).to_have_value("## 1. Lits d'urgence\nDix lits de plus.\nDeux nuits.")
    assert_readable(page)


def test_a_marked_line_is_recorded_by_keyboard_and_one_is_back_where_one_was(page: Page, address: str) -> None:
    area = page.locator("[name=text]")
    area.focus()
    page.keyboard.type("D: Ouvrir dix lits\nEncore un mot")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+Enter")
    expect(area).to_have_value("Ouvrir dix lits")
    expect(area).to_be_focused()
    assert_readable(page)
    page.get_by_role("button", name="Consigner").press("Enter")
    page.wait_for_url(address)
    expect(area).to_have_value("D: Ouvrir dix lits\nEncore un mot")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.selectionStart < area.value.indexOf('\\n') + 1")
    expect(page.locator("aside")).to_contain_text("Décision: Ouvrir dix lits")
    expect(page.locator("[data-line]")).to_have_count(0)


def test_with_the_network_cut_nothing_is_lost_and_the_page_says_so(
    page: Page, visitor: BrowserContext, address: str
) -> None:
    area, status = page.locator("[name=text]"), page.get_by_role("status").last
    area.fill("Avant la panne.")
    expect(status).to_have_text(SAVED)
    visitor.set_offline(True)
    area.press_sequentially("\nPendant la panne.\nEncore.")
    expect(status).to_contain_text("Hors ligne")
    expect(status).to_contain_text("2 lignes ne sont pas encore enregistrées")
    visitor.set_offline(False)
    expect(status).to_have_text(SAVED)
    page.reload()
    expect(area).to_have_value("Avant la panne.\nPendant la panne.\nEncore.")


def test_what_a_killed_page_had_not_saved_is_offered_on_return(
    page: Page, visitor: BrowserContext, address: str
) -> None:
    page.locator("[name=text]").fill("Enregistré.")
    expect(page.get_by_role("status").last).to_have_text(SAVED)
    visitor.set_offline(True)
    page.locator("[name=text]").press_sequentially("\nJamais parti.")
    page.close()
    visitor.set_offline(False)
    again = visitor.new_page()
    again.goto(address)
    expect(again.locator("[name=text]")).to_have_value("Enregistré.\nJamais parti.")
    expect(again.locator("#notes-status")).to_contain_text("est resté dans ce navigateur")
    expect(again.locator("#notes-status")).to_have_text(SAVED)
    expect(again.locator("#two-texts")).to_be_hidden()
    assert stored(again) == []


@pytest.fixture
def neighbor(browser: Browser, site: Site, page: Page, address: str) -> Iterator[Page]:
    """Somebody else who opened the same notes, in which two lines stand."""
    page.locator("[name=text]").fill("Accueil\nVaria")
    expect(page.locator("#notes-status")).to_have_text(SAVED)
    context = browser.new_context(base_url=site.url, locale="fr-CA")
    watch = Watch(context, site.url)
    other = context.new_page()
    enter(other, COORDINATOR)
    other.goto(address)
    expect(other.locator("[name=text]")).to_have_value("Accueil\nVaria")
    yield other
    context.close()
    assert watch.complaints == []


def write(page: Page, text: str, line: int = 0) -> None:
    """Type a line, with its end, above that line of the notes (from 0), and save it."""
    area = page.locator("[name=text]")
    area.focus()
    area.evaluate(
        "(area, n) => { const at = area.value.split('\\n').slice(0, n).join('\\n').length + Math.sign(n);"
        " area.setSelectionRange(at, at); }",
        line,
    )
    page.keyboard.type(f"{text}\n")
    page.keyboard.press("Control+s")


def test_two_people_who_type_at_once_lose_nothing(page: Page, neighbor: Page) -> None:
    area, other = page.locator("[name=text]"), page.locator("[name=other]")
    write(neighbor, "De l'autre.", 1)
    expect(neighbor.locator("#notes-status")).to_have_text(SAVED)
    write(page, "De l'une.", 1)
    page.keyboard.type("Quarante lettres sans perdre le fil ici.", delay=20)
    expect(page.locator("#two-texts")).to_be_visible()
    expect(page.locator("#notes-status")).to_contain_text("Rien n’est perdu")
    page.keyboard.type(" Et encore.\n")
    expect(area).to_be_focused()
    mine = "Accueil\nDe l'une.\nQuarante lettres sans perdre le fil ici. Et encore.\nVaria"
    expect(area).to_have_value(mine)
    assert_readable(page)

    write(neighbor, "Encore de l'autre.", 2)
    expect(neighbor.locator("#notes-status")).to_have_text(SAVED)
    page.keyboard.press("Control+s")
    theirs = "Accueil\nDe l'autre.\nEncore de l'autre.\nVaria"
    expect(other).to_have_value(theirs)
    page.get_by_role("button", name="Réunir les deux").click()
    both = theirs.replace("Varia", mine.removeprefix("Accueil\n"))
    expect(area).to_have_value(both)
    expect(area).to_be_focused()
    expect(page.locator("#notes-status")).to_have_text(SAVED)

    write(neighbor, "Le mot de la fin.", 4)
    neighbor.get_by_role("button", name="Garder le mien").click()
    expect(neighbor.locator("#notes-status")).to_have_text(SAVED)
    expect(neighbor.locator("#id_aside")).to_have_value(both)


def test_a_text_that_has_all_the_lines_of_the_other_is_taken_and_nothing_is_asked(page: Page, neighbor: Page) -> None:
    write(neighbor, "De l'autre.", 1)
    expect(neighbor.locator("#notes-status")).to_have_text(SAVED)
    page.locator("[name=text]").press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator("[name=text]")).to_have_value("Accueil\nDe l'autre.\nVaria\n")
    expect(page.locator("#notes-status")).to_contain_text("a toutes les lignes des deux")
    page.keyboard.type("À la fin.")
    expect(page.locator("[name=text]")).to_have_value("Accueil\nDe l'autre.\nVaria\nÀ la fin.")


def test_nothing_of_the_notes_stays_in_the_browser_of_who_leaves(
    page: Page, visitor: BrowserContext, address: str
) -> None:
    visitor.set_offline(True)
    page.locator("[name=text]").fill("Reste ici.")
    expect(page.get_by_role("status").last).to_contain_text("Hors ligne")
    assert len(stored(page)) == 1
    visitor.set_offline(False)
    page.goto("/bureau/")
    leave(page)
    assert stored(page) == []
