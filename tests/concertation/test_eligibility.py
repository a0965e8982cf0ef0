"""Who may be co-chair: computed where the registry knows, to be asked where it doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.concertation.rules.eligibility import Standing, eligibility
from registry.concertation.rules.rule_sets import Condition
from registry.core.logic import Truth

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
