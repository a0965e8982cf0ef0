"""Who sees and does what in the directory, row by row of the table of permissions."""

import dataclasses

import pytest

from registry.core.actor import ANONYMOUS, SYSTEM, Actor
from registry.core.errors import ErrorCode, Refused
from registry.directory import actions, policy, queries
from registry.directory.models import ErrorReport, Organization
from tests.directory.helpers import refused
from tests.factories import directory as make

pytestmark = pytest.mark.django_db

EDIT, CONFIRM, SITES, PUBLISH = "edit_organization", "confirm_organization", "add_location", "publish_organization"
WHO = ["anonymous", "partner", "reader", "contributor", "administrator", "coordinator", "system"]


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("Table des groupes")


@pytest.fixture
def claimed(coalition: Organization) -> Organization:
    made = make.organization("Maison claire", claimed=True)
    make.member(coalition, made)
    return made


def actor(who: str, organization: Organization, coalition: Organization) -> Actor:
    simple = {"anonymous": ANONYMOUS, "partner": make.person(), "system": SYSTEM}
    if who in simple:
        return simple[who]
    if who == "coordinator":
        return make.coordinator(coalition)
    return {"reader": make.reader, "contributor": make.contributor, "administrator": make.administrator}[who](
        organization
    )


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        ("report_error", WHO),
        (EDIT, ["contributor", "administrator", "system"]),
        (CONFIRM, ["contributor", "administrator", "system"]),
        ("add_service", ["contributor", "administrator", "system"]),
        ("propose_membership", ["contributor", "administrator", "system"]),
        (SITES, ["administrator", "system"]),
        (PUBLISH, ["administrator", "system"]),
        ("close_organization", ["administrator", "system"]),
        ("claim_organization", ["system"]),
    ],
)
def test_what_each_role_may_do_with_an_organization_of_its_own(
    verb: str, allowed: list[str], claimed: Organization, coalition: Organization
) -> None:
    assert [who for who in WHO if policy.may(actor(who, claimed, coalition), verb, claimed)] == allowed


@pytest.mark.parametrize("verb", ["change_intake", "change_service_terms", "edit_service", "confirm_service"])
def test_who_keeps_up_a_service(verb: str, claimed: Organization, coalition: Organization) -> None:
    service = make.service(claimed)
    allowed = [who for who in WHO if policy.may(actor(who, claimed, coalition), verb, service)]
    assert allowed == ["contributor", "administrator", "system"]


def test_a_coordinator_edits_what_nobody_has_claimed_in_its_own_world(coalition: Organization) -> None:
    coordinator = make.coordinator(coalition)
    other = make.coalition("Autre table")
    member, alone, stewarded, elsewhere = (make.organization() for _ in range(4))
    make.member(coalition, member)
    make.member(other, elsewhere)
    make.member(other, stewarded)
    stewarded.steward = coalition
    stewarded.save()
    exercise = make.organization(exercise=True)
    may = {
        thing: policy.may(coordinator, EDIT, thing)
        for thing in (member, alone, stewarded, elsewhere, exercise, coalition, other)
    }
    assert may == {
        member: True,
        alone: True,
        stewarded: True,
        elsewhere: False,
        exercise: False,
        coalition: True,
        other: False,
    }
    make.member(other, coalition)
    assert policy.may(coordinator, EDIT, coalition)
    assert policy.may(coordinator, "add_organization", coalition)
    assert not policy.may(coordinator, "add_organization", other)


def test_a_person_of_another_organization_has_no_more_than_a_partner(claimed: Organization) -> None:
    stranger = make.administrator(make.organization())
    assert policy.verbs(stranger, claimed) == policy.verbs(make.person(), claimed)


@pytest.mark.parametrize("who", WHO)
def test_an_unpublished_organization_is_missing_for_all_but_its_people(who: str, coalition: Organization) -> None:
    hidden = make.organization(published=False, claimed=True)
    make.member(coalition, hidden)
    service = make.service(hidden)
    link = make.link(make.organization(), hidden)
    sees = who in ("reader", "contributor", "administrator", "system")
    asking = actor(who, hidden, coalition)
    assert queries.organizations(asking).filter(pk=hidden.pk).exists() is sees
    assert queries.services(asking).filter(pk=service.pk).exists() is sees
    assert queries.memberships(asking, coalition).exists() is sees
    assert queries.relationships(asking, link.origin).exists() is sees
    for read in (lambda: queries.organization(asking, hidden.key), lambda: queries.service(asking, service.key)):
        if sees:
            read()
        else:
            with pytest.raises(Refused) as caught:
                read()
            assert caught.value.code is ErrorCode.NOT_FOUND


def test_a_hidden_thing_is_refused_like_one_that_does_not_exist(claimed: Organization) -> None:
    service = make.service(claimed, published=False)
    for key in (service.key, "nothing", "é" * 100):
        with refused(ErrorCode.NOT_FOUND, "service"):
            actions.change_intake(make.person(), key, status="open")


def test_a_steward_sees_the_unpublished_until_it_is_claimed(coalition: Organization) -> None:
    hidden = make.organization(published=False, steward=coalition)
    coordinator = make.coordinator(coalition)
    assert queries.organization(coordinator, hidden.key).thing == hidden
    actions.claim_organization(SYSTEM, hidden.key)
    with refused(ErrorCode.NOT_FOUND):
        queries.organization(coordinator, hidden.key)


def test_a_proposal_is_seen_by_its_two_sides_only(claimed: Organization, coalition: Organization) -> None:
    other = make.organization(claimed=True)
    make.link(claimed, other, accepted=False, proposed_by=claimed)
    asking = [make.reader(claimed), make.reader(other), SYSTEM, ANONYMOUS, make.person(), make.coordinator(coalition)]
    assert [queries.relationships(one, claimed).exists() for one in asking] == [True, True, True, False, False, False]


def test_the_contact_of_a_professional_door_is_for_partners() -> None:
    service = make.service(door="professional_referral")
    service.email = "references@organisme.example"
    service.save()
    general = service.organization
    general.email = "accueil@organisme.example"
    seen = queries.service(ANONYMOUS, service.key).thing
    assert queries.contact_of(ANONYMOUS, seen) == queries.Contact(withheld=True)
    assert queries.contact_of(make.person(), seen).email == service.email
    assert queries.contact_of(ANONYMOUS, general).email == general.email


def test_a_report_reaches_the_organization_or_while_unclaimed_the_coordinator(
    claimed: Organization, coalition: Organization
) -> None:
    unclaimed = make.organization()
    make.member(coalition, unclaimed)
    for organization in (claimed, unclaimed):
        actions.report_error(ANONYMOUS, organization.key, text="Le service a déménagé.")
    inside, coordinator = make.contributor(claimed), make.coordinator(coalition)
    assert [report.organization for report in queries.needs_attention(inside).reports] == [claimed]
    assert [report.organization for report in queries.needs_attention(coordinator).reports] == [unclaimed]
    report = ErrorReport.objects.get(organization=claimed)
    with refused(ErrorCode.NOT_FOUND, "report", report):
        actions.handle_error_report(coordinator, report.key)


def test_whoever_may_only_see_is_told_to_sign_in_or_to_ask(claimed: Organization) -> None:
    with refused(ErrorCode.SIGN_IN_NEEDED, None, claimed):
        actions.edit_organization(ANONYMOUS, claimed.key, values={"city": "Laval"})
    with refused(ErrorCode.NOT_ALLOWED, None, claimed):
        actions.edit_organization(make.reader(claimed), claimed.key, values={"city": "Laval"})


def test_a_token_for_reading_may_do_nothing(claimed: Organization) -> None:
    token = dataclasses.replace(make.administrator(claimed), may_write=False)
    assert queries.organization(token, claimed.key).verbs == frozenset()
    with refused(ErrorCode.READ_ONLY_TOKEN, None, claimed):
        actions.confirm_organization(token, claimed.key)
