"""A calendar feed is what its person sees today, as any calendar program reads it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from exchange.calendar import write_feed
from registry.accounts.models import CalendarFeed, User
from registry.concertation import actions
from registry.concertation.models import Group, Meeting, Seat
from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db
DAY = montreal_today() + timedelta(days=20)


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table")


@pytest.fixture
def member(coalition: Organization) -> Organization:
    made = directory.organization("Halte", claimed=True)
    directory.member(coalition, made)
    return made


@pytest.fixture
def group(coalition: Organization, member: Organization) -> Group:
    made = accounts.group(coalition, name_en="Housing group")
    Seat.objects.create(organization=member, group=made, role="member", ongoing=True)
    return made


@pytest.fixture
def user(member: Organization) -> User:
    return accounts.holder(Role.READER, member)


def meeting(group: Group | None = None, coalition: Organization | None = None, **columns: object) -> Meeting:
    values = {"day": DAY, "mode": Meeting.Mode.HYBRID, "title": "Bilan", **columns}
    return Meeting.objects.create(group=group, coalition=coalition, **values)


def events(user: User, place: Group | Organization) -> list[Event]:
    return read(user, place).events


def read(user: User, place: Group | Organization) -> Calendar:
    feed = CalendarFeed(user=user, **{"group" if isinstance(place, Group) else "organization": place})
    return Calendar.from_ical(write_feed(feed, lambda one: f"https://registre.example/rencontres/{one.key}/"))


def key_of(event: Event) -> str:
    return str(event["uid"]).split("@")[0]


def test_a_meeting_is_told_as_its_group_and_the_registry_know_it(user: User, group: Group) -> None:
    made = meeting(group, starts_at=time(9, 30), ends_at=time(12), city="Laval", place="salle B")
    (event,) = events(user, group)
    zone = ZoneInfo("America/Montreal")
    assert event.start == datetime.combine(DAY, time(9, 30), zone)
    assert event.end == datetime.combine(DAY, time(12), zone)
    assert (event["summary"], event["location"]) == ("Groupe – Bilan", "salle B, Laval")
    assert event["url"] == f"https://registre.example/rencontres/{made.key}/"
    assert (event["status"], event.sequence) == ("CONFIRMED", 0)


def test_a_meeting_without_a_time_takes_its_day(user: User, group: Group) -> None:
    meeting(group)
    (event,) = events(user, group)
    assert event.start == DAY
    assert type(event.start) is date


def test_it_speaks_its_person_s_language(user: User, group: Group) -> None:
    user.language = "en"
    meeting(group, title="")
    calendar = read(user, group)
    assert calendar.calendar_name == calendar.events[0]["summary"] == "Housing group"


def test_a_change_keeps_the_uid_and_raises_the_sequence(user: User, group: Group, coalition: Organization) -> None:
    coordinator = accounts.acting(Role.COORDINATOR, coalition)
    made = actions.plan_meeting(coordinator, group.key, day=DAY, mode="virtual")
    (before,) = events(user, group)
    actions.cancel_meeting(coordinator, made.key)
    (after,) = events(user, group)
    assert (before["uid"], before["status"]) == (after["uid"], "CONFIRMED")
    assert after["status"] == "CANCELLED"
    assert after.sequence > before.sequence
    assert after.stamp >= before.stamp


def test_it_goes_back_one_year(user: User, group: Group) -> None:
    kept = meeting(group, day=montreal_today() - timedelta(days=365), state=Meeting.State.HELD)
    meeting(group, day=montreal_today() - timedelta(days=366), state=Meeting.State.HELD)
    assert [key_of(event) for event in events(user, group)] == [kept.key]


def test_an_organization_s_has_what_concerns_it(
    user: User, member: Organization, group: Group, coalition: Organization
) -> None:
    in_group, assembly = meeting(group), meeting(coalition=coalition, title="")
    elsewhere = directory.coalition("Autre table")
    meeting(accounts.group(coalition))
    meeting(coalition=elsewhere)
    found = {key_of(event): event["summary"] for event in events(user, member)}
    assert found == {in_group.key: "Groupe – Bilan", assembly.key: "Table – Assemblée"}


def test_a_coalition_s_has_its_assemblies_and_its_groups_meetings(coalition: Organization, group: Group) -> None:
    made = {meeting(group).key, meeting(coalition=coalition).key}
    found = events(accounts.holder(Role.COORDINATOR, coalition), coalition)
    assert {key_of(event) for event in found} == made


def test_whoever_no_longer_sits_there_sees_no_more_than_anybody(user: User, group: Group) -> None:
    meeting(group, city="Laval", place="salle B")
    Seat.objects.update(until=PartialDate.of(montreal_today()), ongoing=None, ends=montreal_today())
    assert events(user, group) == []


def test_a_text_can_add_nothing_to_the_file(user: User, group: Group) -> None:
    meeting(group, title="Bilan\r\nEND:VEVENT\r\nATTENDEE:x; \\n , y", city="a;b")
    (event,) = events(user, group)
    assert "attendee" not in event
    assert event["location"] == "a;b"
