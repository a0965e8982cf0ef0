"""A group held against its rules on a day, who sat with whom, and through which groups two organizations meet."""

from datetime import date

import pytest

from registry.concertation import actions, queries
from registry.concertation.models import Group
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.logic import Truth
from registry.directory.models import Organization
from tests.factories import concertation as make
from tests.factories import directory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
CO_CHAIRS = {"role": "co_chair", "min": 2, "max": 2, "term_years": 2}


@pytest.fixture
def table() -> Organization:
    directory.vocabulary()
    return directory.coalition("La Table", exercise=True)


@pytest.fixture
def group(table: Organization) -> Group:
    return make.group(coalition=table, exercise=True, rule_set=make.rule_set(CO_CHAIRS, composition="members_only"))


def member(table: Organization) -> Organization:
    made = directory.organization(exercise=True)
    directory.member(table, made)
    return made


def judged(group: Group, day: date = DAY) -> dict[str, Truth]:
    found = queries.compliance(ANONYMOUS, group, day)
    assert found is not None
    return {part.code: part.holds for part in found.parts} | {"all": found.holds}


def test_a_group_keeps_its_rules_on_one_day_and_not_on_another(table: Organization, group: Group) -> None:
    make.seat(group, member(table), "co_chair", since="2025-11-01", until="2027-11-01")
    make.seat(group, member(table), "co_chair", since="2026-06-01", until="2028-06-01")
    assert set(judged(group).values()) == {Truth.YES}
    before = judged(group, date(2026, 5, 31))
    assert (before["seats"], before["all"]) == (Truth.NO, Truth.NO)
    make.seat(group, directory.organization(exercise=True), since="2026-11-01")
    assert judged(group)["composition"] is Truth.NO


def test_an_offer_is_no_seat(table: Organization, group: Group) -> None:
    make.seat(group, member(table), "co_chair", accepted=False)
    [empty] = queries.vacancies(SYSTEM, group, DAY)
    assert (empty.code, empty.role, empty.count) == ("empty", "co_chair", 2)


def test_what_sources_do_not_say_is_unknown_until_somebody_keeps_the_group_here() -> None:
    directory.vocabulary()
    table = directory.coalition()
    group = make.group(coalition=table, rule_set=make.rule_set(CO_CHAIRS, composition="members_only"))
    make.seat(group, directory.organization(), "member")
    assert set(judged(group).values()) == {Truth.UNKNOWN}
    actions.edit_group(make.lead(group), group.key, values={"city": "Laval"})
    assert judged(group)["all"] is Truth.NO


def test_the_coalition_and_whoever_coordinates_need_be_no_members(table: Organization, group: Group) -> None:
    make.seat(group, table, "staff_member")
    make.seat(group, directory.organization(exercise=True), "coordinator")
    assert judged(group)["composition"] is Truth.YES


def test_without_a_rule_there_is_nothing_to_judge(table: Organization) -> None:
    group = make.group(coalition=table)
    assert queries.compliance(ANONYMOUS, group, DAY) is None
    group.composition_rule = "members_only"
    assert queries.compliance(ANONYMOUS, group, DAY) is not None


def test_who_sat_with_whom_on_a_day(table: Organization) -> None:
    one, other, third = (directory.organization(name) for name in ("Un", "Deux", "Trois"))
    board, network = make.group("CA", coalition=table), make.group("Réseau")
    for organization in (one, other):
        make.seat(board, organization, since="2020-01-01", until="2024-01-01")
    make.seat(network, one, since="2022-01-01")
    make.seat(network, third, since="2023", until="2025")
    make.seat(network, third, "coordinator", accepted=False)

    def met(day: date) -> list[tuple[Organization, Group, Truth]]:
        found = queries.sat_with(ANONYMOUS, [one, other], day)[one.key]
        return [(meeting.organization, meeting.group, meeting.holds) for meeting in found]

    assert met(date(2021, 1, 1)) == [(other, board, Truth.YES)]
    assert met(date(2023, 6, 1)) == [(other, board, Truth.YES), (third, network, Truth.UNKNOWN)]
    assert met(date(2026, 1, 1)) == []
    [common] = queries.common_groups(ANONYMOUS, one, third, date(2024, 5, 1))
    assert (common.group, common.holds) == (network, Truth.YES)
    assert queries.common_groups(ANONYMOUS, other, third, date(2024, 5, 1)) == []
