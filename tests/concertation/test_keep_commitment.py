"""A commitment is kept or not: who says so, from which day, and what is then late."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.concertation import actions
from registry.concertation.models import Group, Meeting, Outcome
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import concertation, directory
from tests.factories import meetings as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


@pytest.fixture
def group() -> Group:
    return concertation.group("Protection", coalition=directory.coalition("Table", claimed=True))


@pytest.fixture
def member(group: Group) -> Organization:
    made = directory.organization("Accueil", claimed=True)
    make.seat(group, made)
    return made


@pytest.fixture
def meeting(group: Group) -> Meeting:
    """One whose minutes are approved: commitments are kept afterwards."""
    made = make.meeting(group, TODAY - timedelta(days=40))
    make.minutes(made, state="approved")
    return made


@pytest.fixture
def promised(meeting: Meeting, member: Organization) -> Outcome:
    return make.outcome(meeting, "Une lettre", "commitment", by=member, due=TODAY - timedelta(days=10))


@pytest.fixture
def coordinator(group: Group) -> Actor:
    assert group.coalition
    return directory.coordinator(group.coalition)


def refusal(call: Any, *args: Any, **given: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    [problem] = refused.value.problems
    return problem.code.value, problem.field


def test_it_is_kept_by_whoever_runs_the_meeting_or_answers_for_who_promised(
    group: Group, promised: Outcome, member: Organization, coordinator: Actor
) -> None:
    other = directory.organization("Refuge", claimed=True)
    make.seat(group, other)
    for outsider in (directory.contributor(member), directory.administrator(other)):
        assert refusal(actions.keep_commitment, outsider, promised.key) == ("NOT_ALLOWED", None)
    for actor in (coordinator, directory.administrator(member)):
        actions.keep_commitment(actor, promised.key)
        promised.refresh_from_db()
        assert promised.kept_on == TODAY
        assert refusal(actions.keep_commitment, actor, promised.key) == ("WRONG_STATE", None)
        actions.reopen_commitment(actor, promised.key)
        promised.refresh_from_db()
        assert promised.kept_on is None
        assert refusal(actions.reopen_commitment, actor, promised.key) == ("WRONG_STATE", None)
    events = list(Event.objects.order_by("pk").values_list("name", "codes"))
    told = {"outcome": promised.key}
    assert events == [("meeting.commitment_kept", told), ("meeting.commitment_reopened", told)] * 2


def test_it_is_kept_on_a_day_from_the_meeting_until_today(
    meeting: Meeting, promised: Outcome, coordinator: Actor
) -> None:
    for day in (meeting.day - timedelta(days=1), TODAY + timedelta(days=1)):
        assert refusal(actions.keep_commitment, coordinator, promised.key, on=day) == ("DATE_OUT_OF_RANGE", "on")
    assert refusal(actions.keep_commitment, coordinator, promised.key, on="2026-02-30") == ("NOT_A_DAY", "on")
    actions.keep_commitment(coordinator, promised.key, on=meeting.day)
    promised.refresh_from_db()
    assert promised.kept_on == meeting.day


def test_only_a_commitment_is_kept_and_what_becomes_a_decision_no_longer_is(
    group: Group, meeting: Meeting, member: Organization, coordinator: Actor
) -> None:
    decision = make.outcome(meeting, "On écrira")
    assert refusal(actions.keep_commitment, coordinator, decision.key) == ("WRONG_STATE", None)
    promised = make.outcome(make.meeting(group), "Une lettre", "commitment", by=member, kept_on=TODAY)
    actions.change_outcome(coordinator, promised.key, values={"kind": "decision"})
    promised.refresh_from_db()
    assert (promised.kind, promised.kept_on) == ("decision", None)


@pytest.mark.parametrize(
    ("kind", "due", "kept_on", "late"),
    [
        ("commitment", date(2026, 3, 1), None, True),
        ("commitment", date(2026, 3, 1), date(2026, 3, 9), False),
        ("commitment", date(2026, 3, 1), date(2026, 3, 11), True),
        ("commitment", date(2026, 3, 10), None, False),
        ("commitment", None, None, False),
        ("decision", date(2026, 3, 1), None, False),
    ],
)
def test_it_is_late_from_the_day_after_it_was_due_until_it_is_kept(
    kind: str, due: date | None, kept_on: date | None, late: bool
) -> None:
    assert Outcome(kind=kind, due=due, kept_on=kept_on).late_on(date(2026, 3, 10)) is late


def test_the_api_tells_and_keeps_it(promised: Outcome, coordinator: Actor, member: Organization) -> None:
    assert promised.due
    query = """query($key: String!, $due: Date!) { meeting(key: $key) { outcomes {
      keptOn late then: late(asOf: $due) viewerMay
    } } }"""
    about = {"key": promised.meeting.key, "due": promised.due.isoformat()}
    [told] = ask(query, about, actor=coordinator).data["meeting"]["outcomes"]
    may = ["changeOutcome", "keepCommitment", "removeOutcome", "reopenCommitment"]
    assert told == {"keptOn": None, "late": True, "then": False, "viewerMay": may}
    keep = (
        "mutation($key: String!) { keepCommitment(input: {key: $key}) { done meeting { outcomes { keptOn late } } } }"
    )
    kept = ask(keep, {"key": promised.key}, actor=directory.administrator(member)).data["keepCommitment"]
    assert kept == {"done": True, "meeting": {"outcomes": [{"keptOn": TODAY.isoformat(), "late": False}]}}
