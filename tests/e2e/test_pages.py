"""Every page, as anybody meets it: readable by everyone at both widths, light, and loaded from nowhere else."""

import re
from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looks import NARROW, WIDE, assert_readable, weight
from tests.e2e.people import ADMINISTRATOR, COORDINATOR, LABELS, PARTNER, enter
from tests.e2e.site import Site
from tests.e2e.watch import Watch

HEAVIEST = 150_000
# What axe looks at twice: every part of a page, and the pages that are laid out differently when wide.
AT_BOTH = ["/", "/composants/", "/organismes/", "/organismes/cjm/"]
HEAVY = ["/api/"]  # GraphiQL and its React, for developers, from this host
PUBLIC = [
    "/",
    "/recherche/?q=juridique",
    "/recherche/?q=zzzz",
    "/organismes/",
    "/organismes/?need=legal_information&region=06&intake=closed",
    "/organismes/?q=zzzz",
    "/organismes/cjm/",
    "/organismes/cjm/?on=2024-10-01",
    "/organismes/tcri/",
    "/organismes/mmfim/",
    "/organismes/mifi/",
    "/organismes/csai/signaler/",
    "/organismes/csai/signaler/merci/",
    "/services/svc-001/",
    "/groupes/",
    "/groupes/?kind=working_group",
    "/groupes/ccr-protection-canada/",
    "/groupes/ccr-protection-canada/?on=2010-01-01",
    "/groupes/adaq/",
    "/services/svc-025/",
    "/activites/",
    "/activites/act-001/",
    "/resolutions/?text=détention",
    "/resolutions/ccr-res-001/",
    "/chemins/",
    "/composants/",
    "/confidentialite/",
    "/api/",
    "/compte/entrer/",
    "/compte/mot-de-passe/oublie/",
    "/nulle-part/",
    "/en/",
    "/en/organismes/cjm/",
    "/en/chemins/",
    "/es/organismes/?region=03",
    "/es/organismes/tcri/",
    "/es/composants/",
]


@pytest.fixture(scope="module")
def opened(browser: Browser, site: Site) -> Iterator[tuple[Page, Watch]]:
    """A page of somebody who goes from one public page to the next, and what their browser complains about."""
    context = browser.new_context(base_url=site.url, locale="fr-CA")
    watch = Watch(context, site.url)
    yield context.new_page(), watch
    context.close()


@pytest.fixture
def reader(opened: tuple[Page, Watch]) -> Iterator[Page]:
    page, watch = opened
    yield page
    assert watch.complaints == []


@pytest.mark.parametrize("address", PUBLIC)
def test_everyone_can_read_it(reader: Page, address: str) -> None:
    reader.goto(address)
    language = address.split("/")[1]
    assert reader.get_attribute("html", "lang") == (language if language in ("en", "es") else "fr")
    assert weight(reader) <= HEAVIEST or address in HEAVY
    assert_readable(reader, (WIDE, NARROW) if address in AT_BOTH else (NARROW,))


INSIDE = {
    COORDINATOR: [
        "/bureau/",
        "/bureau/groupes/",
        "/groupes/ex-gt-portes-juridiques/",
        "/groupes/ex-gt-portes-juridiques/copresidences/",
        "/bureau/groupes/ex-gt-portes-juridiques/modifier/",
        "/bureau/groupes/ex-gt-portes-juridiques/rencontre/",
        "/rencontres/ex-rencontre-portes-suivi/",
        "/rencontres/ex-rencontre-portes-suivi/notes/",
        "/rencontres/ex-rencontre-hebergement-recente/proces-verbal/",
        "/bureau/rencontres/ex-rencontre-portes-suivi/presences/",
        "/bureau/rencontres/ex-rencontre-portes-suivi/suite/",
        "/bureau/organismes/ex-archipel/",
        "/bureau/organismes/ex-archipel/membres/",
        "/bureau/organismes/ex-archipel/organisme/",
        "/bureau/organismes/ex-theiere/fusionner/",
        "/enjeux/ex-enjeu-soir/",
        "/resolutions/ex-res-010/",
        "/bureau/resolutions/ex-res-010/texte/",
        "/assemblees/ex-assemblee-derniere/",
    ],
    ADMINISTRATOR: [
        "/bureau/",
        "/bureau/sieges/",
        "/bureau/organismes/ex-hublot/",
        "/bureau/organismes/ex-hublot/profil/",
        "/bureau/organismes/ex-hublot/entente-vers/",
        "/bureau/organismes/ex-hublot/personnes/",
        "/bureau/organismes/ex-hublot/personnes/inviter/",
        "/bureau/services/ex-hublot-soutien/",
        "/bureau/services/ex-hublot-soutien/accueil/",
        "/bureau/services/ex-hublot-soutien/conditions/",
        "/bureau/services/ex-plume-asile/",
        "/bureau/ententes/ex-entente-hublot-parapluie-avocate/",
        "/compte/",
        "/compte/moi/jeton/",
        "/compte/moi/supprimer/",
    ],
    PARTNER: ["/bureau/", "/compte/"],
}


@pytest.mark.parametrize("who", INSIDE)
def test_everyone_inside_can_read_theirs(page: Page, who: str) -> None:
    enter(page, who)
    for address in INSIDE[who]:
        page.goto(address)
        assert weight(page) <= HEAVIEST
        assert_readable(page)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_role_has_a_desk_in_every_language(page: Page, visitor: BrowserContext, language: str) -> None:
    for who in LABELS:
        visitor.clear_cookies()
        enter(page, who, language)
        expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_fault_of_the_server_is_told_in_a_page_that_helps(page: Page) -> None:
    page.goto("/nulle-part/")
    page.set_content(render_to_string("500.html"))
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert_readable(page)


@pytest.mark.parametrize("address", ["/", "/composants/", "/organismes/?region=06", "/organismes/cjm/", "/chemins/"])
def test_it_can_be_read_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    assert_readable(page)


def test_no_two_pages_have_the_same_title(visitor: BrowserContext) -> None:
    titles: dict[str, str] = {}
    for address in PUBLIC:
        if "?" not in address:
            [title] = re.findall(r"<title>([^<]+)</title>", visitor.request.get(address).text())
            assert titles.setdefault(title, address) == address
