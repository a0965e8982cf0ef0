"""The exercise network's year of concertation shows what people must find in it."""

import pytest

from registry.concertation import queries
from registry.concertation.models import (
    Attendance,
    Concern,
    ConcernRaiser,
    Group,
    Meeting,
    Outcome,
    Resolution,
)
from registry.core.actor import SYSTEM
from registry.core.dates import montreal_today
from registry.core.logic import Truth

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demonstration"),
    pytest.mark.usefixtures("demonstration"),
]


@pytest.fixture
def working_group() -> Group:
    """The working group of the exercise network."""
    return Group.objects.get(key="ex-gt-portes-juridiques")


def test_its_years_are_met_not_met_and_still_open(working_group: Group) -> None:
    this_year = montreal_today().year
    years = [queries.cadence(SYSTEM, working_group, this_year - back) for back in (2, 1)]
    assert [year and year.holds for year in years] == [Truth.NO, Truth.YES]
    twice_in_toronto = years[0]
    assert twice_in_toronto is not None
    assert twice_in_toronto.missing == (3,)
    assert "Montréal" in [rule.place for rule in twice_in_toronto.unmet]


def test_some_may_chair_and_some_may_not_yet(working_group: Group) -> None:
    committee = Group.objects.get(key="ex-comite-hebergement")
    for group, expected in ((working_group, {Truth.UNKNOWN, Truth.NO}), (committee, {Truth.YES, Truth.NO})):
        candidates = queries.eligible_co_chairs(SYSTEM, group)
        assert candidates is not None
        assert {candidate.eligibility.holds for candidate in candidates} == expected


def test_a_concern_leads_to_a_meeting_a_clause_an_activity_and_its_impact(working_group: Group) -> None:
    concern = Concern.objects.get(key="ex-enjeu-soir")
    assert concern.raisers.count() == 2
    answers = concern.answers.all()
    assert {answer.kind for answer in answers} == {"meeting_or_workshop", "resolution", "resource", "public_campaign"}
    decided = next(answer.outcome for answer in answers if answer.outcome)
    assert (decided.concern, decided.meeting.group) == (concern, working_group)
    resolution = next(answer.resolution for answer in answers if answer.resolution)
    assert (resolution.state, resolution.clauses.filter(kind="clause").count()) == (Resolution.State.ADOPTED, 2)
    assert resolution.assembly == Meeting.objects.get(key="ex-assemblee-derniere")
    activities = [answer.activity for answer in answers if answer.activity]
    assert any(activity.impacts.exists() for activity in activities)


def test_every_fate_of_a_concern_and_of_minutes_occurs(working_group: Group) -> None:
    assert set(Concern.objects.values_list("state", flat=True)) == set(Concern.State.values)
    assert Concern.objects.exclude(passed_from=None).count() == 1
    assert "ex-enjeu-delais" in queries.unanswered(SYSTEM).values_list("key", flat=True)
    states = Meeting.objects.values_list("state", "minutes__state")
    assert {
        ("held", "draft"),
        ("held", "submitted"),
        ("held", "approved"),
        ("planned", None),
        ("cancelled", None),
    } == set(states)
    ahead = Attendance.objects.filter(meeting__key="ex-rencontre-portes-prochaine")
    assert set(ahead.values_list("answer", flat=True)) == {"coming", "excused", ""}
    assert set(Outcome.objects.values_list("kind", flat=True)) == set(Outcome.Kind.values)
    due = [outcome.due for outcome in Outcome.objects.filter(meeting__key="ex-rencontre-portes-suivi") if outcome.due]
    assert min(due) < montreal_today() < max(due)


def test_real_organizations_have_no_part_in_it(working_group: Group) -> None:
    assert not Attendance.objects.filter(organization__exercise=False).exists()
    assert not ConcernRaiser.objects.filter(organization__exercise=False).exists()
    assert not Outcome.objects.filter(by__exercise=False).exists()
    assert not Meeting.objects.filter(group__exercise=False).exists()
    assert not Meeting.objects.filter(coalition__exercise=False).exists()
