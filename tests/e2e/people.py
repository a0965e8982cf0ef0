"""Who uses the site: the roles of the demonstration, and somebody who has none."""

import json

import pytest
from playwright.sync_api import Page, expect

from setup.console import ROOT

USERS = json.loads((ROOT / "demo/exercise/users.json").read_text(encoding="utf-8"))["users"]
LABELS: dict[str, dict[str, str]] = {user["email"]: user["label"] for user in USERS}
LANGUAGES = ("fr", "en", "es")
NOBODY = ""
COORDINATOR = "coordination@archipel.example"
ADMINISTRATOR = "direction@hublot-vert.example"
CONTRIBUTOR = "intervention@hublot-vert.example"
NEIGHBOR = "direction@parapluie-a-pois.example"
LEAD = "animation@horloge-a-coucou.example"
PARTNER = "partenaire@carrefour-du-parasol.example"
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def in_language(path: str, language: str) -> str:
    """The address of a page in a language; French has no prefix."""
    return path if language == "fr" else f"/{language}{path}"


def enter(page: Page, who: str, language: str = "fr") -> None:
    """Enter by one click as a role of the demonstration; nobody stays outside."""
    page.goto(in_language("/compte/entrer/" if who else "/", language))
    if who:
        page.get_by_role("button", name=LABELS[who][language], exact=True).click()
        expect(page).to_have_url(in_language("/bureau/", language))


def leave(page: Page) -> None:
    page.get_by_role("button", name="Quitter").click()
    expect(page.get_by_role("link", name="Ouvrir une session")).to_be_visible()
