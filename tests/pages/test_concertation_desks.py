"""The desks of concertation: what waits around meetings, where one sits, and what was decided meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Group
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory.models import Organization
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import meetings as make_meetings
from tests.pages.acting import at, done, holder, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
STATEMENTS = 30


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("La Ronde")


@pytest.fixture
def group(coalition: Organization) -> Group:
    return make_groups.group("Protection", coalition=coalition)


@pytest.fixture
def guest(coalition: Organization, group: Group) -> Organization:
    made = make.organization("Ancre")
    make.member(coalition, made)
    make_meetings.seat(group, made)
    return made


def test_whoever_runs_a_group_sees_what_waits_around_its_meetings(coalition: Organization, group: Group) -> None:
    ahead, past, held, told = (make_meetings.meeting(group, ago(days)) for days in (-9, 3, 30, 60))
    for meeting, state in ((held, "draft"), (told, "submitted")):
        meeting.state = "held"
        meeting.save()
        make_meetings.minutes(meeting, state=state)
    make_meetings.outcome(told, "Écrire au ministre", "commitment", due=ago(-10))
    client = holder(Role.COORDINATOR, coalition)
    page = client.get(at("groups_desk"))
    assert [one.meeting for one in page.context["ahead"]] == [ahead]
    assert page.context["ahead"][0].lacks == "aucun point à l’ordre du jour, ni lieu ni lien"
    assert [list(page.context[name]) for name in ("attendance", "to_submit", "to_approve")] == [[past], [held], [told]]
    assert "Écrire au ministre" in words(page)
    assert at("groups_desk") in client.get(at("desk")).content.decode()
    for address in (at("groups_desk"), at("manage_organization", coalition.key)):
        shown = client.get(address).content.decode()
        assert all(at("organization_deed", coalition.key, deed) in shown for deed in ("assemblee", "groupe"))


def test_a_member_sees_where_it_sits_what_is_asked_and_what_was_decided(group: Group, guest: Organization) -> None:
    other = make_groups.group("Logement", coalition=group.coalition)
    offer = make_meetings.seat(other, guest, accepted=False)
    ahead, past, old = (make_meetings.meeting(group, ago(days)) for days in (-9, 3, 90))
    make_meetings.there(ahead, guest)
    make_meetings.outcome(past, "On ouvre dix lits")
    make_meetings.outcome(old, "On ferme une porte")
    client = holder(Role.ADMINISTRATOR, guest)
    page = client.get(at("seats_desk"))
    assert [seat.group for seat in page.context["seats"]] == [group]
    assert [each["row"].meeting for each in page.context["invitations"]] == [ahead]
    assert [each["outcome"].text for each in page.context["outcomes"]] == ["On ouvre dix lits"]
    before = client.get(at("seats_desk") + f"?since={ago(120).isoformat()}")
    assert [each["outcome"].text for each in before.context["outcomes"]] == ["On ouvre dix lits", "On ferme une porte"]
    [asked] = page.context["offers"]
    press = {"version": 0, "request_key": "k", "next": at("seats_desk")}
    assert done(client.post(asked["to"]["accepter"]["url"], press))
    offer.refresh_from_db()
    assert offer.accepted


def test_a_day_that_is_none_is_said_beside_its_field(guest: Organization) -> None:
    page = holder(Role.READER, guest).get(at("seats_desk") + "?since=2026-02-30")
    assert "Écrivez un jour réel" in words(page)


def test_whoever_has_no_part_in_it_is_told_so(group: Group) -> None:
    partner = holder(Role.READER, make.organization())
    assert "Vous ne menez aucun groupe" in words(partner.get(at("groups_desk")))
    assert "Aucun siège connu" in words(partner.get(at("seats_desk")))


def test_desks_ask_no_more_for_many_meetings_than_for_one(
    coalition: Organization, group: Group, guest: Organization
) -> None:
    clients = {"groups_desk": holder(Role.COORDINATOR, coalition), "seats_desk": holder(Role.ADMINISTRATOR, guest)}
    counts: dict[str, list[int]] = {name: [] for name in clients}
    for size in (1, 6):
        for number in range(size):
            more = make_groups.group(coalition=coalition)
            make_meetings.seat(more, guest)
            make_meetings.seat(make_groups.group(coalition=coalition), guest, accepted=False)
            for days in (-number, number + 1):
                meeting = make_meetings.meeting(more, ago(days))
                make_meetings.there(meeting, guest)
                make_meetings.outcome(meeting, kind="commitment", by=guest, due=TODAY)
        for name, client in clients.items():
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at(name)).status_code == 200
            counts[name].append(len(asked))
    for name, (few, many) in counts.items():
        assert few == many <= STATEMENTS, name


def test_a_late_commitment_is_marked_until_one_press_says_that_it_is_kept(
    coalition: Organization, group: Group, guest: Organization
) -> None:
    held = make_meetings.meeting(group, ago(90))
    make_meetings.minutes(held, state="approved")
    promised = make_meetings.outcome(held, "Une lettre", "commitment", by=guest, due=ago(70))
    for name, client in (
        ("groups_desk", holder(Role.COORDINATOR, coalition)),
        ("seats_desk", holder(Role.ADMINISTRATOR, guest)),
        ("meeting", holder(Role.ADMINISTRATOR, guest)),
    ):
        url = at(name, *([held.key] if name == "meeting" else []))
        page = client.get(url)
        assert "En retard" in words(page), name
        press = {"version": 0, "request_key": name, "next": url}
        tell = at("outcome_deed", held.key, promised.key, "tenu")
        assert tell in page.content.decode()
        assert done(client.post(tell, press))
        promised.refresh_from_db()
        assert promised.kept_on == TODAY
        assert "En retard" not in words(client.get(url))
        assert "Tenu" in words(client.get(at("meeting", held.key)))
        assert done(
            client.post(at("outcome_deed", held.key, promised.key, "pas-tenu"), {**press, "request_key": f"{name}-not"})
        )
        promised.refresh_from_db()
        assert promised.kept_on is None


def test_whoever_only_reads_sees_that_it_is_late_and_may_not_say_that_it_is_kept(
    group: Group, guest: Organization
) -> None:
    promised = make_meetings.outcome(
        make_meetings.meeting(group, ago(90)), "Une lettre", "commitment", by=guest, due=ago(70)
    )
    client = holder(Role.READER, guest)
    tell = at("outcome_deed", promised.meeting.key, promised.key, "tenu")
    page = client.get(at("seats_desk"))
    assert "En retard" in words(page)
    assert tell not in page.content.decode()
    assert client.post(tell, {"version": 0, "request_key": "k"}).status_code == 403
