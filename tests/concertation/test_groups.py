"""Groups as names: who sees them, and of whom they are part."""

import pytest

from registry.concertation import queries
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.errors import ErrorCode, Refused
from tests.factories import concertation as make
from tests.factories import directory

pytestmark = pytest.mark.django_db


def test_groups_come_by_name_without_those_of_exercises() -> None:
    make.group("Table des familles")
    make.group("Écoute et accueil")
    make.group("Comité fictif", exercise=True)
    assert [group.name_fr for group in queries.groups(ANONYMOUS)] == ["Écoute et accueil", "Table des familles"]
    assert queries.groups(ANONYMOUS, exercise=True).count() == 3


def test_the_groups_of_an_organization_are_its_own_and_its_coalition_s() -> None:
    table = directory.organization(kind="coalition")
    own, joined, other = make.group(body=table), make.group(coalition=table), make.group()
    found = set(queries.groups(ANONYMOUS, body=table))
    assert found == {own, joined}
    assert other not in found


def test_a_group_of_an_unpublished_organization_is_missing() -> None:
    hidden = directory.organization(published=False)
    group = make.group(body=hidden)
    assert queries.group(SYSTEM, group.key) == group
    refusals = []
    for key in (group.key, "nobody"):
        with pytest.raises(Refused) as refused:
            queries.group(ANONYMOUS, key)
        refusals.append(refused.value.problems)
    assert refusals[0] == refusals[1]
    assert refusals[0][0].code is ErrorCode.NOT_FOUND
    assert not queries.groups(ANONYMOUS).exists()
