"""Minutes: nothing that was acknowledged is lost, two writers see both texts, and every version stays."""

from datetime import timedelta
from typing import Any

import pytest

from registry.concertation import actions, queries
from registry.concertation.models import Group, Meeting, Minutes
from registry.core.actor import ANONYMOUS, Actor
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import concertation, directory
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table", claimed=True)


@pytest.fixture
def group(coalition: Organization) -> Group:
    return concertation.group("Protection", coalition=coalition, open_minutes=True)


@pytest.fixture
def coordinator(coalition: Organization) -> Actor:
    return directory.coordinator(coalition)


@pytest.fixture
def meeting(group: Group) -> Meeting:
    return make.meeting(group)


def save(actor: Actor, meeting: Meeting, text: str, revision: int) -> Minutes:
    return queries.minutes_of(actor, actions.save_notes(actor, meeting.key, text=text, revision=revision))


def codes(call: Any, *args: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return [problem.code.value for problem in refused.value.problems]


def test_each_save_follows_the_one_before(meeting: Meeting, coordinator: Actor) -> None:
    first = save(coordinator, meeting, "Présents: cinq organismes.\n", 0)
    second = save(coordinator, meeting, "Présents: six organismes.", first.revision)
    assert (second.text, second.revision) == ("Présents: six organismes.", 2)
    assert second.saved_at is not None
    assert Event.objects.filter(name="meeting.notes_saved").count() == 2


def test_two_people_note_the_same_meeting(meeting: Meeting, coordinator: Actor) -> None:
    save(coordinator, meeting, "Mes notes", 0)
    with pytest.raises(Refused) as refused:
        save(coordinator, meeting, "Les miennes", 0)
    assert refused.value.code.value == "STALE_WRITE"
    assert refused.value.current == meeting
    assert queries.minutes_of(coordinator, meeting).text == "Mes notes"


def test_a_save_that_was_not_acknowledged_may_be_sent_again(meeting: Meeting, coordinator: Actor) -> None:
    save(coordinator, meeting, "Mes notes", 0)
    assert save(coordinator, meeting, "Mes notes\n", 0).revision == 1
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [("a" * 1_000_000, "TOO_LONG"), ("écrire à luc@foyer.example", "PERSONAL_DETAIL"), ("\x00", "NOT_A_TEXT")],
)
def test_a_text_that_cannot_be_kept_changes_nothing(text: str, code: str, meeting: Meeting, coordinator: Actor) -> None:
    save(coordinator, meeting, "Mes notes", 0)
    assert codes(save, coordinator, meeting, text, 1) == [code]
    assert queries.minutes_of(coordinator, meeting).text == "Mes notes"


def test_long_minutes_are_kept_whole(meeting: Meeting, coordinator: Actor) -> None:
    assert len(save(coordinator, meeting, "Décision. " * 19_999, 0).text) == 199_989
    assert len(save(coordinator, meeting, "a" * 200_000, 1).text) == 200_000


def test_a_cancelled_meeting_takes_no_notes(meeting: Meeting, coordinator: Actor) -> None:
    actions.cancel_meeting(coordinator, meeting.key)
    assert codes(save, coordinator, meeting, "Notes", 0) == ["WRONG_STATE"]


def test_minutes_are_submitted_approved_and_reopened_with_their_versions(
    group: Group, meeting: Meeting, coordinator: Actor
) -> None:
    save(coordinator, meeting, "Première version", 0)
    assert not queries.meetings(ANONYMOUS)
    actions.submit_minutes(coordinator, meeting.key)
    assert codes(save, coordinator, meeting, "Trop tard", 1) == ["WRONG_STATE"]
    later = make.meeting(group, montreal_today() - timedelta(days=1))
    actions.approve_minutes(coordinator, meeting.key, at=later.key)
    minutes = queries.minutes_of(coordinator, meeting)
    assert (minutes.state, minutes.approved_on, minutes.approved_at) == ("approved", later.day, later)
    assert list(queries.meetings(ANONYMOUS)) == [meeting]
    actions.reopen_minutes(coordinator, meeting.key)
    assert not queries.meetings(ANONYMOUS), "what is corrected is a draft again"
    save(coordinator, meeting, "Deuxième version", 1)
    actions.submit_minutes(coordinator, meeting.key)
    actions.approve_minutes(coordinator, meeting.key)
    told = [(one.number, one.state, one.text) for one in queries.minutes_versions(coordinator, meeting.key)]
    assert told == [
        (1, "submitted", "Première version"),
        (2, "approved", "Première version"),
        (3, "submitted", "Deuxième version"),
        (4, "approved", "Deuxième version"),
    ]
    assert not queries.minutes_versions(ANONYMOUS, meeting.key)
    assert [event.name for event in Event.objects.order_by("position")][-1] == "meeting.minutes_approved"


def test_minutes_have_a_text_a_day_and_an_order(group: Group, meeting: Meeting, coordinator: Actor) -> None:
    assert codes(actions.submit_minutes, coordinator, meeting.key) == ["MISSING"]
    assert codes(actions.approve_minutes, coordinator, meeting.key) == ["WRONG_STATE"]
    assert codes(actions.reopen_minutes, coordinator, meeting.key) == ["WRONG_STATE"]
    save(coordinator, meeting, "Notes", 0)
    meeting.refresh_from_db()
    actions.submit_minutes(coordinator, meeting.key, version=meeting.version)
    assert codes(actions.submit_minutes, coordinator, meeting.key, version=meeting.version) == ["WRONG_STATE"]
    meeting.refresh_from_db()
    assert meeting.state == "held"
    earlier = make.meeting(group, meeting.day - timedelta(days=30))
    elsewhere = make.meeting(concertation.group(), montreal_today())
    for at in (earlier, elsewhere, meeting):
        assert codes(actions.approve_minutes, coordinator, meeting.key, at=at.key) == ["NOT_FOUND"]
    ahead = make.meeting(group, montreal_today() + timedelta(days=9))
    save(coordinator, ahead, "Ordre du jour en préparation", 0)
    assert codes(actions.submit_minutes, coordinator, ahead.key) == ["TOO_EARLY"]


def test_what_was_approved_is_closed_until_it_is_reopened(meeting: Meeting, coordinator: Actor) -> None:
    save(coordinator, meeting, "Notes", 0)
    actions.submit_minutes(coordinator, meeting.key)
    actions.approve_minutes(coordinator, meeting.key)
    given: dict[str, Any] = {"kind": "decision", "text": "Une lettre"}
    assert codes(actions.record_outcome, coordinator, meeting.key, **given) == ["WRONG_STATE"]
    assert codes(actions.change_meeting, coordinator, meeting.key, values={"city": "Laval"}) == ["WRONG_STATE"]
    assert codes(actions.add_agenda_item, coordinator, meeting.key, title="Varia") == ["WRONG_STATE"]
    actions.reopen_minutes(coordinator, meeting.key)
    actions.record_outcome(coordinator, meeting.key, **given)


def test_a_member_reads_drafts_and_writes_none(
    group: Group, meeting: Meeting, coalition: Organization, coordinator: Actor
) -> None:
    member = directory.organization(claimed=True)
    make.seat(group, member)
    save(coordinator, meeting, "Brouillon", 0)
    administrator = directory.administrator(member)
    assert queries.meeting(administrator, meeting.key).thing.minutes.text == "Brouillon"
    assert codes(save, administrator, meeting, "Autre chose", 1) == ["NOT_ALLOWED"]
    stranger = directory.administrator(directory.organization())
    assert codes(save, stranger, meeting, "Autre chose", 1) == ["NOT_FOUND"]
