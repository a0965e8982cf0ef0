"""Calendar feeds through the API: made in person, shown once, listed for their person alone."""

import pytest

from registry.accounts import queries
from registry.concertation.models import Group
from registry.core.actor import SYSTEM, Actor, Role
from tests.factories import accounts, directory
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
MAKE = """mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) {
  calendarFeed { key group { key } organization { key } } plain done errors { code field } } }"""
REVOKE = """mutation ($key: String!) { revokeCalendarFeed(input: {key: $key}) {
  calendarFeed { revokedAt } done } }"""


@pytest.fixture
def group() -> Group:
    return accounts.group(directory.coalition("Table"))


@pytest.fixture
def lead(group: Group) -> Actor:
    return accounts.acting(Role.LEAD, group)


def test_a_feed_is_made_shown_once_and_revoked(lead: Actor, group: Group) -> None:
    given = {"input": {"group": group.key, "idempotencyKey": "une"}}
    made = ask(MAKE, given, actor=lead).data["createCalendarFeed"]
    assert made["calendarFeed"]["group"] == {"key": group.key}
    assert made["calendarFeed"]["organization"] is None
    key = made["calendarFeed"]["key"]
    assert queries.calendar_feed(SYSTEM, made["plain"]).key == key
    again = ask(MAKE, given, actor=lead).data["createCalendarFeed"]
    assert (again["calendarFeed"]["key"], again["plain"]) == (key, None)
    listed = ask("{ me { calendarFeeds { key viewerMay } } }", actor=lead).data["me"]["calendarFeeds"]
    assert listed == [{"key": key, "viewerMay": ["revokeCalendarFeed"]}]
    ended = ask(REVOKE, {"key": key}, actor=lead).data["revokeCalendarFeed"]
    assert ended["done"]
    assert ended["calendarFeed"]["revokedAt"] is not None


def test_both_or_neither_is_refused_in_the_payload(lead: Actor, group: Group) -> None:
    assert group.coalition is not None
    for wish, code in (({}, "MISSING"), ({"group": group.key, "organization": group.coalition.key}, "BAD_REQUEST")):
        made = ask(MAKE, {"input": wish}, actor=lead).data["createCalendarFeed"]
        assert (made["done"], made["errors"]) == (False, [{"code": code, "field": "group"}])
