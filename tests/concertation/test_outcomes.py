"""What comes of meetings, and what then waits for whom."""

from datetime import timedelta
from typing import Any

import pytest

from registry.concertation import actions, queries
from registry.concertation.models import Concern, Group, Meeting, Resolution
from registry.core.actor import ANONYMOUS, Actor
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from registry.directory.models import Organization
from tests.factories import concertation, directory
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table", claimed=True)


@pytest.fixture
def group(coalition: Organization) -> Group:
    return concertation.group("Protection", coalition=coalition)


@pytest.fixture
def member(group: Group) -> Organization:
    made = directory.organization("Accueil", claimed=True)
    make.seat(group, made)
    return made


@pytest.fixture
def coordinator(coalition: Organization) -> Actor:
    return directory.coordinator(coalition)


@pytest.fixture
def meeting(group: Group) -> Meeting:
    return make.meeting(group)


def problems(call: Any, *args: Any, **given: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return [(problem.code.value, problem.field) for problem in refused.value.problems]


def test_a_commitment_says_by_whom_and_when(meeting: Meeting, member: Organization, coordinator: Actor) -> None:
    due = TODAY + timedelta(days=30)
    given: dict[str, Any] = {"kind": "commitment", "text": "Écrire au ministère", "due": str(due)}
    assert problems(actions.record_outcome, coordinator, meeting.key, **given) == [("MISSING", "by")]
    actions.record_outcome(coordinator, meeting.key, **given, by=member.key)
    made = meeting.outcomes.get()
    assert (made.kind, made.by, made.due, made.position) == ("commitment", member, due, 1)
    actions.change_outcome(coordinator, made.key, values={"text": "Écrire à la ministre", "due": None})
    made.refresh_from_db()
    assert (made.text, made.by, made.due) == ("Écrire à la ministre", member, None)
    unknown = {"values": {"position": 3}}
    assert problems(actions.change_outcome, coordinator, made.key, **unknown) == [("BAD_REQUEST", "position")]
    actions.remove_outcome(coordinator, made.key)
    assert not meeting.outcomes.exists()


def test_an_outcome_is_about_something_of_the_same_group(
    meeting: Meeting, group: Group, coalition: Organization, coordinator: Actor
) -> None:
    other = concertation.group(coalition=directory.coalition())
    own, foreign = (Concern.objects.create(group=one, title="Délais", raised_on=TODAY) for one in (group, other))
    adopted = Resolution.objects.create(coalition=coalition, state="adopted")
    actions.add_agenda_item(coordinator, meeting.key, title="Délais", concern=own.key)
    item = meeting.agenda.get()
    told: dict[str, Any] = {"kind": "decision", "text": "Une campagne"}
    links: dict[str, Any] = {"item": item.key, "concern": own.key, "resolution": adopted.key}
    actions.record_outcome(coordinator, meeting.key, **told, **links)
    made = meeting.outcomes.get()
    assert (made.item, made.concern, made.resolution) == (item, own, adopted)
    for field, key in (("concern", foreign.key), ("item", "nothing"), ("resolution", "nothing"), ("by", "nobody")):
        found = problems(actions.record_outcome, coordinator, meeting.key, **{**told, field: key})
        assert found == [("NOT_FOUND", "organization" if field == "by" else field)]
    actions.remove_agenda_item(coordinator, item.key)
    made.refresh_from_db()
    assert made.item is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": "promise"}, [("UNKNOWN_CODE", "kind")]),
        ({"text": " "}, [("MISSING", "text")]),
        ({"text": "Appeler le 514 555-0199"}, [("PERSONAL_DETAIL", "text")]),
        ({"due": "2026-02-30"}, [("NOT_A_DAY", "due")]),
    ],
)
def test_what_is_wrong_with_an_outcome(
    given: dict[str, Any], expected: list[Any], meeting: Meeting, coordinator: Actor
) -> None:
    told = {"kind": "decision", "text": "Une lettre"} | given
    assert problems(actions.record_outcome, coordinator, meeting.key, **told) == expected


def test_what_comes_of_a_point_is_about_what_the_point_is_about(
    meeting: Meeting, group: Group, coalition: Organization, coordinator: Actor
) -> None:
    own, other = (Concern.objects.create(group=group, title=title, raised_on=TODAY) for title in ("Délais", "Lits"))
    draft = Resolution.objects.create(coalition=coalition, group=group)
    actions.add_agenda_item(coordinator, meeting.key, title="Délais", concern=own.key, resolution=draft.key)
    told: dict[str, Any] = {"kind": "information", "text": "Six mois", "item": meeting.agenda.get().key}
    actions.record_outcome(coordinator, meeting.key, **told)
    actions.record_outcome(coordinator, meeting.key, **told, concern=other.key)
    assert [(one.concern, one.resolution) for one in meeting.outcomes.all()] == [(own, draft), (other, draft)]


def test_nothing_comes_of_a_meeting_before_its_day(group: Group, coordinator: Actor) -> None:
    ahead = make.meeting(group, TODAY + timedelta(days=1))
    told = {"kind": "decision", "text": "Une lettre"}
    assert problems(actions.record_outcome, coordinator, ahead.key, **told) == [("TOO_EARLY", "day")]


def test_what_was_decided_while_we_were_away(group: Group, meeting: Meeting, member: Organization) -> None:
    before, elsewhere = make.held(group, "2024-02-01"), make.meeting(concertation.group())
    decided = make.outcome(meeting, "Une lettre")
    make.outcome(before)
    make.outcome(elsewhere)
    make.minutes(meeting, state="approved")
    since = meeting.day - timedelta(days=30)
    found = queries.decided_since(directory.reader(member), member, since)
    assert (list(found.outcomes), list(found.approved)) == ([decided], [meeting])
    assert not queries.decided_since(ANONYMOUS, member, since).outcomes


def test_what_is_asked_of_an_organization(group: Group, meeting: Meeting, member: Organization) -> None:
    ahead = make.meeting(group, TODAY + timedelta(days=9))
    invitation = make.there(ahead, member)
    make.there(make.meeting(group, TODAY + timedelta(days=10)), member, answer="coming")
    make.there(meeting, member)
    soon = make.outcome(meeting, kind="commitment", by=member, due=TODAY + timedelta(days=5))
    late = make.outcome(meeting, kind="commitment", by=member, due=TODAY - timedelta(days=500))
    make.outcome(meeting, kind="commitment", by=member, due=TODAY - timedelta(days=5), kept_on=TODAY)
    make.outcome(meeting, kind="commitment", by=member, due=TODAY + timedelta(days=500))
    found = queries.asked_of(directory.reader(member), [member])
    assert (list(found.invitations), list(found.commitments)) == ([invitation], [late, soon])
    nothing = queries.asked_of(directory.reader(directory.organization()), [member])
    assert not nothing.invitations
    assert not nothing.commitments


def test_what_whoever_runs_a_group_has_left_to_do(group: Group, meeting: Meeting, coordinator: Actor) -> None:
    draft, submitted = make.held(group, "2026-03-01"), make.held(group, "2026-04-01")
    bare = make.held(group, "2026-02-01")
    make.minutes(draft)
    make.minutes(submitted, state="submitted")
    make.minutes(make.held(group, "2026-01-01"), state="approved")
    make.meeting(group, TODAY + timedelta(days=3))
    make.meeting(group, state="cancelled")
    due = make.outcome(draft, kind="commitment", by=directory.organization(), due=TODAY)
    found = queries.follow_up(coordinator)
    assert list(found.attendance) == [meeting]
    assert list(found.to_submit) == [bare, draft]
    assert list(found.to_approve) == [submitted]
    assert list(found.commitments) == [due]
    assert not queries.follow_up(directory.coordinator(directory.coalition())).to_approve
