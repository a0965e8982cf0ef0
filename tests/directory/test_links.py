"""Memberships and relationships: one side proposes, the other accepts, either ends."""

from datetime import date

import pytest

from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode
from registry.core.logic import Truth
from registry.directory import actions, queries
from registry.directory.models import Membership, Organization, Relationship
from tests.directory.helpers import events, refused, stored
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("Table", claimed=True)


@pytest.fixture
def house() -> Organization:
    return make.organization("Maison", claimed=True)


def test_an_organization_proposes_itself_and_the_coordinator_accepts(
    coalition: Organization, house: Organization
) -> None:
    inside, coordinator = make.administrator(house), make.coordinator(coalition)
    proposal = actions.propose_membership(inside, house.key, coalition=coalition.key)
    assert (proposal.accepted, proposal.proposed_by) == (False, house)
    assert not queries.memberships(ANONYMOUS, coalition).exists()
    assert queries.needs_attention(coordinator).memberships == [proposal]
    assert queries.needs_attention(inside).memberships == []
    with refused(ErrorCode.NOT_ALLOWED, None, house):
        actions.accept_membership(inside, proposal.key)
    accepted = actions.accept_membership(coordinator, proposal.key)
    assert accepted.holds_on(TODAY) is Truth.YES
    assert queries.memberships(ANONYMOUS, coalition, TODAY).get().organization == house
    assert events(house) == ["organization.membership_proposed", "organization.membership_accepted"]
    assert [entry.name for entry in queries.history_of(ANONYMOUS, house)] == ["organization.membership_accepted"]
    with refused(ErrorCode.WRONG_STATE, None, house):
        actions.accept_membership(coordinator, proposal.key)


def test_a_coordinator_invites_and_the_administrator_accepts(coalition: Organization, house: Organization) -> None:
    proposal = actions.propose_membership(make.coordinator(coalition), house.key, coalition=coalition.key, since="2026")
    assert proposal.proposed_by == coalition
    with refused(ErrorCode.NOT_ALLOWED, None, house):
        actions.accept_membership(make.contributor(house), proposal.key)
    accepted = actions.accept_membership(make.administrator(house), proposal.key)
    assert accepted.since == PartialDate(2026)


def test_a_coordinator_who_looks_after_an_organization_needs_to_ask_nobody(coalition: Organization) -> None:
    unclaimed = make.organization()
    made = actions.propose_membership(make.coordinator(coalition), unclaimed.key, coalition=coalition.key)
    assert made.accepted
    assert events(unclaimed) == ["organization.membership_accepted"]


def test_what_is_no_membership_is_refused(coalition: Organization, house: Organization) -> None:
    make.member(coalition, house)
    exercise = make.coalition(exercise=True)
    inside = make.administrator(house)
    for other, code in (
        (house, ErrorCode.SAME_THING),
        (make.organization(), ErrorCode.NOT_A_COALITION),
        (exercise, ErrorCode.EXERCISE_APART),
        (coalition, ErrorCode.ALREADY_EXISTS),
    ):
        with refused(code, None, house, other):
            actions.propose_membership(inside, house.key, coalition=other.key)
    with refused(ErrorCode.NOT_ALLOWED):
        actions.propose_membership(make.person(), house.key, coalition=make.coalition().key)
    with refused(ErrorCode.SIGN_IN_NEEDED):
        actions.propose_membership(ANONYMOUS, house.key, coalition=make.coalition().key)
    with refused(ErrorCode.NOT_FOUND, "coalition"):
        actions.propose_membership(inside, house.key, coalition="nothing")


def test_a_membership_ends_and_begins_again_as_another_row(coalition: Organization, house: Organization) -> None:
    row = make.member(coalition, house)
    inside = make.administrator(house)
    with refused(ErrorCode.DATES_REVERSED, "until", house):
        actions.end_membership(inside, row.key, until="2019")
    actions.end_membership(inside, row.key, until="2025-06-01")
    assert [stored(row).holds_on(make.day(day)).value for day in ("2025-05-31", "2025-06-01")] == ["yes", "no"]
    with refused(ErrorCode.WRONG_STATE, None, house):
        actions.end_membership(inside, row.key)
    actions.propose_membership(inside, house.key, coalition=coalition.key)
    assert Membership.objects.count() == 2


def test_a_proposal_is_declined_and_gone(coalition: Organization, house: Organization) -> None:
    row = make.member(coalition, house, accepted=False, proposed_by=house)
    with refused(ErrorCode.NOT_FOUND, "membership"):
        actions.end_membership(make.person(), row.key)
    actions.end_membership(make.coordinator(coalition), row.key)
    assert not Membership.objects.exists()
    assert events(house) == ["organization.membership_declined"]


def test_a_relationship_is_in_the_history_of_both_ends(house: Organization) -> None:
    other = make.organization(claimed=True)
    link = actions.propose_relationship(
        make.contributor(house), house.key, type="partnership", target=other.key, subject="Cours du soir"
    )
    with refused(ErrorCode.ALREADY_EXISTS, None, house, other):
        actions.propose_relationship(make.contributor(house), house.key, type="partnership", target=other.key)
    assert queries.needs_attention(make.administrator(other)).relationships == [link]
    actions.accept_relationship(make.administrator(other), link.key)
    assert (
        events(house) == events(other) == ["organization.relationship_proposed", "organization.relationship_accepted"]
    )
    actions.end_relationship(make.administrator(house), link.key)
    assert stored(link).holds_on(TODAY) is Truth.NO


def test_what_is_no_relationship_is_refused(house: Organization) -> None:
    other = make.organization()
    for kind in ("member_of", "friends", ""):
        code = ErrorCode.UNKNOWN_CODE if kind else ErrorCode.MISSING
        with refused(code, "type", house, other):
            actions.propose_relationship(SYSTEM, house.key, type=kind, target=other.key)
    make.link(other, house, type="part_of")
    with refused(ErrorCode.LOOP, "target", house, other):
        actions.propose_relationship(SYSTEM, house.key, type="part_of", target=other.key)
    assert Relationship.objects.count() == 1


def test_a_membership_that_nobody_vouched_for_lately_is_to_confirm(coalition: Organization) -> None:
    year = TODAY.year
    told = {
        "recorded long ago": make.member(coalition, make.organization(), since="2005"),
        "begun lately": make.member(coalition, make.organization(), since=f"{year - 1}-12-31"),
        "vouched for": make.member(coalition, make.organization(), since="2005", as_of=PartialDate.of(TODAY)),
        "confirmed here": make.member(coalition, make.organization(), since="2005", confirmed_on=TODAY),
        "until then": make.member(coalition, make.organization(), since="2005", until=PartialDate(year + 2)),
    }
    assert [name for name, one in told.items() if one.to_confirm_on(TODAY)] == ["recorded long ago"]
    assert not told["recorded long ago"].to_confirm_on(date(2006, 1, 1))
    assert told["until then"].to_confirm_on(date(year + 2, 6, 1))
