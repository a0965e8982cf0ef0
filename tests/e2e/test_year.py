"""A year in the life of a working group: from what a member raises to a resolution, and to what it changed.

Members hold a telephone (320 px), whoever leads and coordinates a wide screen; everyone follows the links of the pages.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from registry.concertation.rules.meetings import LONGEST_MINUTES
from registry.core.dates import montreal_today
from tests.e2e.looks import NARROW, WIDE, assert_readable
from tests.e2e.people import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, LEAD, NEIGHBOR, NOBODY, enter
from tests.e2e.site import Site
from tests.e2e.test_keyboard import go_to
from tests.e2e.watch import Watch

GROUP = "/groupes/ex-gt-portes-juridiques/"
TODAY = montreal_today().isoformat()
LIKE = "Personne ne répond le soir aux urgences juridiques"  # raised in an earlier year, and answered
CONCERN = "Personne ne répond le samedi aux urgences juridiques"
MEETING, ASSEMBLY = "Rencontre des samedis", "Assemblée des samedis"
DECISION, PROMISE = "Demander une porte ouverte le samedi.", "Compter les appels du samedi."
IN_FORCE = "Une porte juridique le soir (exercice)"
SUBJECT = "Une porte juridique le samedi"
CLAUSE = "Demande qu'une clinique juridique garde une porte ouverte le soir, du lundi au samedi."
ACTIVITY, IMPACT = "Rencontre avec le ministère imaginaire", "Une permanence du samedi est financée."
SAVED = re.compile("Enregistré à")
At = Callable[[str], Page]


@pytest.fixture
def at(browser: Browser, site: Site) -> Iterator[At]:
    """The page that somebody has before them, who entered when they were first asked for."""
    pages: dict[str, Page] = {}
    watches: list[Watch] = []

    def of(who: str) -> Page:
        if who not in pages:
            width = WIDE if who in (COORDINATOR, LEAD) else NARROW
            screen = ViewportSize(width=width, height=900)
            context = browser.new_context(base_url=site.url, locale="fr-CA", viewport=screen)
            watches.append(Watch(context, site.url))
            pages[who] = context.new_page()
            enter(pages[who], who)
        return pages[who]

    yield of
    for page in pages.values():
        page.context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []


def follow(page: Page, *names: str) -> None:
    """Click one link after the other."""
    for name in names:
        page.locator("main").get_by_role("link", name=name).first.click()


def send(page: Page, button: str) -> None:
    """Press the button of the form, and be told that it is done."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".notice-success")).to_be_visible()


def test_from_a_concern_to_what_it_changed(at: At) -> None:
    concern = raised_by_one_and_joined_by_another(at)
    meeting = planned_about_it(at, concern)
    invited_and_attended(at, meeting)
    noted_with_the_network_cut_and_the_page_killed(at(LEAD), meeting)
    decided_and_minuted(at, meeting)
    resolution = drafted_moved_and_seconded(at)
    assembly = voted_at_an_assembly(at, resolution)
    activity = answered(at(LEAD), concern)
    walked_both_ways(at(LEAD), concern, meeting, resolution, activity)
    seen_by_others(at, [concern, meeting, f"{meeting}proces-verbal/", assembly], [resolution, activity])


def raised_by_one_and_joined_by_another(at: At) -> str:
    member, neighbor = at(CONTRIBUTOR), at(NEIGHBOR)
    member.goto(GROUP)
    follow(member, "Soulever un enjeu")
    member.get_by_label("L’enjeu en une phrase").fill(CONCERN)
    assert_readable(member, axe_at=())
    member.get_by_role("button", name="Continuer").click()
    expect(member.locator(".contradiction")).to_contain_text(LIKE)
    send(member, "Soulever l’enjeu")

    neighbor.goto(GROUP)
    follow(neighbor, "Soulever un enjeu")
    neighbor.get_by_label("L’enjeu en une phrase").fill("Aux urgences juridiques, le samedi, personne ne répond")
    neighbor.get_by_role("button", name="Continuer").click()
    neighbor.locator(".contradiction").get_by_role("button", name=CONCERN).click()
    expect(neighbor.locator("[name=words]")).to_have_value(re.compile("personne ne répond"))
    neighbor.locator("[name=words]").fill("Deux familles sont reparties.")
    send(neighbor, "S’y joindre")
    expect(neighbor).to_have_url(member.url)
    member.reload()
    expect(member.locator("aside")).to_contain_text("Deux familles sont reparties.")
    return member.url


def planned_about_it(at: At, concern: str) -> str:
    lead = at(LEAD)
    follow(lead, "Vos groupes", "prévoir une rencontre")
    lead.get_by_label("Titre").fill(MEETING)
    lead.locator("[name=day]").fill(TODAY)
    lead.locator("[name=starts_at]").fill("15:00")
    lead.locator("[name=ends_at]").fill("14:00")
    lead.get_by_role("button", name="Inscrire la rencontre").click()
    expect(lead.locator(".error-summary")).to_contain_text("La fin doit venir après le début.")
    lead.locator("[name=ends_at]").fill("16:00")
    send(lead, "Inscrire la rencontre")
    meeting = lead.url
    follow(lead, "Ajouter un point")
    lead.get_by_label("Point à l’ordre du jour").fill("Les samedis")
    lead.get_by_label("À propos de quel enjeu").select_option(label=CONCERN)
    assert_readable(lead, axe_at=())
    send(lead, "Ajouter le point")
    at(CONTRIBUTOR).goto(concern)
    follow(at(CONTRIBUTOR), MEETING)
    expect(at(CONTRIBUTOR)).to_have_url(meeting)
    return meeting


def invited_and_attended(at: At, meeting: str) -> None:
    member, lead = at(CONTRIBUTOR), at(LEAD)
    member.goto("/bureau/")
    follow(member, "Où nous siégeons")
    invitation = member.get_by_role("listitem").filter(has_text=MEETING)
    invitation.get_by_role("link", name="Répondre").click()
    assert_readable(member, axe_at=())
    send(member, "Répondre")
    lead.goto(meeting)
    expect(lead.locator("#presences")).to_contain_text("Viendra")
    follow(lead, "Prendre les présences")
    assert_readable(lead)
    for present in lead.locator("[type=radio][value=present]").all():
        present.check()
    send(lead, "Enregistrer les présences")
    expect(lead.locator("#presences")).to_contain_text("5 organismes présents")


def noted_with_the_network_cut_and_the_page_killed(lead: Page, meeting: str) -> None:
    """The keyboard alone; what the registry said it has, it has, and the rest stayed in the browser."""
    killed = lead.context.new_page()
    killed.goto(f"{meeting}notes/")
    go_to(killed, killed.locator("[name=text]"))
    killed.keyboard.press("Alt+1")
    killed.keyboard.type("Trois appels par samedi.")
    expect(killed.locator("#notes-status")).to_have_text(SAVED)
    lead.context.set_offline(True)
    killed.keyboard.type(" Personne au bout du fil.")
    expect(killed.locator("#notes-status")).to_contain_text("rien n’est perdu. 1 ligne")
    killed.close()
    lead.context.set_offline(False)

    lead.goto(f"{meeting}notes/")
    expect(lead.locator("[name=text]")).to_have_value(
        "## 1. Les samedis\nTrois appels par samedi. Personne au bout du fil."
    )
    assert_readable(lead)
    expect(lead.locator("#notes-status")).to_have_text(SAVED)


def decided_and_minuted(at: At, meeting: str) -> None:
    lead, neighbor = at(LEAD), at(NEIGHBOR)
    follow(lead, "Consigner une suite")
    lead.locator("[name=kind][value=decision]").check()
    lead.locator("[name=text]").fill(DECISION)
    lead.get_by_label("Sous le point").select_option(label="1. Les samedis")
    assert_readable(lead, axe_at=())
    send(lead, "Consigner")
    follow(lead, "Consigner une suite")
    lead.locator("[name=kind][value=commitment]").check()
    lead.locator("[name=text]").fill(PROMISE)
    lead.get_by_label("Par qui").select_option("ex-parapluie")
    lead.locator("[name=due]").fill(TODAY)
    send(lead, "Consigner")
    expect(lead).to_have_url(re.compile(f"{meeting}notes/"))
    lead.goto(meeting)
    follow(lead, "Remettre le procès-verbal")
    send(lead, "Remettre pour approbation")
    follow(lead, "Approuver le procès-verbal")
    send(lead, "Approuver")

    neighbor.goto("/bureau/sieges/")
    expect(neighbor.locator("section", has_text="Ce qu’on nous demande")).to_contain_text(PROMISE)
    expect(neighbor.locator("#decide")).to_contain_text(DECISION)
    neighbor.locator("#decide").get_by_role("link", name=MEETING).last.click()
    expect(neighbor).to_have_url(f"{meeting}proces-verbal/")
    expect(neighbor.locator(".minutes")).to_contain_text("Personne au bout du fil.")
    assert_readable(neighbor)


def drafted_moved_and_seconded(at: At) -> str:
    member = at(CONTRIBUTOR)
    member.goto(GROUP)
    follow(member, "Rédiger une résolution")
    member.get_by_label("Objet de la résolution").fill(SUBJECT)
    send(member, "Commencer le projet")
    member.get_by_label("Attendu 1, en français").fill("Attendu que les urgences n'attendent pas au lundi;")
    member.get_by_label("Clause 1, en français").fill(CLAUSE)
    member.get_by_label("Clause 1, en anglais").fill("Asks that one legal clinic keep a door open on Saturdays.")
    assert_readable(member)
    send(member, "Enregistrer")
    alike = member.locator("#avant")
    expect(alike.get_by_role("link", name=IN_FORCE)).to_be_visible()
    expect(alike).to_contain_text(CLAUSE)
    expect(alike).to_contain_text("du lundi au jeudi")
    for who, title, button in (
        (ADMINISTRATOR, "Proposer la résolution", "Proposer"),
        (NEIGHBOR, "Appuyer la résolution", "Appuyer"),
    ):
        at(who).goto(member.url)
        follow(at(who), title)
        assert_readable(at(who), axe_at=())
        send(at(who), button)
    expect(at(NEIGHBOR).locator("main")).to_contain_text("Proposée")
    return member.url


def voted_at_an_assembly(at: At, resolution: str) -> str:
    coordinator = at(COORDINATOR)
    follow(coordinator, "Vos groupes", "prévoir une assemblée")
    coordinator.get_by_label("Titre").fill(ASSEMBLY)
    coordinator.locator("[name=day]").fill(TODAY)
    send(coordinator, "Inscrire l’assemblée")
    meeting = coordinator.url
    coordinator.goto(resolution)
    follow(coordinator, "Soumettre à une assemblée")
    coordinator.locator("[name=assembly]").select_option(meeting.rstrip("/").rpartition("/")[2])
    coordinator.get_by_label("Numéro").fill("1")
    send(coordinator, "Soumettre")
    coordinator.goto(meeting)
    follow(coordinator, "Résolutions, votes et cahier")
    assembly = coordinator.url
    follow(coordinator, "Prendre les votes")
    expect(coordinator.locator("[name=votes_for]")).to_be_focused()
    coordinator.keyboard.type("900")
    coordinator.get_by_label("Contre").fill("1")
    coordinator.get_by_role("button", name="Inscrire le vote").click()
    expect(coordinator.locator(".error-summary")).to_contain_text("recomptez les voix")
    assert_readable(coordinator)
    coordinator.get_by_label("Pour").fill("9")
    send(coordinator, "Inscrire le vote")
    follow(coordinator, "Voir l’assemblée")
    expect(coordinator.locator("table")).to_contain_text("9 pour, 1 contre")
    for name, begins in (("PDF accessible", b"%PDF-"), ("document DOCX", b"PK")):
        book = coordinator.request.get(coordinator.get_by_role("link", name=name).get_attribute("href") or "")
        assert book.body().startswith(begins)
    return assembly


def answered(lead: Page, concern: str) -> str:
    lead.goto(GROUP)
    follow(lead, "Inscrire une activité")
    lead.get_by_label("Dialogue avec le gouvernement").check()
    lead.get_by_label("Ce qui a été fait, en une phrase").fill(ACTIVITY)
    lead.locator("[name=date]").fill(TODAY)
    assert_readable(lead, axe_at=())
    send(lead, "Inscrire l’activité")
    activity = lead.url
    follow(lead, "Inscrire ce que cela a changé")
    lead.get_by_label("Pratiques et politiques du gouvernement").check()
    lead.get_by_label("En quoi").fill(IMPACT)
    send(lead, "Inscrire")
    follow(lead, "Publier l’activité")
    send(lead, "Publier")
    for way, field, label in (
        ("Résolution", "Par quelle résolution", SUBJECT),
        ("Dialogue avec le gouvernement", "Par quelle activité", ACTIVITY),
    ):
        lead.goto(concern)
        follow(lead, "Répondre à l’enjeu")
        lead.get_by_label(way, exact=True).check()
        lead.get_by_label(field).select_option(label=label)
        send(lead, "Inscrire la réponse")
    return activity


def walked_both_ways(page: Page, concern: str, meeting: str, resolution: str, activity: str) -> None:
    """Concern, meeting with its decision, clause, activity, impact; and back, by links alone."""
    for start, link, end in (
        (concern, MEETING, meeting),
        (meeting, "l’enjeu", concern),
        (concern, CLAUSE, re.compile(f"{resolution}#clause-")),
        (resolution, CONCERN, concern),
        (concern, ACTIVITY, activity),
        (activity, CONCERN, concern),
        (resolution, ACTIVITY, activity),
    ):
        page.goto(start)
        follow(page, link)
        expect(page).to_have_url(end)
    page.goto(concern)
    expect(page.locator("#chaine")).to_contain_text(DECISION)
    expect(page.locator("#chaine")).to_contain_text(IMPACT)
    assert_readable(page)


def seen_by_others(at: At, hidden: list[str], public: list[str]) -> None:
    stranger = at(NOBODY)
    for address in hidden:
        assert stranger.request.get(address).status == 404, address
    for address, told in zip(public, (CLAUSE, IMPACT), strict=True):
        stranger.goto(address)
        expect(stranger.locator("main")).to_contain_text(told)
        expect(stranger.locator("main")).not_to_contain_text(CONCERN)


def test_a_calendar_is_followed_until_its_address_is_revoked(at: At) -> None:
    lead, stranger = at(LEAD), at(NOBODY)
    lead.goto(GROUP)
    expect(lead.locator("#rencontres")).to_contain_text("Rencontre d’automne")
    follow(lead, "Suivre le calendrier")
    lead.locator("main form button").click()
    address = lead.locator("#address").input_value()
    assert_readable(lead, axe_at=())
    assert "Rencontre d’automne" in stranger.request.get(address).text()
    follow(lead, "Continuer", "Révoquer")
    lead.locator("main form button").click()
    assert stranger.request.get(address).status == 404


SEATS = [
    ({"since": "2026-02-30"}, "une date réelle"),
    ({"since": "2027-05-01", "until": "2027-04-01"}, "fin"),
    ({"since": TODAY}, "déjà"),  # the same seat twice
]


def test_a_seat_that_makes_no_sense_is_refused_in_a_sentence(at: At) -> None:
    coordinator = at(COORDINATOR)
    coordinator.goto(GROUP)
    seats = coordinator.locator("#sieges").inner_text()
    for told, sentence in SEATS:
        coordinator.goto(GROUP)
        follow(coordinator, "Offrir un siège")
        coordinator.locator("[name=organization]").select_option("ex-hublot")
        coordinator.locator("[name=role]").select_option("steering_member")
        for name, value in told.items():
            coordinator.locator(f"[name={name}]").fill(value)
        coordinator.get_by_role("button", name="Offrir").click()
        expect(coordinator.locator(".error-summary")).to_contain_text(sentence)
        for name, value in told.items():
            expect(coordinator.locator(f"[name={name}]")).to_have_value(value)
    coordinator.goto(GROUP)
    assert coordinator.locator("#sieges").inner_text() == seats


def test_notes_that_are_too_long_stay_on_the_page(at: At) -> None:
    lead = at(LEAD)
    lead.goto("/rencontres/ex-rencontre-portes-suivi/notes/")
    notes = lead.locator("[name=text]")
    before = notes.input_value()
    notes.fill("a" * (LONGEST_MINUTES + 1))
    expect(lead.locator("#notes-status")).to_contain_text("trop long")
    assert len(notes.input_value()) == LONGEST_MINUTES + 1
    notes.fill(before)
    lead.reload()
    expect(notes).to_have_value(before)
