"""What a request must look like, and what it never gets."""

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from registry.core.actor import Role
from schema.view import graphql
from tests.factories import accounts
from tests.factories import directory as make
from tests.schema.asking import ask, send

pytestmark = pytest.mark.django_db
TYPENAME = {"query": "{ __typename }"}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "application/x-www-form-urlencoded"}, "query={__typename}", 415),
        ({"Content-Type": "text/plain"}, json.dumps(TYPENAME), 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, "--x--", 415),
        ({"Content-Type": "application/json; charset=latin-1"}, json.dumps(TYPENAME), 415),
        ({}, "{", 400),
        ({}, b"\xff\xfe", 400),
        ({}, "[" * 50_000, 400),
        ({}, [TYPENAME, TYPENAME], 400),
        ({}, "3", 400),
        ({}, {"query": "{ __typename }" + " " * 100_000}, 413),
        ({"Accept": "text/html"}, TYPENAME, 406),
        ({"Origin": "https://ailleurs.example"}, TYPENAME, 403),
        ({"Origin": "null"}, TYPENAME, 403),
        ({"Sec-Fetch-Site": "cross-site"}, TYPENAME, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, TYPENAME, 200),
        ({"Authorization": "Bearer x", "Origin": "https://ailleurs.example"}, TYPENAME, 200),
    ],
)
def test_only_json_of_our_own_origin_gets_in(headers: dict[str, str], body: Any, status: int) -> None:
    reply = send(body, headers)
    assert reply.response.status_code == status
    if status != 200:
        assert reply.codes == ["BAD_REQUEST"]
        assert reply.errors[0]["message"].startswith("La demande n’a pas la forme attendue")


def test_nothing_is_kept_by_whoever_is_on_the_way() -> None:
    response = ask("{ __typename }").response
    assert response["Cache-Control"] == "no-store"
    assert {"Accept", "Accept-Language", "Authorization", "Cookie"} <= {
        name.strip() for name in response["Vary"].split(",")
    }


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_told_which_ones_there_are(method: str) -> None:
    response = getattr(Client(), method)("/graphql/")
    assert (response.status_code, response["Allow"]) == (405, "GET, POST")


def by_get(query: str, **parameters: str) -> Any:
    return graphql(RequestFactory().get("/graphql/", {"query": query, **parameters}))


def test_a_query_may_come_by_get_but_no_change_and_no_profile() -> None:
    assert by_get("query($n: String!) { __type(name: $n) { name } }", variables='{"n": "Query"}').status_code == 200
    mutation = by_get('mutation { reportError(input: {key: "a", text: "b"}) { done } }')
    assert (mutation.status_code, mutation["Allow"]) == (405, "POST")
    profile = json.loads(by_get('{ pathways(question: {needs: ["legal"]}) { date } }').content)
    assert profile["errors"][0]["extensions"] == {"code": "BAD_REQUEST", "field": "question"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "Nous n’avons rien trouvé"), ("en", "We found nothing"), ("es", "No")]
)
def test_sentences_are_in_the_language_that_is_accepted(language: str, sentence: str) -> None:
    reply = ask('{ organization(key: "rien") { name } }', language=language)
    assert reply.response["Content-Language"] == language
    assert reply.errors[0]["message"].startswith(sentence)


def test_a_token_asks_as_its_person_and_a_bad_one_not_at_all() -> None:
    user = accounts.holder(Role.READER, make.organization())
    token = accounts.token(user, access="read")
    headers = {"Authorization": f"Bearer {token.plain}"}
    body = {"query": "{ me { email } }"}
    client = Client()
    good = client.post("/graphql/", body, content_type="application/json", headers=headers)
    assert good.json()["data"]["me"]["email"] == user.email
    bad = client.post("/graphql/", body, content_type="application/json", headers={"Authorization": "Bearer nobody"})
    assert (bad.status_code, bad.json()["errors"][0]["extensions"]["code"]) == (401, "EXPIRED")
    assert client.post("/graphql/", body, content_type="application/json").json()["data"] == {"me": None}


def test_a_session_may_write_from_our_own_pages_only() -> None:
    user = accounts.holder(Role.ADMINISTRATOR, make.organization())
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    body = {"query": 'mutation { changeLanguage(input: {language: "en"}) { done } }'}
    ours = {"Origin": "http://testserver"}
    assert client.post("/graphql/", body, content_type="application/json", headers=ours).json()["data"]
    theirs = client.post("/graphql/", body, content_type="application/json", headers={"Origin": "https://x.example"})
    assert theirs.status_code == 403


def test_production_tells_nobody_in_particular_what_there_is(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert set(ask("{ __schema { types { name } } }").codes) == {"BAD_REQUEST"}
    assert "Did you mean" not in ask("{ organisation }").errors[0]["message"]
    signed_in = accounts.acting(Role.READER, make.organization())
    assert ask("{ __schema { types { name } } }", actor=signed_in).data
