"""A calendar feed is its person's: its address shows what they may see, until they revoke it or lose their role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.accounts import actions, queries
from registry.accounts.models import CalendarFeed, User
from registry.concertation.models import Group, Seat
from registry.core.actor import ANONYMOUS, SYSTEM, Role, Scope
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Organization:
    return directory.organization(claimed=True)


@pytest.fixture
def group(member: Organization) -> Group:
    made = accounts.group(directory.coalition())
    Seat.objects.create(organization=member, group=made, role="member")
    return made


@pytest.fixture
def user(member: Organization, group: Group) -> User:
    return accounts.holder(Role.READER, member)


def refusal_of(act: object) -> ErrorCode:
    assert callable(act)
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def follow(user: User, group: Group) -> CalendarFeed:
    return actions.create_calendar_feed(accounts.actor(user), group=group.key)


def test_the_address_is_shown_once_and_stored_nowhere(user: User, group: Group) -> None:
    made = follow(user, group)
    assert made.plain is not None
    kept = CalendarFeed.objects.get()
    assert kept.plain is None
    assert made.plain not in str(CalendarFeed.objects.values().get()) + str(list(Event.objects.values()))
    assert queries.calendar_feed(SYSTEM, made.plain) == kept


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.READER])
def test_who_runs_a_group_or_sits_in_it_may_follow_it(role: Role, group: Group, member: Organization) -> None:
    assert group.coalition is not None
    places: dict[Role, Group | Organization] = {
        Role.LEAD: group,
        Role.COORDINATOR: group.coalition,
        Role.READER: member,
    }
    assert follow(accounts.holder(role, places[role]), group).group == group


def test_nobody_else_may(group: Group, member: Organization) -> None:
    outsider = accounts.acting(Role.ADMINISTRATOR, directory.organization())
    for wish in ({"group": group.key}, {"organization": member.key}):
        assert queries.feed_verbs(outsider, queries.place(SYSTEM, *_place(wish))) == frozenset()
        assert refusal_of(lambda wish=wish: actions.create_calendar_feed(outsider, **wish)) is ErrorCode.NOT_ALLOWED
        assert refusal_of(lambda wish=wish: actions.create_calendar_feed(ANONYMOUS, **wish)) is (
            ErrorCode.SIGN_IN_NEEDED
        )


def _place(wish: dict[str, str]) -> tuple[Scope, str]:
    ((kind, key),) = wish.items()
    return Scope(kind), key


def test_a_token_makes_and_shows_no_feed(user: User, group: Group) -> None:
    follow(user, group)
    token = queries.actor_for_token(SYSTEM, accounts.token(user, access="write"))
    assert refusal_of(lambda: actions.create_calendar_feed(token, group=group.key)) is ErrorCode.NOT_ALLOWED
    assert not queries.my_calendar_feeds(token).exists()


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, ErrorCode.MISSING),
        ({"group": "x", "organization": "y"}, ErrorCode.BAD_REQUEST),
        ({"group": "inconnu"}, ErrorCode.NOT_FOUND),
        ({"organization": "inconnu"}, ErrorCode.NOT_FOUND),
    ],
)
def test_a_bad_wish_makes_no_feed(user: User, wish: dict[str, str], code: ErrorCode) -> None:
    assert refusal_of(lambda: actions.create_calendar_feed(accounts.actor(user), **wish)) is code
    assert not CalendarFeed.objects.exists()


def test_there_is_an_end_to_feeds(user: User, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.accounts.rules.FEEDS_MAX", 1)
    first = follow(user, group)
    assert refusal_of(lambda: follow(user, group)) is ErrorCode.TOO_MANY
    actions.revoke_calendar_feed(accounts.actor(user), first.key)
    follow(user, group)


def test_an_address_that_is_not_good_is_always_missing_alike(user: User, group: Group) -> None:
    good, revoked = follow(user, group), follow(user, group)
    actions.revoke_calendar_feed(accounts.actor(user), revoked.key)
    for bad in (revoked.plain, f"{good.plain}x", good.key, good.digest, ""):
        assert refusal_of(lambda bad=bad: queries.calendar_feed(SYSTEM, bad or "")) is ErrorCode.NOT_FOUND
    user.grants.all().delete()
    assert refusal_of(lambda: queries.calendar_feed(SYSTEM, good.plain or "")) is ErrorCode.NOT_FOUND


def test_a_person_who_is_let_in_again_makes_feeds_anew(user: User, group: Group) -> None:
    made = follow(user, group)
    actions.deactivate_user(SYSTEM, user.key)
    assert CalendarFeed.objects.get().revoked_at is not None
    assert refusal_of(lambda: queries.calendar_feed(SYSTEM, made.plain or "")) is ErrorCode.NOT_FOUND


def test_feeds_go_with_the_account(user: User, group: Group) -> None:
    follow(user, group)
    assert [feed["of"] for feed in queries.my_data(accounts.actor(user))["calendar_feeds"]] == [group.key]
    actions.delete_my_account(accounts.actor(user))
    assert not CalendarFeed.objects.exists()


def test_only_its_person_sees_and_revokes_a_feed(user: User, group: Group, member: Organization) -> None:
    made = follow(user, group)
    for other in (accounts.acting(Role.ADMINISTRATOR, member), accounts.acting(Role.LEAD, group)):
        assert refusal_of(lambda other=other: actions.revoke_calendar_feed(other, made.key)) is ErrorCode.NOT_FOUND
    for _ in range(2):
        assert actions.revoke_calendar_feed(accounts.actor(user), made.key).revoked_at
    assert Event.objects.filter(name="user.calendar_feed_revoked").count() == 1
    assert not queries.my_calendar_feeds(accounts.actor(user)).exists()


def test_the_last_use_is_noted_once_an_hour_by_the_system_alone(user: User, group: Group) -> None:
    made = follow(user, group)
    assert refusal_of(lambda: actions.note_feed_use(accounts.actor(user), made.key)) is ErrorCode.NOT_ALLOWED
    actions.note_feed_use(SYSTEM, made.key)
    first = CalendarFeed.objects.get().last_used_at
    actions.note_feed_use(SYSTEM, made.key)
    assert CalendarFeed.objects.get().last_used_at == first is not None
    CalendarFeed.objects.update(last_used_at=timezone.now() - timedelta(hours=1, seconds=1))
    actions.note_feed_use(SYSTEM, made.key)
    noted = CalendarFeed.objects.get().last_used_at
    assert noted is not None
    assert noted >= first
