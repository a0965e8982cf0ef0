"""Whatever is sent to a page: a sentence, a status that says whose fault it is, and nothing changed. Never a 500."""

from collections.abc import Iterator
from itertools import islice, product

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, expect

from tests.e2e.people import ADMINISTRATOR, enter
from tests.e2e.site import Site

LONG = "a" * 10_000
ODD = ["\x00", "%00", "%ED%A0%80", "é" * 20, "日本", "' OR 1=1 --", "../../etc/passwd", "<script>", "-1", "1e9", LONG]

PAGES = [
    "/organismes/{}/",
    "/organismes/{}/signaler/",
    "/organismes/{}/signaler/merci/",
    "/services/{}/",
    "/invitation/{}/",
    "/groupes/{}/",
    "/rencontres/{}/",
    "/rencontres/{}/notes/",
    "/enjeux/{}/",
    "/activites/{}/",
    "/resolutions/{}/",
    "/assemblees/{}/",
    "/calendrier/{}.ics",
    "/bureau/organismes/{}/",
    "/bureau/organismes/{}/membres/",
    "/bureau/organismes/{}/personnes/",
    "/bureau/organismes/ex-hublot/{}/",
    "/bureau/organismes/ex-hublot/lieux/{}/modifier/",
    "/bureau/services/{}/accueil/",
    "/bureau/services/ex-hublot-soutien/{}/",
    "/bureau/ententes/{}/",
    "/bureau/personnes/{}/",
    "/bureau/signalements/{}/regle/",
    "/compte/jetons/{}/revoquer/",
]
QUERIES = [
    "/organismes/?{}",
    "/organismes.csv?{}",
    "/organismes/cjm/?{}",
    "/services/svc-001/?{}",
    "/recherche/?{}",
    "/groupes/?{}",
    "/groupes/ccr-protection-canada/?{}",
    "/activites/?{}",
    "/resolutions/?{}",
    "/chemins/?{}",
    "/composants/?{}",
    "/bureau/?{}",
    "/compte/entrer/?{}",
    "/organismes/cjm/signaler/?{}",
]
NAMES = [
    *("q", "on", "page", "need", "region", "intake", "coalition", "besoin", "service", "next", "langue"),
    *("kind", "group", "organization", "role", "year", "text", "state", "in_force_on"),
]
WRONG = ["", "0", "-1", "999999999999999999999", "2024-02-30", "9999-99-99", "demain", "%00", "%FF", "日本", LONG]


def some(addresses: list[str], values: list[str]) -> Iterator[tuple[str, str]]:
    """Every third of their pairs: each address with several values, and each value at several addresses."""
    assert len(values) % 3
    return islice(product(addresses, values), 0, None, 3)


@pytest.fixture
def inside(page: Page, visitor: BrowserContext) -> BrowserContext:
    """Somebody who has signed in: more doors are open to them."""
    enter(page, ADMINISTRATOR)
    return visitor


def test_an_address_of_nothing_is_not_found(inside: BrowserContext) -> None:
    for address, odd in some(PAGES, ODD):
        answer = inside.request.get(address.replace("{}", odd))
        # The sign of a path that leads up is taken away before it is sent, so that it may lead to a page after all.
        expected = (200, 400, 404) if ".." in odd else (400, 404)
        assert answer.status in expected, (address, odd, answer.status)


def test_a_query_that_makes_no_sense_is_answered_in_words(inside: BrowserContext) -> None:
    for address, value in some(QUERIES, WRONG):
        answer = inside.request.get(address.format("&".join(f"{name}={value}" for name in NAMES)))
        assert answer.status in (200, 400, 404), (address, value, answer.status)


def test_a_link_to_choose_a_password_that_is_none_says_what_to_do(page: Page) -> None:
    page.goto("/compte/mot-de-passe/nouveau/1e9-%00/")
    expect(page.locator("h1")).to_have_text("Ce lien ne vaut plus")


def token_of(visitor: BrowserContext) -> str:
    return next(cookie["value"] for cookie in visitor.cookies() if cookie["name"] == "csrftoken")


def send(visitor: BrowserContext, site: Site, path: str, body: str) -> APIResponse:
    """Post a form as a browser would, but with any body."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": token_of(visitor),
        "Referer": site.url + path,
    }
    return visitor.request.post(path, data=body, headers=headers, max_redirects=0)


SEVEN = ["legal", "housing", "health", "settlement", "language", "employment", "education"]
QUESTIONS = {
    "no need": "",
    "too many needs": "&".join(f"needs={need}" for need in SEVEN),
    "100 needs": "&".join(f"needs=n{one}" for one in range(100)),
    "an unknown need": "needs=happiness",
    "a NUL": "needs=%00&languages=%00&region=%00&origin=%00",
    "10,000 characters": f"needs={LONG}&origin={LONG}&region={LONG}",
    "a bad date": "needs=legal&date=2024-02-30",
    "a date long ago": "needs=legal&date=0001-01-01",
    "a negative age": "needs=legal&age=-1",
    "an age in words": "needs=legal&age=vieux",
    "no number of pathways": "needs=legal&k=0",
    "too many hops": "needs=legal&max_hops=99",
    "a huge number": "needs=legal&k=99999999999999999999999",
    "an unknown fact": "needs=legal&fact_happiness=yes",
    "a fact of another kind": "needs=legal&fact_urgent=maybe",
    "non-ASCII keys": "needs=日本&origin=日本&who=organization",
    "an unknown origin": "needs=legal&who=organization&origin=nobody",
    "no UTF-8": "needs=%ED%A0%80&origin=%FF",
}


def test_a_question_that_is_none_is_shown_again(page: Page, visitor: BrowserContext, site: Site) -> None:
    page.goto("/chemins/")
    for path, question in product(["/chemins/", "/chemins/imprimer/"], QUESTIONS):
        answer = send(visitor, site, path, QUESTIONS[question])
        assert answer.status == 200, (path, question)
        assert "error-summary" in answer.text(), (path, question)


DEEDS = {
    "/bureau/services/ex-hublot-soutien/accueil/": [
        "",
        "version=x&request_key=k",
        "version=-1&request_key=k&status=open",
        "version=99999999999999999999&request_key=k&status=open",
        "version=0&request_key=k&status=nowhere&since=2024-02-30&until=%00&wait_days=-5&reason=%00",
        f"version=0&request_key={LONG}&status=open&reason={LONG}",
    ],
    "/bureau/organismes/ex-hublot/profil/": [
        "",
        f"version=0&request_key=k&email={LONG}&website=javascript:alert(1)&description_fr={LONG}&kind=%00",
    ],
    "/bureau/organismes/ex-hublot/nom/": ["", f"version=0&request_key=k&name_fr={LONG}&since=hier"],
    "/bureau/organismes/ex-hublot/personnes/inviter/": [
        "",
        "version=0&request_key=k&email=pas-une-adresse&offer_code=coordinator:coalition:ex-archipel&language=xx",
        f"version=0&request_key=k&email={LONG}@x.example&offer_code=reader:organization:ex-hublot&language=fr&sure=1",
    ],
    "/bureau/organismes/ex-hublot/service/": ["", f"request_key=k&name_fr={LONG}&needs=日本&age_min=-3&door=%00"],
    "/compte/moi/jeton/": ["", f"version=0&request_key=k&name={LONG}&access=all&days=100000"],
    "/organismes/ex-hublot/signaler/": ["", "text=%00", f"text={LONG}", "text=Appelez-moi+au+514-555-0199"],
    "/compte/entrer/": ["", "login=%00&password=%00", f"login={LONG}&password={LONG}", "login=日本&password=日本"],
    "/compte/mot-de-passe/oublie/": ["", "email=%00", f"email={LONG}", "email=日本"],
}


def test_a_form_that_makes_no_sense_is_shown_again(inside: BrowserContext, site: Site) -> None:
    before = public_face(inside)
    for path, body in ((path, body) for path, bodies in DEEDS.items() for body in bodies):
        answer = send(inside, site, path, body)
        assert answer.status in (200, 302, 400), (path, body[:80], answer.status)
        assert answer.status != 200 or "error-summary" in answer.text(), (path, body[:80])
    assert public_face(inside) == before


def public_face(visitor: BrowserContext) -> list[str]:
    """What everybody reads of the organization and the service, without what differs each time."""
    pages = ["/organismes/ex-hublot/", "/services/ex-hublot-soutien/"]
    return [visitor.request.get(page).text().split("<main")[1].split("</main>")[0] for page in pages]


def test_nothing_is_taken_without_the_forms_own_token(inside: BrowserContext) -> None:
    for path in ("/chemins/", "/exercice/", "/compte/demonstration/", *DEEDS):
        answer = inside.request.post(path, form={"needs": "legal"})
        assert answer.status == 403, path
        assert "<h1" in answer.text(), path


def test_a_method_that_a_page_has_not_is_refused(inside: BrowserContext) -> None:
    assert inside.request.get("/exercice/").status == 405
    assert inside.request.fetch("/organismes/", method="PUT", headers={"X-CSRFToken": "x"}).status in (403, 405)
