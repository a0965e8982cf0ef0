"""The groups of the exercise network show every way to stand with one's rules, whatever the day of loading."""

from datetime import date

import pytest

from exchange.loading import load
from registry.concertation import queries
from registry.concertation.models import Group
from registry.core.actor import ANONYMOUS
from registry.core.logic import Truth
from tests.factories.facts import EXERCISE, FACTS

pytestmark = pytest.mark.django_db
DAYS = [date(2027, 1, 1), date(2028, 2, 29)]


@pytest.mark.parametrize("today", DAYS)
def test_one_keeps_its_rules_one_does_not_and_of_one_nobody_knows(today: date) -> None:
    load(FACTS)
    assert load(EXERCISE, today=today).refused == []
    groups = {group.key: group for group in Group.objects.filter(exercise=True)}
    made = queries.made_up(ANONYMOUS, list(groups.values()), today)
    stand = {key: found.compliance.holds for key, found in made.items() if found.compliance}
    assert stand == {
        "ex-comite-hebergement": Truth.YES,
        "ex-gt-portes-juridiques": Truth.NO,
        "ex-reseau-oreilles": Truth.UNKNOWN,
    }
    to_fill = {key: [(one.code, one.role) for one in found.vacancies] for key, found in made.items()}
    assert to_fill == {
        "ex-comite-hebergement": [],
        "ex-gt-portes-juridiques": [("empty", "steering_member"), ("ending", "co_chair")],
        "ex-reseau-oreilles": [("interim", "chair")],
    }
