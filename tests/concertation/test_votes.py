"""How a vote is recorded, by whom, and what it decides."""

from datetime import timedelta
from typing import Any

import pytest

from registry.concertation import actions
from registry.concertation.models import Resolution
from registry.core.actor import SYSTEM, Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.messages import sentence
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory
from tests.factories import concertation as make_groups
from tests.factories import resolutions as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


@pytest.fixture
def coalition() -> Organization:
    """One with three voting members today, a guest, and one that left."""
    made = directory.coalition()
    for fields in ({}, {}, {}, {"votes": False}, {"until": PartialDate(2022)}):
        directory.member(made, directory.organization(), **fields)
    return made


def proposed(coalition: Organization, **columns: Any) -> Resolution:
    return make.draft(coalition, "Appuie les cours du soir", **{"state": "proposed", **columns})


@pytest.mark.parametrize(
    ("votes", "state"), [((2, 1), "adopted"), ((1, 1), "defeated"), ((1, 2), "defeated"), ((1, 0), "adopted")]
)
def test_a_simple_majority_adopts_and_a_tie_defeats(
    coalition: Organization, votes: tuple[int, int], state: str
) -> None:
    made = actions.record_vote(SYSTEM, proposed(coalition).key, votes_for=votes[0], votes_against=votes[1])
    assert (made.state, made.decided_on, made.adopted_on) == (state, TODAY, PartialDate.of(TODAY))


def test_more_votes_than_members_are_refused_with_both_figures(coalition: Organization) -> None:
    made = proposed(coalition)
    with pytest.raises(Refused) as refused:
        actions.record_vote(SYSTEM, made.key, votes_for=2, votes_against=1, abstentions=1)
    assert refused.value.code is ErrorCode.TOO_MANY_VOTES
    assert {"4", "3"} <= set(sentence(refused.value.problems[0]).split())
    made.refresh_from_db()
    assert (made.state, made.votes_for) == ("proposed", None)


def test_the_members_are_those_of_the_day_of_the_vote(coalition: Organization) -> None:
    made = proposed(coalition)
    made = actions.record_vote(
        SYSTEM, made.key, votes_for=4, votes_against=0, on=TODAY.replace(year=2021, month=1, day=1)
    )
    assert made.state == "adopted"


def test_a_vote_at_an_assembly_is_of_its_day(coalition: Organization) -> None:
    held = make.assembly(coalition, day=TODAY - timedelta(days=3))
    made = proposed(coalition, assembly=held)
    assert actions.record_vote(SYSTEM, made.key, votes_for=1, votes_against=0).decided_on == held.day


@pytest.mark.parametrize(
    ("votes", "code"),
    [
        ({"votes_for": -1, "votes_against": 0}, ErrorCode.NUMBER_OUT_OF_RANGE),
        ({"votes_for": "trois", "votes_against": 0}, ErrorCode.NOT_A_NUMBER),
        ({"votes_for": 0, "votes_against": 0}, ErrorCode.NO_VOTES),
        ({"votes_for": 1, "votes_against": 0, "on": TODAY + timedelta(days=1)}, ErrorCode.DATE_OUT_OF_RANGE),
    ],
)
def test_what_is_no_vote_is_refused(coalition: Organization, votes: dict[str, Any], code: ErrorCode) -> None:
    made = proposed(coalition)
    with pytest.raises(Refused) as refused:
        actions.record_vote(SYSTEM, made.key, **votes)
    assert refused.value.code is code
    made.refresh_from_db()
    assert made.state == "proposed"


@pytest.mark.parametrize("state", ["draft", "adopted", "defeated", "withdrawn"])
def test_only_a_proposal_is_voted_on(coalition: Organization, state: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.record_vote(SYSTEM, proposed(coalition, state=state).key, votes_for=1, votes_against=0)
    assert refused.value.code is ErrorCode.WRONG_STATE


def test_a_lead_records_votes_of_the_group_and_a_coordinator_those_of_the_assembly(coalition: Organization) -> None:
    group = make_groups.group(coalition=coalition)
    lead, coordinator = accounts.acting(Role.LEAD, group), accounts.acting(Role.COORDINATOR, coalition)
    here = proposed(coalition, group=group)
    there = proposed(coalition, group=group, assembly=make.assembly(coalition))
    assert actions.record_vote(lead, here.key, votes_for=1, votes_against=0).state == "adopted"
    with pytest.raises(Refused) as refused:
        actions.record_vote(lead, there.key, votes_for=1, votes_against=0)
    assert refused.value.code is ErrorCode.NOT_ALLOWED
    assert actions.record_vote(coordinator, there.key, votes_for=1, votes_against=0).state == "adopted"


def test_a_vote_comes_after_what_the_resolution_follows(coalition: Organization) -> None:
    earlier = make.resolution(coalition, "Appuie les cours du jour", on="2024-06-12")
    made = proposed(coalition)
    make.follow("amends", made, earlier)
    with pytest.raises(Refused) as refused:
        actions.record_vote(SYSTEM, made.key, votes_for=1, votes_against=0, on=TODAY.replace(year=2024, month=6, day=1))
    assert refused.value.code is ErrorCode.DATE_OUT_OF_RANGE


def test_nothing_was_adopted_before_it_was_begun_here(coalition: Organization) -> None:
    made = actions.draft_resolution(SYSTEM, coalition.key, subject="Cours du soir")
    Resolution.objects.filter(pk=made.pk).update(state=Resolution.State.PROPOSED)
    with pytest.raises(Refused) as refused:
        actions.record_vote(SYSTEM, made.key, votes_for=1, votes_against=0, on=TODAY - timedelta(days=1))
    assert refused.value.code is ErrorCode.DATE_OUT_OF_RANGE
    assert actions.record_vote(SYSTEM, made.key, votes_for=1, votes_against=0).state == "adopted"


def voted(coalition: Organization, state: str = "adopted", **columns: Any) -> Resolution:
    votes = {"votes_for": 2, "votes_against": 0, "abstentions": 1, "decided_on": TODAY}
    return proposed(coalition, state=state, **(votes | columns))


def test_a_wrong_vote_is_corrected_and_decides_anew(coalition: Organization) -> None:
    made, day = voted(coalition), TODAY - timedelta(days=1)
    made = actions.correct_vote(SYSTEM, made.key, votes_for=1, votes_against=2, on=day, version=0)
    assert (made.state, made.votes_for, made.votes_against, made.abstentions) == ("defeated", 1, 2, 0)
    assert (made.decided_on, made.version) == (day, 1)
    made = actions.correct_vote(SYSTEM, made.key, votes_for=2, votes_against=1)
    assert (made.state, made.decided_on) == ("adopted", day)
    events = Event.objects.filter(aggregate_key=made.key).order_by("position")
    assert [(one.name, one.codes["state"]) for one in events] == [
        ("resolution.vote_corrected", "defeated"),
        ("resolution.vote_corrected", "adopted"),
    ]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"votes_for": 4}, ErrorCode.TOO_MANY_VOTES),
        ({"on": TODAY + timedelta(days=1)}, ErrorCode.DATE_OUT_OF_RANGE),
        ({"version": 7}, ErrorCode.STALE_WRITE),
    ],
)
def test_a_correction_is_checked_as_a_vote_is(coalition: Organization, told: dict[str, Any], code: ErrorCode) -> None:
    made = voted(coalition)
    with pytest.raises(Refused) as refused:
        actions.correct_vote(SYSTEM, made.key, **({"votes_for": 1, "votes_against": 0} | told))
    assert refused.value.code is code
    made.refresh_from_db()
    assert made.votes_for == 2


@pytest.mark.parametrize("columns", [{"state": "proposed"}, {"state": "withdrawn"}, {"decided_on": None}])
def test_without_a_recorded_vote_there_is_none_to_correct(coalition: Organization, columns: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        actions.correct_vote(SYSTEM, voted(coalition, **columns).key, votes_for=1, votes_against=0)
    assert refused.value.code is ErrorCode.WRONG_STATE


def test_what_an_adopted_text_follows_stays_adopted_and_before_it(coalition: Organization) -> None:
    made = voted(coalition, decided_on=TODAY - timedelta(days=2))
    later = make.resolution(coalition, "Appuie les cours du jour", on=str(TODAY - timedelta(days=1)))
    make.follow("supersedes", later, made)
    for told, code in (
        ({"votes_for": 0, "votes_against": 1}, ErrorCode.FOLLOWED),
        ({"votes_for": 1, "votes_against": 0, "on": TODAY}, ErrorCode.DATE_OUT_OF_RANGE),
    ):
        with pytest.raises(Refused) as refused:
            actions.correct_vote(SYSTEM, made.key, **told)
        assert refused.value.code is code
    assert actions.correct_vote(SYSTEM, made.key, votes_for=3, votes_against=0).votes_for == 3
