"""The first coordinator of an installation, and the roles of a demonstration."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from registry.accounts import actions, queries, sign_in
from registry.accounts.models import GrantRow, Invitation, User
from registry.core.actor import ANONYMOUS, SYSTEM, Role, Scope
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db
EMAIL = "coordination@regroupement.example"


def create(*arguments: str) -> str:
    """The link that the command prints, without the site before it."""
    out = StringIO()
    call_command("create_coordinator", *arguments, stdout=out)
    return out.getvalue().split()[-1].rsplit("/", 2)[-2]


def test_the_first_coordinator_enters_by_a_link_that_works_once() -> None:
    coalition = directory.coalition()
    token = create(EMAIL, "--coalition", coalition.key)
    user = actions.accept_invitation(ANONYMOUS, token, password=accounts.PASSWORD)
    assert accounts.actor(user).coalitions() == {coalition.pk}
    with pytest.raises(Refused):
        actions.accept_invitation(ANONYMOUS, token, password=accounts.PASSWORD)


def test_an_empty_installation_gets_its_coalition_too() -> None:
    token = create(EMAIL, "--new-coalition", "Regroupement d’essai", "--language", "en")
    coalition = Organization.objects.get()
    assert (coalition.is_coalition, coalition.names.get().text) == (True, "Regroupement d’essai")
    user = actions.accept_invitation(ANONYMOUS, token, password=accounts.PASSWORD)
    assert (user.language, accounts.actor(user).coalitions()) == ("en", frozenset({coalition.pk}))


def test_a_newer_link_replaces_the_older() -> None:
    coalition = directory.coalition()
    older = create(EMAIL, "--coalition", coalition.key)
    newer = create("autre@regroupement.example", "--coalition", coalition.key)
    with pytest.raises(Refused):
        actions.accept_invitation(ANONYMOUS, older, password=accounts.PASSWORD)
    actions.accept_invitation(ANONYMOUS, newer, password=accounts.PASSWORD)


def test_there_is_no_second_first_coordinator() -> None:
    accounts.holder(Role.COORDINATOR, directory.coalition())
    with pytest.raises(CommandError, match="There is a coordinator already"):
        create(EMAIL, "--new-coalition", "Une autre")
    assert not Invitation.objects.exists()
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("arguments", [("pas une adresse", "--new-coalition", "R"), (EMAIL, "--coalition", "inconnue")])
def test_what_makes_no_coordinator_is_said_in_a_sentence(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"\w+ \w+ \w+"):
        create(*arguments)
    assert not Organization.objects.exists()


def test_nobody_but_the_system_makes_the_first_coordinator() -> None:
    coalition = directory.coalition()
    with pytest.raises(Refused) as refusal:
        actions.invite_first_coordinator(accounts.acting(Role.ADMINISTRATOR, coalition), EMAIL, coalition.key)
    assert refusal.value.code is ErrorCode.NOT_ALLOWED


def rows(*places: tuple[str, str, str]) -> list[dict[str, object]]:
    label = {"fr": "Direction", "en": "Management", "es": "Dirección"}
    grants = [{"role": role, "scope": scope, "id": key} for role, scope, key in places]
    return [{"email": "direction@exercice.example", "label": label, "grants": grants}]


def test_demonstration_users_are_loaded_once_however_often(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_SIGN_IN = True
    organization, other = directory.organization(), directory.organization()
    wanted = rows(("administrator", "organization", organization.key), ("reader", "organization", other.key))
    path = tmp_path / "users.json"
    path.write_text(json.dumps({"users": wanted}), encoding="utf-8")
    for _ in range(2):
        call_command("load_demo_users", str(path), stdout=StringIO())
        events = list(Event.objects.values_list("name", flat=True))
    assert len(events) == Event.objects.count()
    user = User.objects.get()
    assert not user.has_usable_password()
    assert {(grant.role, grant.organization) for grant in user.grants.all()} == {
        (Role.ADMINISTRATOR, organization),
        (Role.READER, other),
    }
    organization.refresh_from_db()
    assert organization.claimed
    actions.load_demo_users(SYSTEM, rows(("reader", "organization", organization.key)))
    assert GrantRow.objects.get().role == Role.READER


def test_a_demonstration_takes_over_no_real_user(settings: Settings) -> None:
    settings.DEMO_SIGN_IN = True
    accounts.user("direction@exercice.example")
    with pytest.raises(Refused) as refusal:
        actions.load_demo_users(SYSTEM, rows())
    assert refusal.value.code is ErrorCode.ALREADY_EXISTS
    real = [{**rows()[0], "email": "quelquun@organisme.org"}]
    with pytest.raises(Refused) as refusal:
        actions.load_demo_users(SYSTEM, real)
    assert refusal.value.code is ErrorCode.NOT_AN_EMAIL


def test_a_demonstration_role_is_entered_with_one_click_and_only_there(settings: Settings, client: Client) -> None:
    settings.DEMO_SIGN_IN = True
    organization = directory.organization()
    actions.load_demo_users(SYSTEM, rows(("contributor", "organization", organization.key)))
    real = accounts.user()
    (shown,) = queries.demo_users(ANONYMOUS)
    request = HttpRequest()
    request.session = client.session
    sign_in.enter_demonstration(request, shown.key)
    assert sign_in.actor_of(request).organizations(Role.CONTRIBUTOR) == {organization.pk}
    for key, on in ((real.key, True), ("inconnu", True), (shown.key, False)):
        settings.DEMO_SIGN_IN = on
        with pytest.raises(Refused) as refusal:
            sign_in.enter_demonstration(request, key)
        assert refusal.value.code is ErrorCode.NOT_FOUND
    assert not queries.demo_users(ANONYMOUS).exists()
    with pytest.raises(Refused):
        actions.load_demo_users(SYSTEM, rows())


def test_a_file_that_is_none_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_SIGN_IN = True
    (tmp_path / "x.json").write_text("[]", encoding="utf-8")
    for name in ("x.json", "missing.json"):
        with pytest.raises(CommandError, match="no file of demonstration users"):
            call_command("load_demo_users", str(tmp_path / name))
    settings.DEMO_SIGN_IN = False
    (tmp_path / "x.json").write_text('{"users": []}', encoding="utf-8")
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("load_demo_users", str(tmp_path / "x.json"))


def test_the_scope_of_a_first_coordinator_is_a_coalition() -> None:
    create(EMAIL, "--coalition", directory.coalition().key)
    assert Invitation.objects.get().scope == Scope.COALITION
