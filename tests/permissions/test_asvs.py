"""OWASP ASVS 5, the requirements on authorization (V8) and on GraphQL (V4.3): one test each, by number."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from registry.accounts import actions as accounts
from registry.core.actor import SYSTEM
from registry.directory.models import Organization
from tests.permissions.cast import Member
from tests.permissions.stage import Stage
from tests.permissions.test_pages import entered

pytestmark = pytest.mark.django_db
EDIT = "mutation ($input: EditOrganizationInput!) { editOrganization(input: $input) { done errors { code } } }"
NAMED = "query ($key: String!) { organization(key: $key) { key } }"
CONTACT = "query ($key: String!) { service(key: $key) { contact { email withheld } } }"
DEEP = "{" + "organizations { edges { node { members { edges { node { organization { " * 4
DEEP += "key" + "} " * 7 * 4 + "}"
WIDE = "{" + " ".join(f"a{n}: organizations {{ totalCount }}" for n in range(60)) + "}"


def asked(client: Client, query: str, headers: dict[str, str] | None = None, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables})
    response = client.post("/graphql/", body, content_type="application/json", headers=headers or {})
    found: dict[str, Any] = response.json()
    return found


def edited(client: Client, key: str, headers: dict[str, str] | None = None) -> list[str]:
    """The codes of what was wrong with editing an organization; none: it was done."""
    answer = asked(client, EDIT, headers, input={"key": key, "values": {"city": "Laval"}})
    return [error["code"] for error in answer["data"]["editOrganization"]["errors"]]


def bearer(member: Member) -> dict[str, str]:
    assert member.token is not None
    return {"Authorization": f"Bearer {member.token.plain}"}


def test_8_2_1_a_function_is_for_those_with_the_permission_for_it(stage: Stage) -> None:
    o = stage.things["o"].key
    assert edited(Client(), o) == ["SIGN_IN_NEEDED"]
    for name in ("partner", "reader_o", "lead_g", "coordinator_c"):
        assert edited(entered(stage.cast[name]), o) == ["NOT_ALLOWED"], name
    assert edited(Client(), o, bearer(stage.cast["token_to_read_of_administrator_o"])) == ["READ_ONLY_TOKEN"]
    assert edited(entered(stage.cast["contributor_o"]), o) == []


def test_8_2_2_a_permission_for_one_thing_is_none_for_another(stage: Stage) -> None:
    client = entered(stage.cast["contributor_o"])
    assert edited(client, stage.things["p"].key) == ["NOT_ALLOWED"]
    assert edited(client, stage.things["h"].key) == edited(client, "rien-de-tel") == ["NOT_FOUND"]


def test_8_2_3_a_field_is_for_those_who_may_read_it(stage: Stage) -> None:
    key = stage.things["professional"].key
    contacts = [
        asked(client, CONTACT, key=key)["data"]["service"]["contact"]
        for client in (Client(), entered(stage.cast["partner"]))
    ]
    assert contacts == [{"email": None, "withheld": True}, {"email": "canari-porte@o.example", "withheld": False}]


def test_8_3_1_the_server_decides_whatever_the_client_shows(stage: Stage) -> None:
    """No page offers a reader the form; sent all the same, it changes nothing."""
    client, key = entered(stage.cast["reader_o"]), stage.things["o"].key
    response = client.post(f"/bureau/organismes/{key}/profil/", {"city": "Laval", "version": "0", "request_key": "x"})
    assert response.status_code == 403
    assert Organization.objects.get(key=key).city == "Montréal"


def test_8_3_2_a_permission_that_is_taken_is_gone_at_once(stage: Stage) -> None:
    member, key = stage.cast["reader_o_and_h"], stage.things["h"].key
    client, token = entered(member), bearer(stage.cast["token_for_o_of_reader_o_and_h"])
    assert asked(client, NAMED, key=key)["data"]["organization"] == {"key": key}
    for grant in member.user.grants.all() if member.user else ():
        accounts.revoke_grant(SYSTEM, grant.key)
    assert asked(client, NAMED, key=key)["data"]["organization"] is None
    assert client.get(f"/organismes/{key}/").status_code == 404
    response = client.post("/graphql/", json.dumps({"query": "{ me { key } }"}), "application/json", headers=token)
    assert response.status_code == 401, "a token that was limited to the organization ends with the grant"


def test_8_4_1_no_organization_reaches_into_another(stage: Stage) -> None:
    """An administrator of O changes nothing of P, U or H; what a token is limited to, it does not leave."""
    administrator = entered(stage.cast["administrator_o"])
    before = list(Organization.objects.order_by("pk").values_list("version", flat=True))
    codes = [edited(administrator, stage.things[name].key) for name in ("p", "u", "h")]
    assert codes == [["NOT_ALLOWED"], ["NOT_ALLOWED"], ["NOT_FOUND"]]
    limited = bearer(stage.cast["token_for_o_of_reader_o_and_h"])
    assert asked(Client(), NAMED, limited, key=stage.things["h"].key)["data"]["organization"] is None
    assert list(Organization.objects.order_by("pk").values_list("version", flat=True)) == before


@pytest.mark.parametrize("query", [DEEP, WIDE])
def test_4_3_1_what_a_query_may_ask_is_bounded(query: str, stage: Stage) -> None:
    answer = asked(entered(stage.cast["administrator_o"]), query)
    assert "data" not in answer
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["TOO_COMPLEX"]


def test_4_3_2_production_describes_the_api_to_nobody_in_particular(stage: Stage, settings: Settings) -> None:
    settings.PRODUCTION = True
    query = "{ __schema { queryType { name } } }"
    assert "data" not in asked(Client(), query)
    assert asked(entered(stage.cast["partner"]), query)["data"]["__schema"] == {"queryType": {"name": "Query"}}
