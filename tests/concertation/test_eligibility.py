"""Who may be co-chair: computed where the registry knows, to be asked where it doesn't."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.concertation import queries
from registry.concertation.models import RuleSet
from registry.concertation.rules.eligibility import FULL_MEETINGS, Standing, eligibility
from registry.concertation.rules.rule_sets import Condition
from registry.core.actor import ANONYMOUS
from registry.core.logic import Truth
from tests.factories import concertation, directory
from tests.factories import meetings as make

MEMBER = Condition("represents_member_organization", True)
TWICE = Condition("full_meetings_attended_min", 2)
WILLING = Condition("willing_to_take_on_duties", True)


@pytest.mark.parametrize(
    ("standing", "holds"),
    [
        (Standing(Truth.YES, 2, 5), Truth.YES),
        (Standing(Truth.YES, 1, 5), Truth.NO),
        (Standing(Truth.YES, 1, 1), Truth.UNKNOWN),
        (Standing(Truth.NO, 4, 5), Truth.NO),
        (Standing(Truth.UNKNOWN, 4, 5), Truth.UNKNOWN),
    ],
)
def test_membership_and_attendance_are_computed(standing: Standing, holds: Truth) -> None:
    assert eligibility([MEMBER, TWICE], standing).holds is holds


def test_what_the_registry_cannot_know_remains_to_be_asked() -> None:
    found = eligibility([MEMBER, TWICE, WILLING], Standing(Truth.YES, 3, 3))
    assert found.holds is Truth.UNKNOWN
    assert found.to_ask == (WILLING,)
    assert [one.have for one in found.judged] == [None, 3, None]


@given(some.integers(0, 9), some.integers(0, 9), some.sampled_from(Truth))
def test_coming_once_more_never_makes_it_worse(attended: int, recorded: int, member: Truth) -> None:
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    few, more = (
        eligibility([MEMBER, TWICE], Standing(member, attended + extra, max(recorded, attended + extra)))
        for extra in (0, 1)
    )
    if recorded > attended:
        assert order.index(more.holds) >= order.index(few.holds)


@pytest.mark.django_db
def test_the_candidates_of_a_group() -> None:
    coalition = directory.coalition()
    terms = [{"code": "represents_member_organization", "value": True}, {"code": FULL_MEETINGS, "value": 2}]
    rule_set = RuleSet.objects.create(kind="group", data={"co_chair_eligibility": terms})
    group = concertation.group(coalition=coalition, rule_set=rule_set)
    faithful, rare, outsider = (directory.organization(name) for name in ("Assidu", "Rare", "Venu"))
    for one in (faithful, rare):
        directory.member(coalition, one)
        make.seat(group, one)
    for day, whole in (("2025-02-01", True), ("2025-09-01", True), ("2025-11-01", False)):
        at = make.held(group, day)
        make.there(at, faithful, "present", whole=True)
        make.there(at, rare, "present", whole=whole and day < "2025-09-01")
        make.there(at, outsider, "present")
    coordinator = directory.coordinator(coalition)
    found = queries.eligible_co_chairs(coordinator, group, date(2025, 12, 1))
    assert found is not None
    told = {one.organization.pk: one.eligibility.holds for one in found}
    assert told == {faithful.pk: Truth.YES, rare.pk: Truth.NO, outsider.pk: Truth.NO}
    spring = queries.eligible_co_chairs(coordinator, group, date(2025, 3, 1))
    assert spring is not None
    assert spring[0].eligibility.holds is Truth.UNKNOWN, "one meeting is written down, and two are asked for"
    assert queries.eligible_co_chairs(ANONYMOUS, group) is None
    counts = queries.attendance_counts(coordinator, group)
    assert (counts[rare.pk].present, counts[rare.pk].whole) == (3, 1)
    assert queries.attendance_counts(ANONYMOUS, group) == {}
