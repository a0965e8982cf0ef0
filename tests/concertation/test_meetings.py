"""Meetings: who is invited, what they answer, who came, the order of business; and who is told of it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.concertation import actions, queries
from registry.concertation.models import Group, Meeting
from registry.concertation.rules.meetings import moved, quorum
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, Grant, Role, Scope
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import Refused
from registry.core.logic import Truth
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import concertation, directory
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
SOON, LATELY = TODAY + timedelta(days=20), TODAY - timedelta(days=3)


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table", claimed=True)


@pytest.fixture
def group(coalition: Organization) -> Group:
    return concertation.group("Protection", coalition=coalition)


@pytest.fixture
def member(group: Group, coalition: Organization) -> Organization:
    """An organization of the coalition that sits in the group."""
    made = directory.organization("Accueil", claimed=True)
    directory.member(coalition, made)
    make.seat(group, made, "co_chair")
    return made


@pytest.fixture
def lead(group: Group) -> Actor:
    return directory.person(Grant(Role.LEAD, Scope.GROUP, group.pk), name="lead")


def plan(actor: Actor, group: Group, **given: Any) -> Meeting:
    told: dict[str, Any] = {"day": SOON, "mode": "in_person", "city": "Toronto", **given}
    return actions.plan_meeting(actor, group.key, **told)


def refusal(call: Any, *args: Any, **given: Any) -> list[tuple[str, str | None]]:
    """What is refused, and that nothing was written or recorded."""
    before = (Event.objects.count(), list(Meeting.objects.values()))
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    assert (Event.objects.count(), list(Meeting.objects.values())) == before
    return [(problem.code.value, problem.field) for problem in refused.value.problems]


def rows(meeting: Meeting) -> list[dict[str, Any]]:
    told = meeting.attendance.values("organization__key", "role", "votes", "answer", "state", "whole")
    return [dict(row) for row in told]


def test_whoever_sits_that_day_is_invited_once_with_its_vote(group: Group, member: Organization, lead: Actor) -> None:
    make.seat(group, member, "staff_member", votes=False)
    gone, offered = directory.organization(), directory.organization()
    make.seat(group, gone, until=PartialDate(2021), ongoing=None)
    make.seat(group, offered, accepted=False)
    invited = plan(lead, group, place="salle 4", starts_at="13:30", ends_at="16:00")
    assert rows(invited) == [
        {"organization__key": member.key, "role": "co_chair", "votes": True, "answer": "", "state": "", "whole": True}
    ]
    assert Event.objects.get().name == "meeting.planned"


def test_an_assembly_invites_members_who_vote_as_their_membership_says(
    coalition: Organization, member: Organization
) -> None:
    directory.member(coalition, directory.organization("Observatoire"), votes=False)
    coordinator = directory.coordinator(coalition)
    called = actions.plan_assembly(coordinator, coalition.key, day=SOON, mode="hybrid", occasion="general_assembly")
    assert [(row.organization.sort_name, row.votes) for row in called.attendance.all()] == [
        ("accueil", True),
        ("observatoire", False),
    ]
    told = {"day": SOON, "mode": "hybrid"}
    assert refusal(actions.plan_assembly, SYSTEM, member.key, **told) == [("NOT_A_COALITION", "coalition")]
    other = directory.coordinator(member)
    assert refusal(actions.plan_assembly, other, coalition.key, **told) == [("NOT_ALLOWED", None)]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"day": "2026-02-30"}, [("NOT_A_DAY", "day")]),
        ({"day": "2026-02"}, [("NOT_A_DAY", "day")]),
        ({"starts_at": "14:00", "ends_at": "13:00"}, [("DATES_REVERSED", "ends_at")]),
        ({"starts_at": "25:00"}, [("NOT_A_TIME", "starts_at")]),
        ({"mode": "by_post", "quorum": 0}, [("UNKNOWN_CODE", "mode"), ("NUMBER_OUT_OF_RANGE", "quorum")]),
        ({"occasion": "party"}, [("UNKNOWN_CODE", "occasion")]),
        ({"title": "x" * 201}, [("TOO_LONG", "title")]),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_with_all_that_is_wrong(
    given: dict[str, Any], problems: list[Any], group: Group, lead: Actor
) -> None:
    assert refusal(plan, lead, group, **given) == problems


def test_no_meeting_is_planned_for_a_group_that_is_over(group: Group, lead: Actor) -> None:
    group.until = PartialDate(2021)
    group.save()
    assert refusal(plan, lead, group) == [("WRONG_STATE", "day")]


def test_only_whoever_runs_the_group_plans(group: Group, member: Organization, coalition: Organization) -> None:
    assert refusal(plan, directory.administrator(member), group) == [("NOT_ALLOWED", None)]
    assert refusal(plan, ANONYMOUS, group) == [("SIGN_IN_NEEDED", None)]
    assert plan(directory.coordinator(coalition), group).group == group


def test_a_contributor_answers_for_its_organization(group: Group, member: Organization, lead: Actor) -> None:
    planned, contributor = plan(lead, group), directory.contributor(member)
    told: dict[str, Any] = {"organization": member.key, "answer": "coming"}
    assert refusal(actions.answer_invitation, directory.reader(member), planned.key, **told) == [("NOT_ALLOWED", None)]
    actions.answer_invitation(contributor, planned.key, **told, delegate_role="direction")
    assert [(row["answer"], row["state"]) for row in rows(planned)] == [("coming", "")]
    named = {**told, "delegate_role": "m.tremblay@accueil.example"}
    assert refusal(actions.answer_invitation, contributor, planned.key, **named) == [
        ("PERSONAL_DETAIL", "delegate_role")
    ]
    other = directory.organization()
    told = {"organization": other.key, "answer": "coming"}
    assert refusal(actions.answer_invitation, contributor, planned.key, **told) == [("NOT_FOUND", "organization")]
    actions.invite_organization(lead, planned.key, organization=other.key)
    assert refusal(actions.answer_invitation, contributor, planned.key, **told) == [("NOT_ALLOWED", "organization")]
    actions.answer_invitation(lead, planned.key, **told)


def test_a_guest_has_no_vote_and_is_invited_once(group: Group, member: Organization, lead: Actor) -> None:
    planned, guest = plan(lead, group), directory.organization("Ministère")
    actions.invite_organization(lead, planned.key, organization=guest.key)
    assert [row["votes"] for row in rows(planned)] == [True, False]
    again = {"organization": guest.key}
    assert refusal(actions.invite_organization, lead, planned.key, **again) == [("ALREADY_EXISTS", "organization")]
    fictional = {"organization": directory.organization(exercise=True).key}
    assert refusal(actions.invite_organization, lead, planned.key, **fictional) == [("EXERCISE_APART", "organization")]


def test_a_meeting_put_off_asks_anew(group: Group, member: Organization, lead: Actor) -> None:
    planned = plan(lead, group, starts_at="13:00")
    actions.answer_invitation(lead, planned.key, organization=member.key, answer="coming")
    late = directory.organization("Zone d'accueil")
    make.seat(group, late, since=PartialDate.of(SOON + timedelta(days=1)))
    changed = actions.change_meeting(lead, planned.key, values={"day": str(SOON + timedelta(days=2))})
    assert [(row["organization__key"], row["answer"]) for row in rows(changed)] == [(member.key, ""), (late.key, "")]
    turned = {"values": {"ends_at": "12:00"}}
    assert refusal(actions.change_meeting, lead, planned.key, **turned) == [("DATES_REVERSED", "ends_at")]
    stale = {"values": {"city": "Laval"}, "version": 1}
    assert refusal(actions.change_meeting, lead, planned.key, **stale) == [("STALE_WRITE", "version")]


def test_attendance_holds_the_meeting(group: Group, member: Organization, lead: Actor) -> None:
    past, guest = plan(lead, group, day=LATELY), directory.organization("Ministère")
    given = [{"organization": member.key, "state": "present"}, {"organization": guest.key, "state": "excused"}]
    actions.take_attendance(lead, past.key, attendance=given)
    past.refresh_from_db()
    assert past.state == "held"
    assert [(row["state"], row["votes"]) for row in rows(past)] == [("present", True), ("excused", False)]
    half = [{"organization": member.key, "state": "present", "whole": False}]
    actions.take_attendance(lead, past.key, attendance=half)
    assert [(row["state"], row["whole"]) for row in rows(past)] == [("present", False), ("excused", True)]


def test_attendance_is_refused_whole(group: Group, member: Organization, lead: Actor) -> None:
    past = plan(lead, group, day=LATELY)
    here = {"organization": member.key, "state": "present"}

    def take(*attendance: dict[str, str]) -> list[tuple[str, str | None]]:
        return refusal(actions.take_attendance, lead, past.key, attendance=list(attendance))

    assert take(here, here) == [("ALREADY_EXISTS", "organization")]
    assert take(here, {"organization": "nobody", "state": "absent"}) == [("NOT_FOUND", "organization")]
    assert take({**here, "state": "asleep"}) == [("UNKNOWN_CODE", "state")]
    assert take() == [("MISSING", "attendance")]
    assert [row["state"] for row in rows(past)] == [""]


def test_no_attendance_before_the_day_nor_once_it_is_cancelled(group: Group, member: Organization, lead: Actor) -> None:
    planned, given = plan(lead, group), {"attendance": [{"organization": member.key, "state": "present"}]}
    assert refusal(actions.take_attendance, lead, planned.key, **given) == [("TOO_EARLY", "day")]
    actions.cancel_meeting(lead, planned.key)
    assert refusal(actions.take_attendance, lead, planned.key, **given) == [("WRONG_STATE", None)]
    assert refusal(actions.cancel_meeting, lead, planned.key) == [("WRONG_STATE", None)]


def test_the_order_of_business(group: Group, member: Organization, lead: Actor) -> None:
    planned = plan(lead, group)
    for title in ("Accueil", "Délais", "Varia"):
        actions.add_agenda_item(lead, planned.key, title=title)
    last = planned.agenda.get(title="Varia")
    actions.move_agenda_item(lead, last.key, position=1)
    assert [(one.position, one.title) for one in planned.agenda.all()] == [(1, "Varia"), (2, "Accueil"), (3, "Délais")]
    assert refusal(actions.move_agenda_item, lead, last.key, position=4) == [("NUMBER_OUT_OF_RANGE", "position")]
    actions.remove_agenda_item(lead, planned.agenda.get(title="Accueil").key)
    assert [(one.position, one.title) for one in planned.agenda.all()] == [(1, "Varia"), (2, "Délais")]
    assert refusal(actions.remove_agenda_item, lead, "nothing") == [("NOT_FOUND", None)]
    reader = directory.reader(member)
    assert refusal(actions.remove_agenda_item, reader, last.key) == [("NOT_ALLOWED", None)]


def test_who_sees_a_meeting(group: Group, member: Organization, lead: Actor, coalition: Organization) -> None:
    make.meeting(group)
    opened = concertation.group("Ouvert", coalition=coalition, open_minutes=True)
    draft, public = make.meeting(opened), make.meeting(opened)
    make.minutes(draft)
    make.minutes(public, state="approved")
    assembly = make.meeting(None, coalition=coalition)
    assert set(queries.meetings(ANONYMOUS)) == {public}
    assert queries.meetings(directory.reader(member)).count() == 3, "its group's, the assembly, and what is open"
    assert queries.meetings(lead).count() == 2
    assert queries.meetings(directory.coordinator(coalition)).count() == 4
    stranger = directory.reader(directory.organization())
    assert set(queries.meetings(stranger, coalition=coalition)) == {public}
    assert queries.inside_keys(stranger, [public, assembly]) == set()
    assert queries.inside_keys(directory.coordinator(coalition), [public, assembly]) == {public.key, assembly.key}


def test_meetings_of_a_group_of_an_organization_and_to_come(group: Group, member: Organization, lead: Actor) -> None:
    past, planned = plan(lead, group, day=LATELY), plan(lead, group)
    other = make.meeting(group, SOON + timedelta(days=1))
    reader = directory.reader(member)
    assert list(queries.meetings(reader, group=group)) == [past, planned, other]
    assert list(queries.meetings(reader, organization=member)) == [past, planned]
    assert list(queries.upcoming(reader, [member])) == [planned]
    assert set(queries.upcoming(lead, [])) == {planned, other}


@given(some.lists(some.sampled_from(["", "present", "excused", "absent"]), max_size=12), some.integers(1, 12))
def test_a_quorum_is_only_judged_when_it_can_be(states: list[str], asked: int) -> None:
    for needed in (None, asked):
        found = quorum(needed, states)
        if not any(states):
            assert found.holds is Truth.UNKNOWN or not states
        best = quorum(needed, [state or "present" for state in states])
        worst = quorum(needed, [state or "absent" for state in states])
        if any(states) and best.holds is worst.holds:
            assert found.holds is best.holds
        elif any(states):
            assert found.holds is Truth.UNKNOWN


@given(some.lists(some.integers(), unique=True, min_size=1), some.data())
def test_moving_keeps_the_others_in_order(things: list[int], data: some.DataObject) -> None:
    one = data.draw(some.sampled_from(things))
    position = data.draw(some.integers(1, len(things)))
    found = moved(things, one, position)
    assert found.index(one) == position - 1
    assert [thing for thing in found if thing != one] == [thing for thing in things if thing != one]
