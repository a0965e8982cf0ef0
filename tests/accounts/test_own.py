"""What people see and do of their own account, down to its erasure (Law 25)."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder

from registry.accounts import actions, queries
from registry.accounts.models import ApiToken, GrantRow, Invitation, User
from registry.core.actor import ANONYMOUS, SYSTEM, Role
from registry.core.errors import ErrorCode, Refused
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db


def test_a_person_sees_themself() -> None:
    user = accounts.holder(Role.READER, directory.organization())
    me = queries.me(accounts.actor(user))
    assert me.thing == user
    assert me.verbs == {"change_language", "create_api_token", "delete_my_account", "export_my_data", "set_password"}
    with pytest.raises(Refused) as refusal:
        queries.me(ANONYMOUS)
    assert refusal.value.code is ErrorCode.SIGN_IN_NEEDED


def test_the_language_is_changed() -> None:
    user = accounts.user()
    assert actions.change_language(accounts.actor(user), "es", version=0).language == "es"
    for language, version, code in [("de", 1, ErrorCode.UNKNOWN_CODE), ("en", 0, ErrorCode.STALE_WRITE)]:
        with pytest.raises(Refused) as refusal:
            actions.change_language(accounts.actor(user), language, version=version)
        assert refusal.value.code is code
    user.refresh_from_db()
    assert (user.language, user.version) == ("es", 1)


def test_a_person_takes_their_data_along() -> None:
    organization = directory.organization()
    user = accounts.holder(Role.READER, organization)
    actions.create_api_token(accounts.actor(user), "Tableau")
    data = json.loads(json.dumps(queries.my_data(accounts.actor(user)), cls=DjangoJSONEncoder))
    assert data["user"]["email"] == user.email
    assert [grant["in"] for grant in data["grants"]] == [organization.key]
    assert [token["name"] for token in data["tokens"]] == ["Tableau"]
    assert [act["name"] for act in data["acts"]] == ["user.token_created"]
    assert "digest" not in data["tokens"][0]


def test_an_invitation_to_somebody_who_erased_themself_lets_nobody_in() -> None:
    user = accounts.user("partante@organisme.example")
    invitation = accounts.invitation(directory.organization(), email=user.email)
    link = queries.invitation_token(SYSTEM, invitation)
    actions.delete_my_account(accounts.actor(user))
    with pytest.raises(Refused) as refusal:
        actions.accept_invitation(SYSTEM, link, password="une phrase assez longue")
    assert refusal.value.code is ErrorCode.EXPIRED
    assert Event.objects.filter(aggregate_key=invitation.key, name="invitation.revoked").exists()


def test_erasing_oneself_leaves_nothing_of_the_person() -> None:
    organization = directory.organization()
    user = accounts.holder(Role.READER, organization, "partante@organisme.example")
    accounts.token(user)
    accounts.invitation(directory.organization(), email=user.email)
    actions.delete_my_account(accounts.actor(user))
    kept = User.objects.values().get()
    assert "partante" not in str(kept) + str(list(Event.objects.values())) + str(list(Invitation.objects.values()))
    assert (kept["key"], kept["is_active"], kept["last_login"]) == (user.key, False, None)
    for gone in (GrantRow, ApiToken, EmailAddress):
        assert not gone._default_manager.exists()
    assert {event.name for event in Event.objects.all()} == {"user.erased", "invitation.revoked"}
    assert accounts.actor(user) == ANONYMOUS


def test_who_erased_themself_can_be_invited_anew() -> None:
    user = accounts.user("revenante@organisme.example")
    actions.delete_my_account(accounts.actor(user))
    again = accounts.user("revenante@organisme.example")
    assert again.key != user.key
