"""An API token carries what its person holds, at most, until it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.accounts import actions, queries, sign_in
from registry.accounts.models import ApiToken, User
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant, Role, Scope
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization() -> Organization:
    return directory.organization(claimed=True)


@pytest.fixture
def user(organization: Organization) -> User:
    made = accounts.holder(Role.CONTRIBUTOR, organization)
    accounts.grant(made, Role.READER, directory.organization())
    return made


def bearer(token: ApiToken) -> Actor:
    return sign_in.actor_of_bearer(token.plain or "")


def refusal_of(act: object) -> ErrorCode:
    assert callable(act)
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_a_token_acts_as_its_person_with_all_grants(user: User) -> None:
    made = actions.create_api_token(accounts.actor(user), "Tableau de bord", access="write", days=365)
    actor = bearer(made)
    assert (actor.id, actor.kind, actor.may_write) == (user.key, ActorKind.TOKEN, True)
    assert actor.grants == accounts.actor(user).grants


def test_a_token_can_be_for_reading_and_for_one_organization(user: User, organization: Organization) -> None:
    person = accounts.actor(user)
    actor = bearer(actions.create_api_token(person, "Lecture", organization_key=organization.key))
    assert actor.grants == {Grant(Role.CONTRIBUTOR, Scope.ORGANIZATION, organization.pk)}
    assert refusal_of(lambda: actions.change_language(actor, "en")) is ErrorCode.READ_ONLY_TOKEN
    assert [row.organization for row in queries.my_grants(actor)] == [organization]
    assert queries.me(actor).verbs == frozenset()


def test_the_secret_is_shown_once_and_stored_nowhere(user: User) -> None:
    made = actions.create_api_token(accounts.actor(user), "Une fois")
    secret = (made.plain or "").split("_", 2)[2]
    kept = ApiToken.objects.get()
    assert kept.plain is None
    assert len(secret) == 43
    assert secret not in str(ApiToken.objects.values().get()) + str(list(Event.objects.values()))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"name": " "}, ErrorCode.MISSING),
        ({"name": "x" * 81}, ErrorCode.TOO_LONG),
        ({"name": "a\0b"}, ErrorCode.NOT_A_TEXT),
        ({"access": "admin"}, ErrorCode.UNKNOWN_CODE),
        ({"days": 0}, ErrorCode.NUMBER_OUT_OF_RANGE),
        ({"days": 366}, ErrorCode.NUMBER_OUT_OF_RANGE),
        ({"organization_key": "inconnue"}, ErrorCode.NOT_FOUND),
        ({"version": 7}, ErrorCode.STALE_WRITE),
    ],
)
def test_a_bad_wish_makes_no_token(user: User, options: dict[str, object], code: ErrorCode) -> None:
    wish = {"name": "Essai"} | options
    assert refusal_of(lambda: actions.create_api_token(accounts.actor(user), **wish)) is code  # type: ignore[arg-type]
    assert not ApiToken.objects.exists()


def test_no_token_for_an_organization_where_one_holds_nothing(user: User) -> None:
    other = directory.organization().key
    assert refusal_of(lambda: actions.create_api_token(accounts.actor(user), "x", organization_key=other)) is (
        ErrorCode.NOT_FOUND
    )


def test_there_is_an_end_to_tokens(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.accounts.rules.TOKENS_MAX", 1)
    first = actions.create_api_token(accounts.actor(user), "un")
    assert refusal_of(lambda: actions.create_api_token(accounts.actor(user), "deux")) is ErrorCode.TOO_MANY
    actions.revoke_api_token(accounts.actor(user), first.key)
    actions.create_api_token(accounts.actor(user), "deux")


def test_a_token_gives_itself_nothing_more(user: User) -> None:
    actor = bearer(accounts.token(user))
    for act in (
        lambda: actions.create_api_token(actor, "enfant"),
        lambda: actions.delete_my_account(actor),
        lambda: actions.set_password(actor, accounts.PASSWORD),
        lambda: queries.my_data(actor),
        lambda: actions.leave(actor, queries.my_grants(actor)[0].key),
    ):
        assert refusal_of(act) is ErrorCode.NOT_ALLOWED
    assert not queries.my_tokens(actor).exists()
    assert refusal_of(lambda: actions.create_api_token(ANONYMOUS, "x")) is ErrorCode.SIGN_IN_NEEDED


def test_a_bad_token_is_refused_always_alike(user: User) -> None:
    good, revoked = accounts.token(user), accounts.token(user)
    actions.revoke_api_token(accounts.actor(user), revoked.key)
    over = accounts.token(user, days=0)
    text = good.plain or ""
    for bad in (revoked.plain, over.plain, text + "x", text[:-1], text.upper(), good.key, "", "registre__", "é_é_é"):
        assert refusal_of(lambda bad=bad: sign_in.actor_of_bearer(bad or "")) is ErrorCode.EXPIRED
    assert bearer(good).id == user.key


def test_revoking_twice_is_one_event(user: User) -> None:
    token = accounts.token(user)
    for _ in range(2):
        assert actions.revoke_api_token(accounts.actor(user), token.key).revoked_at
    assert Event.objects.filter(name="user.token_revoked").count() == 1


def test_an_administrator_sees_and_revokes_tokens_limited_to_the_organization(
    user: User, organization: Organization
) -> None:
    limited, whole = accounts.token(user, organization=organization), accounts.token(user)
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    assert list(queries.tokens_of(administrator, organization.key)) == [limited]
    assert refusal_of(lambda: actions.revoke_api_token(administrator, whole.key)) is ErrorCode.NOT_FOUND
    colleague = accounts.acting(Role.CONTRIBUTOR, organization)
    assert refusal_of(lambda: actions.revoke_api_token(colleague, limited.key)) is ErrorCode.NOT_FOUND
    actions.revoke_api_token(administrator, limited.key)
    assert refusal_of(lambda: bearer(limited)) is ErrorCode.EXPIRED
    assert list(queries.my_tokens(accounts.actor(user))) == [whole, limited]


def test_a_revoked_grant_is_gone_from_tokens_at_once(user: User, organization: Organization) -> None:
    limited, whole = accounts.token(user, organization=organization), accounts.token(user)
    actions.revoke_grant(SYSTEM, user.grants.get(organization=organization).key)
    assert organization.pk not in bearer(whole).organizations()
    assert refusal_of(lambda: bearer(limited)) is ErrorCode.EXPIRED


def test_the_last_use_is_noted_once_an_hour_and_not_in_the_journal(user: User) -> None:
    token = accounts.token(user)
    bearer(token)
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    bearer(token)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(hours=1, seconds=1))
    bearer(token)
    noted = ApiToken.objects.get().last_used_at
    assert noted is not None
    assert noted >= first
    assert not Event.objects.exists()
