"""Groups: who sees them, of whom they are part, and how they are created, edited and ended."""

from datetime import date
from typing import Any

import pytest

from registry.concertation import actions, queries
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.directory.helpers import refused
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


def test_groups_are_found_by_words_kind_coalition_and_who_sits_there() -> None:
    table, porte = directory.coalition("La Table"), directory.organization("La Porte")
    found = make.group("Comité de l’accueil", coalition=table, kind="board")
    found.acronym = "CAO"
    found.refold()
    found.save()
    other = make.group("Comité des familles")
    make.seat(found, porte, since="2024-01-01", until="2025-01-01")
    make.seat(other, porte, accepted=False)
    assert list(queries.groups(ANONYMOUS, text="CAO")) == [found]
    assert list(queries.groups(ANONYMOUS, text="accueil comite")) == [found]
    assert list(queries.groups(ANONYMOUS, kind="board")) == [found]
    assert list(queries.groups(ANONYMOUS, coalition=table.key)) == [found]
    day = date(2024, 6, 1)
    assert list(queries.groups(ANONYMOUS, organization=porte.key, on=day)) == [found]
    assert not queries.groups(ANONYMOUS, organization=porte.key, on=date(2025, 1, 1))
    assert not queries.groups(ANONYMOUS, organization="nobody", on=day)


class TestWriting:
    """Whoever coordinates a coalition creates its groups; they and the group's leads edit and end it."""

    @pytest.fixture(autouse=True)
    def table(self) -> Organization:
        directory.vocabulary()
        return directory.coalition("La Table")

    def test_a_group_is_created_in_its_coalition(self, table: Organization) -> None:
        rules = make.rule_set()
        group = actions.create_group(
            directory.coordinator(table), table.key, kind="committee", name="Inland Protection", language="en",
            rule_set=rules.key, mandate_topics=["asile", "asile"], since="2026-11",
        )  # fmt: skip
        assert (group.body, group.coalition, group.name_en, group.name_fr) == (table, table, "Inland Protection", "")
        assert (group.rule_set, group.mandate_topics, str(group.since)) == (rules, ["asile"], "2026-11")
        assert list(queries.groups(ANONYMOUS, text="protection")) == [group]
        event = Event.objects.get()
        assert (event.name, event.aggregate_key, event.codes) == ("group.created", group.key, {"coalition": table.key})

    def test_who_does_not_coordinate_it_creates_none(self, table: Organization) -> None:
        other = directory.coordinator(directory.coalition())
        with refused(ErrorCode.NOT_ALLOWED):
            actions.create_group(other, table.key, kind="committee", name="Comité")
        with refused(ErrorCode.SIGN_IN_NEEDED):
            actions.create_group(ANONYMOUS, table.key, kind="committee", name="Comité")

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"kind": "gang"}, ErrorCode.UNKNOWN_CODE),
            ({"name_fr": ""}, ErrorCode.MISSING),
            ({"name_fr": "x" * 301}, ErrorCode.TOO_LONG),
            ({"mandate_topics": ["x"] * 31}, ErrorCode.TOO_MANY),
            ({"mandate_topics": "asile"}, ErrorCode.NOT_A_TEXT),
            ({"open_minutes": "oui"}, ErrorCode.UNKNOWN_CODE),
            ({"since": "2026-02-30"}, ErrorCode.NOT_A_DATE),
            ({"since": "2031"}, ErrorCode.DATES_REVERSED),
            ({"rule_set": "nobody"}, ErrorCode.NOT_FOUND),
            ({"parent": "part"}, ErrorCode.LOOP),
            ({"colour": "red"}, ErrorCode.BAD_REQUEST),
        ],
    )
    def test_what_is_wrong_changes_nothing(self, table: Organization, values: dict[str, Any], code: ErrorCode) -> None:
        group = make.group(key="whole", coalition=table, until=PartialDate(2030))
        make.group(key="part", parent=group)
        with refused(code):
            actions.edit_group(make.lead(group), group.key, values=values)
        group.refresh_from_db()
        assert group.version == 0

    def test_a_stale_edit_is_refused_with_the_group_as_it_stands(self, table: Organization) -> None:
        group = make.group(coalition=table)
        actions.edit_group(make.lead(group), group.key, values={"city": "Laval"}, version=0)
        with pytest.raises(Refused) as stale:
            actions.edit_group(directory.coordinator(table), group.key, values={"city": "Gatineau"}, version=0)
        assert (stale.value.code, stale.value.current) == (ErrorCode.STALE_WRITE, group)

    def test_a_group_ends_with_its_seats(self, table: Organization) -> None:
        group = make.group(coalition=table, status="active")
        stays = make.seat(group, directory.organization(), until="2025-01-01")
        goes, later = (
            make.seat(group, directory.organization()),
            make.seat(group, directory.organization(), until="2040"),
        )
        actions.end_group(make.lead(group), group.key, until="2026-01-01")
        for seat, until in ((stays, "2025-01-01"), (goes, "2026-01-01"), (later, "2026-01-01")):
            seat.refresh_from_db()
            assert str(seat.until) == until
        group.refresh_from_db()
        assert (group.status, str(group.until)) == ("ended", "2026-01-01")
        with refused(ErrorCode.WRONG_STATE):
            actions.end_group(make.lead(group), group.key)
