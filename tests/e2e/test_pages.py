"""Every page, as anybody meets it: readable by everyone at both widths, light, and loaded from nowhere else."""

import pytest
from playwright.sync_api import Page

from tests.e2e.looks import assert_readable, weight

HEAVIEST = 150_000
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
    "/services/svc-025/",
    "/chemins/",
    "/composants/",
    "/confidentialite/",
    "/api/",
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


@pytest.mark.parametrize("address", PUBLIC)
def test_everyone_can_read_it(page: Page, address: str) -> None:
    page.goto(address)
    language = address.split("/")[1]
    assert page.get_attribute("html", "lang") == (language if language in ("en", "es") else "fr")
    assert weight(page) <= HEAVIEST
    assert_readable(page)


@pytest.mark.parametrize("address", ["/", "/composants/", "/organismes/?region=06", "/organismes/cjm/", "/chemins/"])
def test_it_can_be_read_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    assert_readable(page)


def test_no_two_pages_have_the_same_title(page: Page) -> None:
    titles: dict[str, str] = {}
    for address in PUBLIC:
        if "?" not in address:
            page.goto(address, wait_until="commit")
            assert titles.setdefault(page.title(), address) == address
