"""Who makes a request: a session on pages, a token on the API, and a bad token is nobody at all."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.middleware import actor
from registry.accounts.models import User
from registry.accounts.sign_in import actor_of
from registry.core.actor import ANONYMOUS, ActorKind, Role
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db


def asked_by(path: str, user: User | AnonymousUser, authorization: str = "") -> tuple[HttpResponse, HttpRequest]:
    headers = {"Authorization": authorization} if authorization else {}
    request = RequestFactory().post(path, headers=headers)
    request.user = user
    return actor(lambda request: HttpResponse(actor_of(request).id))(request), request


@pytest.fixture
def user() -> User:
    return accounts.holder(Role.CONTRIBUTOR, directory.organization())


def test_a_session_is_the_person_everywhere(user: User) -> None:
    for path in ("/", "/graphql/"):
        answer, request = asked_by(path, user)
        assert answer.content.decode() == user.key
        assert actor_of(request).kind is ActorKind.PERSON
        assert asked_by(path, AnonymousUser())[0].content.decode() == ANONYMOUS.id


def test_a_token_wins_over_the_session_on_the_api_only(user: User) -> None:
    header = f"Bearer {accounts.token(user, access='read').plain}"
    other = accounts.user()
    answer, request = asked_by("/graphql/", other, header)
    assert answer.content.decode() == user.key
    assert (actor_of(request).kind, actor_of(request).may_write) == (ActorKind.TOKEN, False)
    assert asked_by("/", other, header)[0].content.decode() == other.key
    assert asked_by("/graphql/", other, "Basic eDp5")[0].content.decode() == other.key


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "bearer registre_a_b", "Bearer registre_é_b"])
def test_a_bad_token_is_refused_even_beside_a_good_session(user: User, header: str) -> None:
    answer, _ = asked_by("/graphql/", user, header + " " if header == "Bearer" else header)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    (error,) = json.loads(answer.content)["errors"]
    assert error["extensions"] == {"code": "EXPIRED"}
    assert error["message"].endswith(".")
