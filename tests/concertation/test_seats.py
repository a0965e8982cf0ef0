"""Seats: offered by a group, taken by an organization, renewed, confirmed, ended; and who sees them."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.concertation import actions, queries
from registry.concertation.models import Group, Seat
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode
from registry.directory.models import Organization
from tests.directory.helpers import events, refused, stored
from tests.factories import concertation as make
from tests.factories import directory

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


@pytest.fixture
def table() -> Organization:
    directory.vocabulary()
    return directory.coalition("La Table")


@pytest.fixture
def group(table: Organization) -> Group:
    return make.group(coalition=table)


@pytest.fixture
def porte(table: Organization) -> Organization:
    """A member that its own people keep up."""
    porte = directory.organization("La Porte", claimed=True)
    directory.member(table, porte)
    return porte


def offer(group: Group, organization: Organization, **more: Any) -> Seat:
    values = {"role": "member", "since": "2026-01-01", "until": "2028-01-01", **more}
    return actions.offer_seat(make.lead(group), group.key, organization=organization.key, **values)


def test_an_offer_is_a_seat_once_the_organization_takes_it(group: Group, porte: Organization) -> None:
    seat = offer(group, porte)
    assert not seat.accepted
    assert not queries.visible_seats(ANONYMOUS).exists()
    assert list(queries.seats_to_answer(directory.administrator(porte))) == [seat]
    with refused(ErrorCode.NOT_FOUND):
        actions.accept_seat(directory.administrator(directory.organization()), seat.key)
    with refused(ErrorCode.NOT_ALLOWED):
        actions.accept_seat(make.lead(group), seat.key)
    actions.accept_seat(directory.administrator(porte), seat.key)
    assert list(queries.seats(ANONYMOUS, group=group, on=TODAY)) == [seat]
    assert events(group) == ["group.seat_offered", "group.seat_accepted"]
    with refused(ErrorCode.WRONG_STATE):
        actions.decline_seat(directory.administrator(porte), seat.key)


def test_an_offer_is_declined_or_taken_back(group: Group, porte: Organization) -> None:
    for actor in (directory.administrator(porte), make.lead(group)):
        seat = offer(group, porte)
        actions.decline_seat(actor, seat.key)
        assert not Seat.objects.exists()
    assert events(group) == ["group.seat_offered", "group.seat_declined"] * 2
    assert queries.histories_of_groups(ANONYMOUS, [group]) == {}
    assert len(queries.histories_of_groups(make.lead(group), [group])[group.key]) == 4


def test_who_answers_for_both_sides_need_not_ask(table: Organization, group: Group) -> None:
    unclaimed = directory.organization("La Fenêtre")
    directory.member(table, unclaimed)
    seat = actions.offer_seat(
        directory.coordinator(table), group.key, organization=unclaimed.key, role="coordinator", votes=True
    )
    assert (seat.accepted, seat.votes, seat.confirmed_on) == (True, False, TODAY)
    assert events(group) == ["group.seat_accepted"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"role": "king"}, ErrorCode.UNKNOWN_CODE),
        ({"role": ""}, ErrorCode.MISSING),
        ({"since": "2026-02-30"}, ErrorCode.NOT_A_DATE),
        ({"until": "2025-12-31"}, ErrorCode.DATES_REVERSED),
        ({"until": "2026-01-01"}, ErrorCode.DATES_REVERSED),
        ({"version": 7}, ErrorCode.STALE_WRITE),
    ],
)
def test_a_wrong_offer_changes_nothing(
    group: Group, porte: Organization, values: dict[str, Any], code: ErrorCode
) -> None:
    with refused(code, None, group):
        offer(group, porte, **values)
    assert not Seat.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "taken"),
    [
        ("2027-12-31", "2029-01-01", True),
        ("2025-01-01", "2026-01-02", True),
        ("2025-01-01", None, True),
        ("2026", "2029", True),
        ("2028-01-01", "2030-01-01", False),
        ("2024-01-01", "2026-01-01", False),
        ("2028", "2030", False),
    ],
)
def test_terms_of_one_seat_do_not_overlap(
    group: Group, porte: Organization, since: str, until: str | None, taken: bool
) -> None:
    offer(group, porte)
    if taken:
        with refused(ErrorCode.OVERLAP, "since", group):
            offer(group, porte, since=since, until=until)
    else:
        offer(group, porte, since=since, until=until)
    offer(group, porte, role="chair")


def test_an_organization_that_is_over_takes_no_seat(group: Group) -> None:
    closed = directory.organization(status="closed", since="2020")
    with refused(ErrorCode.ORGANIZATION_CLOSED, "organization", group):
        offer(group, closed)


def test_exercise_and_reality_stay_apart(group: Group) -> None:
    with refused(ErrorCode.EXERCISE_APART, "organization", group):
        offer(group, directory.organization(exercise=True))


def test_a_group_of_members_only_lets_in_nobody_else(group: Group, porte: Organization) -> None:
    group.composition_rule = "members_only"
    group.save()
    ministry = directory.organization(kind="government")
    with refused(ErrorCode.MEMBERS_ONLY, "organization", group):
        offer(group, ministry)
    with refused(ErrorCode.MEMBERS_ONLY, "organization", group):
        offer(group, porte, role="institution")
    offer(group, porte)
    group.rule_set = make.rule_set(composition="with_institutions")
    group.save()
    offer(group, ministry, role="institution")


def test_a_group_that_is_over_offers_no_seat(group: Group, porte: Organization) -> None:
    actions.end_group(make.lead(group), group.key)
    with refused(ErrorCode.WRONG_STATE, None, group):
        offer(group, porte)


def test_a_renewal_is_another_term_and_yesterday_s_answer_stays(group: Group, porte: Organization) -> None:
    seat = make.seat(group, porte, "chair", since="2024-11-01", until=str(TODAY + timedelta(30)))
    term = actions.renew_seat(make.lead(group), seat.key, until="2029-01-01")
    assert (term.since, str(term.until), term.role, term.accepted) == (seat.until, "2029-01-01", "chair", False)
    actions.accept_seat(directory.administrator(porte), term.key)
    assert stored(seat).until == seat.until
    with refused(ErrorCode.OVERLAP, "since", group):
        actions.renew_seat(make.lead(group), seat.key, until="2030-01-01")
    with refused(ErrorCode.DATES_REVERSED, "until", group):
        actions.renew_seat(make.lead(group), term.key, until="2027-01-01")
    with refused(ErrorCode.MISSING, "until", group):
        actions.renew_seat(make.lead(group), seat.key, until=None)


def test_a_seat_without_an_end_has_nothing_to_renew(group: Group, porte: Organization) -> None:
    seat = make.seat(group, porte)
    with refused(ErrorCode.WRONG_STATE, None, group):
        actions.renew_seat(make.lead(group), seat.key, until="2029")


def test_a_seat_ends_before_its_term_by_either_side(group: Group, porte: Organization) -> None:
    seat = make.seat(group, porte, since="2024-01-01", until="2030-01-01")
    for until, code in (("2023-12-31", ErrorCode.DATES_REVERSED), ("2030-01-02", ErrorCode.DATE_OUT_OF_RANGE)):
        with refused(code, "until", group):
            actions.end_seat(make.lead(group), seat.key, until=until)
    with refused(ErrorCode.NOT_ALLOWED, None, group):
        actions.end_seat(directory.contributor(porte), seat.key)
    actions.end_seat(directory.administrator(porte), seat.key)
    assert str(stored(seat).until) == TODAY.isoformat()
    with refused(ErrorCode.WRONG_STATE, None, group):
        actions.end_seat(make.lead(group), seat.key)
    with refused(ErrorCode.WRONG_STATE, None, group):
        actions.confirm_seat(make.lead(group), seat.key)


def test_a_seat_is_confirmed(group: Group, porte: Organization) -> None:
    seat = make.seat(group, porte, since=None, ongoing=None)
    actions.confirm_seat(make.lead(group), seat.key)
    assert (stored(seat).first_confirmed_on, stored(seat).confirmed_on) == (TODAY, TODAY)
    assert events(group) == ["group.seat_confirmed"]


def test_what_may_be_done_with_many_seats_costs_as_much_as_with_one(
    table: Organization, group: Group, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        make.seat(group, directory.organization())
    coordinator = directory.coordinator(table)
    found = list(queries.seats(coordinator, group=group))
    with django_assert_num_queries(1):
        verbs = queries.verbs_of_seats(coordinator, found)
    assert all("confirm_seat" in of_one for of_one in verbs.values())
    assert queries.verbs_of_seats(ANONYMOUS, found) == dict.fromkeys(verbs, frozenset())


def test_a_seat_of_a_hidden_organization_is_missing(group: Group) -> None:
    hidden = directory.organization(published=False)
    make.seat(group, hidden)
    assert not queries.seats(ANONYMOUS, group=group).exists()
    assert queries.seats(SYSTEM, group=group).exists()


def test_nobody_sits_in_a_group_before_it_began(group: Group, porte: Organization) -> None:
    group.since = PartialDate(2018, 9)
    group.save()
    make.seat(group, porte, since=None)
    assert list(queries.seats(ANONYMOUS, group=group, on=date(2018, 8, 31))) == []
    assert len(queries.seats(ANONYMOUS, group=group, on=date(2018, 9, 1))) == 1
    assert queries.sat_with(ANONYMOUS, [porte], date(2018, 8, 31)) == {porte.key: []}
    group.composition_rule = "members_only"
    assert queries.compliance(ANONYMOUS, group, date(2018, 8, 31)) is None
    assert queries.compliance(ANONYMOUS, group, date(2018, 10, 1)) is not None
