"""Whom a coordinator looks after is asked once a request, and anew as soon as anything was written."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.core.actor import SYSTEM, Role
from registry.core.remembered import remembering
from registry.directory import actions, policy
from registry.directory.models import Organization
from registry.journal.actions import action
from tests.factories import accounts
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Organization:
    return make.coalition()


@pytest.fixture
def unclaimed(coalition: Organization) -> Organization:
    made = make.organization("Sans personne")
    make.member(coalition, made)
    return made


def test_it_is_asked_once_and_by_the_next_request_again(coalition: Organization, unclaimed: Organization) -> None:
    coordinator = make.coordinator(coalition)
    for _request in range(2):
        with remembering(), CaptureQueriesContext(connection) as queries:
            for _time in range(3):
                assert policy.may(coordinator, "edit_organization", unclaimed)
        assert len(queries) == 1


def test_an_action_decides_by_what_is_true_now(coalition: Organization, unclaimed: Organization) -> None:
    coordinator = make.coordinator(coalition)
    with remembering():
        assert policy.sees_inside(coordinator, unclaimed)
        actions.claim_organization(SYSTEM, unclaimed.key)
        unclaimed.refresh_from_db()
        assert not policy.sees_inside(coordinator, unclaimed)
        assert unclaimed.pk not in policy.looked_after(coordinator)


def test_nothing_is_kept_within_an_action(coalition: Organization, unclaimed: Organization) -> None:
    coordinator = make.coordinator(coalition)

    @action
    def looked_at_before_and_after(actor: object) -> list[bool]:
        seen = [unclaimed.pk in policy.looked_after(coordinator)]
        actions.claim_organization(SYSTEM, unclaimed.key)
        return [*seen, unclaimed.pk in policy.looked_after(coordinator)]

    with remembering():
        assert looked_at_before_and_after(SYSTEM) == [True, False]


def test_a_page_asks_it_once(coalition: Organization) -> None:
    client = Client()
    user = accounts.holder(Role.COORDINATOR, coalition)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/bureau/groupes/").status_code == 200
    asked = [query["sql"] for query in queries.captured_queries]
    assert sum('"steward_id" IN' in sql for sql in asked) == 1
