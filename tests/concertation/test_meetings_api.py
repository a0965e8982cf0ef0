"""Meetings through the API: run from planning to minutes, and asked about from every side."""

from datetime import timedelta
from typing import Any

import pytest

from registry.concertation.models import Group, RuleSet
from registry.core.actor import ANONYMOUS, Actor
from registry.core.dates import montreal_today
from registry.directory.models import Organization
from tests.factories import concertation, directory
from tests.factories import meetings as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
RULES = {
    "cadence": {"meetings_per_year_min": 3, "pattern": [{"order": 1, "place": "Montréal", "when": "later_in_year"}]},
    "co_chair_eligibility": [{"code": "full_meetings_attended_min", "value": 1}],
}


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table", claimed=True)


@pytest.fixture
def group(coalition: Organization) -> Group:
    rule_set = RuleSet.objects.create(kind="group", data=RULES)
    return concertation.group("Protection", coalition=coalition, rule_set=rule_set)


@pytest.fixture
def member(group: Group) -> Organization:
    made = directory.organization("Accueil", claimed=True)
    make.seat(group, made)
    return made


@pytest.fixture
def coordinator(coalition: Organization) -> Actor:
    return directory.coordinator(coalition)


def change(actor: Actor, name: str, fields: str = "key", **given: Any) -> Any:
    kind = f"{name[0].upper()}{name[1:]}Input"
    shown = f"done errors {{ code field }} meeting {{ {fields} }}"
    query = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ {shown} }} }}"
    return ask(query, {"input": given}, actor=actor).data[name]


def test_a_meeting_is_run_through_the_api(group: Group, member: Organization, coordinator: Actor) -> None:
    told = {"group": group.key, "day": str(TODAY), "mode": "hybrid", "startsAt": "13:30", "place": "salle 4"}
    fields = "key startsAt place attendance { organization { key } } quorum { needed holds }"
    planned = change(coordinator, "planMeeting", fields, **told)["meeting"]
    key = planned.pop("key")
    assert planned == {
        "startsAt": "13:30",
        "place": "salle 4",
        "attendance": [{"organization": {"key": member.key}}],
        "quorum": {"needed": 1, "holds": "unknown"},
    }
    came = [{"organization": member.key, "state": "present"}]
    taken = change(coordinator, "takeAttendance", "state quorum { present holds }", key=key, attendance=came)
    assert taken["meeting"] == {"state": "held", "quorum": {"present": 1, "holds": "yes"}}
    change(coordinator, "recordOutcome", key=key, kind="commitment", text="Une lettre", by=member.key)
    saved = change(coordinator, "saveNotes", "minutes { text revision }", key=key, text="Notes", revision=0)
    assert saved["meeting"]["minutes"] == {"text": "Notes", "revision": 1}
    stale = change(coordinator, "saveNotes", "minutes { text }", key=key, text="Les miennes", revision=0)
    assert stale == {
        "done": False,
        "errors": [{"code": "STALE_WRITE", "field": "revision"}],
        "meeting": {"minutes": {"text": "Notes"}},
    }
    change(coordinator, "submitMinutes", key=key)
    fields = "minutes { state versions { number state } } outcomes { kind by { key } } history { name }"
    approved = change(coordinator, "approveMinutes", fields, key=key)["meeting"]
    assert approved["minutes"]["versions"][-1] == {"number": 2, "state": "approved"}
    assert approved["outcomes"] == [{"kind": "commitment", "by": {"key": member.key}}]
    assert approved["history"][0]["name"] == "meeting.minutes_approved"


def test_the_30th_of_february_is_no_day(group: Group, coordinator: Actor) -> None:
    query = 'mutation($day: Date!) { planMeeting(input: {group: "x", day: $day, mode: "virtual"}) { done } }'
    assert ask(query, {"day": "2026-02-30"}, actor=coordinator).codes == ["NOT_A_DAY"]


def test_cadence_and_eligibility_are_for_the_group_s_people(
    group: Group, member: Organization, coordinator: Actor
) -> None:
    at = make.held(group, "2025-02-20", "Toronto")
    make.there(at, member, "present")
    query = """query($key: String!) {
      group(key: $key) { cadence(year: 2025) { holds held missing unmet { place } sentences } }
      eligibleCoChairs(group: $key) { organization { key } holds conditions { code have holds } }
    }"""
    data = ask(query, {"key": group.key}, actor=coordinator).data
    year = data["group"]["cadence"]
    assert len(year.pop("sentences")) == 2
    assert year == {"holds": "no", "held": 1, "missing": [2, 3], "unmet": [{"place": "Montréal"}]}
    condition = {"code": "full_meetings_attended_min", "have": 1, "holds": "yes"}
    assert data["eligibleCoChairs"] == [
        {"organization": {"key": member.key}, "holds": "yes", "conditions": [condition]}
    ]
    outside = ask(query, {"key": group.key}, actor=ANONYMOUS).data
    assert outside == {"group": {"cadence": None}, "eligibleCoChairs": None}
    wrong = ask("query($key: String!) { group(key: $key) { cadence(year: 0) { held } } }", {"key": group.key})
    assert wrong.codes == ["NUMBER_OUT_OF_RANGE"]


def test_what_waits_is_asked_for(group: Group, member: Organization, coordinator: Actor) -> None:
    past = make.held(group, str(TODAY - timedelta(days=7)))
    make.outcome(past, "Une lettre", "commitment", by=member, due=TODAY)
    make.there(make.meeting(group, TODAY + timedelta(days=3)), member)
    waits = "{ followUp { attendance { key } toSubmit { key } toApprove { key } commitments { text } } }"
    assert ask(waits, actor=coordinator).data["followUp"] == {
        "attendance": [],
        "toSubmit": [{"key": past.key}],
        "toApprove": [],
        "commitments": [{"text": "Une lettre"}],
    }
    query = """query($key: String!, $since: Date!) {
      asked(organization: $key) { invitations { meeting { day } } commitments { text } }
      decidedSince(organization: $key, since: $since) { outcomes { text } approved { key } }
    }"""
    told = {"key": member.key, "since": str(TODAY - timedelta(days=30))}
    data = ask(query, told, actor=directory.reader(member)).data
    assert data["asked"]["invitations"] == [{"meeting": {"day": str(TODAY + timedelta(days=3))}}]
    assert data["asked"]["commitments"] == data["decidedSince"]["outcomes"] == [{"text": "Une lettre"}]
    assert ask(query, told).data["decidedSince"] == {"outcomes": [], "approved": []}


def test_meetings_are_listed_between_two_days(group: Group, coordinator: Actor) -> None:
    for day in ("2025-02-20", "2025-09-12", "2026-02-12"):
        make.held(group, day)
    query = """query($key: String!) { meetings(group: $key, since: "2025-09-01", until: "2026-02-12")
      { totalCount edges { node { day } } } }"""
    data = ask(query, {"key": group.key}, actor=coordinator).data["meetings"]
    assert data == {"totalCount": 1, "edges": [{"node": {"day": "2025-09-12"}}]}
