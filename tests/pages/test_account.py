"""Entering, a person's own page, and who has which role: as people do it on pages."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from registry.accounts.models import ApiToken, GrantRow, Invitation, User
from registry.accounts.sign_in import invitation_path
from registry.core.actor import Role
from registry.directory.models import Organization
from tests.factories import accounts
from tests.factories import directory as make
from tests.pages.acting import at, done, fill, holder, send, signed_in, words

pytestmark = pytest.mark.django_db
NEW = "six mouettes sur le quai"
LABEL = {"fr": "Contribution à la Halte", "en": "Contributor at the Halt", "es": "Contribución en la Parada"}


@pytest.fixture
def organization() -> Organization:
    make.vocabulary()
    return make.organization("La Halte", claimed=True)


@pytest.fixture
def administrator(organization: Organization) -> User:
    return accounts.holder(Role.ADMINISTRATOR, organization, "direction@halte.example")


def test_one_click_enters_a_demonstration_with_its_network_shown(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    role = accounts.user("contribution@halte.example", password="", demo_label=LABEL)
    client = Client()
    for path, label in (("/compte/entrer/", LABEL["fr"]), ("/en/compte/entrer/", LABEL["en"])):
        assert label in words(client.get(path))
    assert client.post("/en/compte/demonstration/", {"role": role.key})["Location"] == "/en/bureau/"
    desk = client.get("/bureau/")
    assert desk.context["exercise"]
    assert desk.context["actor"].id == role.key


def test_nothing_of_it_elsewhere(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = False
    role = accounts.user(password="", demo_label=LABEL)
    assert LABEL["fr"] not in words(Client().get(at("account_login")))
    assert Client().post(at("enter_demonstration"), {"role": role.key}).status_code == 404


def test_guessing_is_told_to_wait() -> None:
    cache.clear()
    accounts.user("connue@halte.example")
    for number in range(6):
        data = {"login": "connue@halte.example", "password": f"essai {number}"}
        answer = Client().post(at("account_login"), data, REMOTE_ADDR=f"192.0.2.{number}")
    assert "attendez quinze minutes, ou demandez un nouveau mot de passe" in words(answer)


def test_an_invitation_is_accepted_with_a_password_of_one_s_own(organization: Organization) -> None:
    invited = accounts.invitation(organization, Role.CONTRIBUTOR, email="nouvelle@halte.example")
    url, client = invitation_path(invited), Client()
    assert "La Halte" in words(client.get(url))
    weak = client.post(url, {"password": "court"})
    assert "douze caractères au moins" in words(weak)
    assert client.post(url, {"password": NEW})["Location"] == at("account_login")
    entered = client.post(at("account_login"), {"login": "nouvelle@halte.example", "password": NEW})
    assert entered["Location"] == at("desk")
    over = Client().get(url)
    assert over.status_code == 404
    assert "Cette invitation ne vaut plus" in words(over)


def test_a_token_is_shown_once_and_worth_nothing_once_revoked(administrator: User, organization: Organization) -> None:
    client, url = signed_in(administrator), at("own_deed", "jeton")
    data = fill(client, url, name="site web", organization_key=organization.key, days="30")
    made = client.post(url, data)
    [plain] = re.findall(r'value="(registre_[^"]+)"', made.content.decode())
    assert made["Cache-Control"].startswith("max-age=0")
    again = client.post(url, data)
    assert plain not in again.content.decode()
    token = ApiToken.objects.get()
    assert (token.access, token.organization) == ("read", organization)
    assert "site web" in words(client.get(at("account")))
    assert asks_with(plain) == 200
    assert done(send(client, at("token_deed", token.key, "revoquer")))
    assert asks_with(plain) == 401


def asks_with(token: str) -> int:
    """How the API answers a request that brings this token."""
    body = json.dumps({"query": "{ __typename }"})
    headers = {"Authorization": f"Bearer {token}"}
    return Client().post("/graphql/", body, content_type="application/json", headers=headers).status_code


def test_somebody_else_s_token_is_missing(administrator: User) -> None:
    token = accounts.token(accounts.user())
    assert signed_in(administrator).get(at("token_deed", token.key, "revoquer")).status_code == 404


def test_a_person_takes_their_data_and_leaves_for_good(administrator: User) -> None:
    client = signed_in(administrator)
    data = json.loads(client.get(at("my_data")).content)
    assert data["user"]["email"] == administrator.email
    assert data["grants"][0]["role"] == "administrator"
    assert done(send(client, at("own_deed", "supprimer")))
    assert client.get(at("account"))["Location"].startswith(at("account_login"))
    administrator.refresh_from_db()
    assert not administrator.email.endswith("@halte.example")


def test_language_and_a_role_one_leaves(administrator: User) -> None:
    client = signed_in(administrator)
    assert done(send(client, at("own_deed", "langue"), language="es"))
    administrator.refresh_from_db()
    assert administrator.language == "es"
    data = {"login": administrator.email, "password": accounts.PASSWORD}
    assert Client().post(at("account_login"), data)["Location"] == f"/es{at('desk')}"
    held = administrator.grants.get()
    assert done(send(client, at("grant_deed", held.key, "quitter")))
    assert not administrator.grants.exists()


def test_an_administrator_invites_after_checking(administrator: User, organization: Organization) -> None:
    client, url = signed_in(administrator), at("place_deed", organization.key, "inviter")
    offer = f"contributor:organization:{organization.key}"
    data = fill(client, url, email="collegue@halte.example", offer_code=offer)
    check = client.post(url, data)
    assert ("Adresse de courriel", "collegue@halte.example") in check.context["answers"]
    assert not Invitation.objects.exists()
    assert done(client.post(url, data | {"sure": "1"}))
    people = client.get(at("people", organization.key))
    assert [row["held"].email for row in people.context["invitations"]] == ["collegue@halte.example"]
    invited = Invitation.objects.get()
    press = {"version": invited.version, "request_key": "k"}
    assert done(client.post(at("invitation_deed", invited.key, "renvoyer"), press))
    assert done(send(client, at("invitation_deed", invited.key, "annuler")))
    assert not client.get(at("people", organization.key)).context["invitations"]
    forged = client.post(url, data | {"offer_code": "coordinator:coalition:x", "sure": "1"})
    assert "offer_code" in forged.context["form"].errors


def test_roles_are_changed_and_taken(administrator: User, organization: Organization) -> None:
    client = signed_in(administrator)
    held = GrantRow.objects.create(
        user=(other := accounts.user()), role=Role.READER, scope="organization", organization=organization
    )
    assert set(client.get(at("person", held.key)).context["deeds"]) == {"role", "retirer", "desactiver"}
    assert done(send(client, at("person_deed", held.key, "role"), role="contributor"))
    held.refresh_from_db()
    assert held.role == Role.CONTRIBUTOR
    assert done(send(client, at("person_deed", held.key, "desactiver")))
    other.refresh_from_db()
    assert not other.is_active


def test_people_are_for_who_manages_them(organization: Organization, administrator: User) -> None:
    client = holder(Role.CONTRIBUTOR, organization)
    assert client.get(at("people", organization.key)).status_code == 403
    held = administrator.grants.get()
    assert client.get(at("person", held.key)).status_code == 404
    hidden = make.organization(published=False)
    assert client.get(at("people", hidden.key)).status_code == 404


def test_a_coordinator_invites_staff_and_the_first_administrator() -> None:
    coalition, member = make.coalition("La Ronde"), make.organization("La Porte")
    make.member(coalition, member)
    team = accounts.group(coalition)
    client = holder(Role.COORDINATOR, coalition)
    offers = client.get(at("place_deed", coalition.key, "inviter")).context["form"].fields["offer_code"].choices
    assert {f"coordinator:coalition:{coalition.key}", f"lead:group:{team.key}"} <= {code for code, _ in offers}
    url = at("place_deed", member.key, "inviter")
    offered = client.get(url).context["form"]
    assert [code for code, _ in offered.fields["offer_code"].choices] == [f"administrator:organization:{member.key}"]
    assert done(send(client, url, email="direction@porte.example"))


@pytest.mark.parametrize("name", ["account", "desk", "my_data"])
def test_pages_of_one_s_own_ask_for_a_session(name: str) -> None:
    assert Client().get(at(name))["Location"] == f"{at('account_login')}?next={at(name)}"
