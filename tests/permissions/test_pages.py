"""Every page, got by each of the cast: 200, sent to sign in, 403 or 404 as the table says; no canary in any."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from django.test import Client

from registry.core.dates import montreal_today
from tests.permissions.addresses import MISSING, OK, SIGN_IN, Address, addresses, classified, names
from tests.permissions.cast import Member
from tests.permissions.stage import Stage

pytestmark = pytest.mark.django_db
VISITORS = [
    *("anonymous", "partner", "reader_o", "contributor_o", "administrator_o", "reader_o_and_h"),
    *("reader_p", "administrator_p", "lead_g", "coordinator_c", "coordinator_d"),
]
NOWHERE = "rien-de-tel"
CRAWLED = ("/organismes/?q=canari", "/organismes/?on=2020-06-01", "/recherche/?q=canari", "/organismes.csv?q=canari")
CHANGING = re.compile(r'(csrfmiddlewaretoken" value=")\w+|(name="request_key" value=")[^"]+')


def test_every_address_is_classified() -> None:
    found = Counter({name for name, _ in names()})
    assert sorted(found) == sorted(classified())


def test_there_is_no_admin_and_nothing_else() -> None:
    assert not [path for name, path in names() if "admin" in path or not name]
    assert Client().get("/admin/").status_code == MISSING


@pytest.mark.parametrize("name", VISITORS)
def test_each_page_answers_as_the_table_says(name: str, stage: Stage) -> None:
    member, client = stage.cast[name], entered(stage.cast[name])
    wrong, compared = [], set[str]()
    for address in tried(addresses(stage), member):
        response = client.get(address.path())
        if response.status_code != address.status_for(member):
            wrong.append(f"{address.path()}: {response.status_code}, not {address.status_for(member)}")
        wrong += [f"{address.path()} tells {text}" for text in leaks(stage, member, response, address)]
        if response.status_code == MISSING and address.thing is not None and address.name not in compared:
            compared.add(address.name)
            missing = client.get(address.elsewhere(NOWHERE).path())
            if as_missing(response, address.thing.key) != as_missing(missing, NOWHERE):
                wrong.append(f"{address.path()}: not answered like what doesn't exist")
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_language_tells_more(language: str, stage: Stage) -> None:
    member = stage.cast["administrator_o"]
    client = entered(member)
    shown = {address.name: address for address in addresses(stage) if address.status_for(member) == OK}
    for address in shown.values():
        response = client.get(address.path(language))
        assert response.status_code == OK, address.path(language)
        assert leaks(stage, member, response, address) == [], address.path(language)


@pytest.mark.parametrize("name", VISITORS)
def test_no_list_search_or_sheet_tells_what_is_hidden(name: str, stage: Stage) -> None:
    member, client = stage.cast[name], entered(stage.cast[name])
    for path in CRAWLED:
        response = client.get(path)
        assert response.status_code == 200
        assert leaks(stage, member, response) == [], path
        shown = response.content.decode().lower()
        assert ("canari nom de h" in shown) is stage.things["h"].seen_by(member), path
        assert "exercice</a>" not in shown
        assert "canari-cle-x" not in shown, path


@pytest.mark.parametrize("name", VISITORS)
def test_no_answer_of_the_finder_tells_what_is_hidden(name: str, stage: Stage) -> None:
    member, client = stage.cast[name], entered(stage.cast[name])
    question = {"needs": "legal_information", "who": "person", "date": montreal_today().isoformat(), "region": "06"}
    for path in ("/chemins/", "/chemins/imprimer/"):
        response = client.post(path, question)
        found = response.content.decode().lower()
        assert "service ouvert de o" in found or "canari service" in found, path
        assert leaks(stage, member, response) == [], path


def test_the_exercise_network_is_shown_once_it_is_switched_on(stage: Stage) -> None:
    client = Client()
    client.post("/exercice/", {"on": "1"})
    for path in ("/organismes/?q=canari", "/recherche/?q=canari", "/organismes.csv?q=canari"):
        assert "canari-cle-x" in client.get(path).content.decode().lower(), path


def test_whoever_is_deactivated_is_a_visitor_like_any_other(stage: Stage) -> None:
    member = stage.cast["deactivated"]
    assert member.actor == stage.cast["anonymous"].actor
    assert entered(member).get("/bureau/").status_code == SIGN_IN


def tried(found: Iterable[Address], member: Member) -> Iterator[Address]:
    """All that lead to a page; of those that are refused, one for each level that is asked for."""
    refused = set()
    for address in found:
        status = address.status_for(member)
        reason = (address.name, address.thing, address.level, status)
        if status == OK or reason not in refused:
            yield address
        refused.add(reason)


def entered(member: Member) -> Client:
    """A browser in which the member is signed in, if they can be."""
    client = Client()
    if member.user is not None:
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def leaks(stage: Stage, member: Member, response: object, address: Address | None = None) -> list[str]:
    """Canaries in the body that the member may not see; the key that was asked for itself is none."""
    body = response.content.decode().lower()  # type: ignore[attr-defined]
    asked = address.keys if address else ()
    return [
        canary.text
        for canary in stage.canaries
        if canary.text in body and canary.text not in asked and not canary.may_reach(member)
    ]


def as_missing(response: object, key: str) -> tuple[int, str]:
    body = response.content.decode()  # type: ignore[attr-defined]
    return response.status_code, CHANGING.sub(r"\1\2", body.replace(key, "KEY"))  # type: ignore[attr-defined]
