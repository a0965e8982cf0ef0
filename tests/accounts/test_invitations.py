"""An invitation lets one person in, once, to what whoever invited them manages."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from registry.accounts import actions, queries
from registry.accounts.models import GrantRow, Invitation, User
from registry.concertation.models import Group
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, Role, Scope
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db
EMAIL = "nouvelle@organisme.example"
PASSWORD = accounts.PASSWORD


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


@pytest.fixture
def organization(coalition: Organization) -> Organization:
    made = directory.organization(claimed=True)
    directory.member(coalition, made)
    return made


def invite(actor: Actor, role: Role, place: Organization | Group, email: str = EMAIL) -> Invitation:
    scope = Scope.ORGANIZATION
    if isinstance(place, Group):
        scope = Scope.GROUP
    elif role is Role.COORDINATOR:
        scope = Scope.COALITION
    return actions.invite_user(actor, email, role=role, scope=scope, scope_key=place.key, language="es")


def accept(invitation: Invitation, password: str = PASSWORD) -> User:
    return actions.accept_invitation(ANONYMOUS, queries.invitation_token(SYSTEM, invitation), password=password)


def refused(code: ErrorCode, *, act: object) -> None:
    assert callable(act)
    before = (Event.objects.count(), GrantRow.objects.count(), User.objects.count())
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.code is code
    assert (Event.objects.count(), GrantRow.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.ADMINISTRATOR])
def test_an_administrator_invites_to_any_role_of_the_organization(organization: Organization, role: Role) -> None:
    invited = invite(accounts.acting(Role.ADMINISTRATOR, organization), role, organization)
    user = accept(invited)
    assert (user.email, user.language, user.check_password(PASSWORD)) == (EMAIL, "es", True)
    grant = user.grants.get()
    assert (grant.role, grant.scope, grant.organization) == (role, Scope.ORGANIZATION, organization)


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_nobody_below_invites(organization: Organization, role: Role) -> None:
    actor = accounts.acting(role, organization)
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.READER, organization))


def test_an_administrator_of_another_organization_does_not_invite(organization: Organization) -> None:
    actor = accounts.acting(Role.ADMINISTRATOR, directory.organization())
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.READER, organization))
    organization.published = False
    organization.save()
    refused(ErrorCode.NOT_FOUND, act=lambda: invite(actor, Role.READER, organization))


def test_a_coordinator_invites_staff_and_leads_of_the_coalition(coalition: Organization) -> None:
    actor = accounts.acting(Role.COORDINATOR, coalition)
    assert accept(invite(actor, Role.COORDINATOR, coalition)).grants.get().scope == Scope.COALITION
    group = accounts.group(coalition)
    assert accept(invite(actor, Role.LEAD, group, "pilote@organisme.example")).grants.get().group == group
    elsewhere = accounts.group(directory.coalition())
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.LEAD, elsewhere))


def test_a_coordinator_invites_the_first_administrator_only(coalition: Organization) -> None:
    unclaimed = directory.organization()
    directory.member(coalition, unclaimed)
    actor = accounts.acting(Role.COORDINATOR, coalition)
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.READER, unclaimed))
    accept(invite(actor, Role.ADMINISTRATOR, unclaimed))
    unclaimed.refresh_from_db()
    assert unclaimed.claimed
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.ADMINISTRATOR, unclaimed, "autre@organisme.example"))


def test_a_lead_invites_nobody(coalition: Organization) -> None:
    group = accounts.group(coalition)
    actor = accounts.acting(Role.LEAD, group)
    refused(ErrorCode.NOT_ALLOWED, act=lambda: invite(actor, Role.LEAD, group))


def test_a_coalition_has_coordinators_and_an_organization_has_none(organization: Organization) -> None:
    refused(ErrorCode.NOT_A_COALITION, act=lambda: invite(SYSTEM, Role.COORDINATOR, organization))


def test_inviting_twice_is_refused_and_so_is_inviting_who_holds_the_role(organization: Organization) -> None:
    actor = accounts.acting(Role.ADMINISTRATOR, organization)
    invited = invite(actor, Role.READER, organization)
    refused(ErrorCode.ALREADY_EXISTS, act=lambda: invite(actor, Role.READER, organization, EMAIL.upper()))
    accept(invited)
    refused(ErrorCode.ALREADY_EXISTS, act=lambda: invite(actor, Role.READER, organization))


def test_inviting_tells_nothing_about_accounts_elsewhere(organization: Organization) -> None:
    accounts.holder(Role.READER, directory.organization(), EMAIL)
    actor = accounts.acting(Role.ADMINISTRATOR, organization)
    known = invite(actor, Role.READER, organization)
    unknown = invite(actor, Role.READER, organization, "inconnue@organisme.example")
    assert (known.role, known.accepted_by, known.version) == (unknown.role, unknown.accepted_by, unknown.version)


def test_there_is_an_end_to_inviting(organization: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.accounts.rules.PENDING_INVITATIONS_MAX", 1)
    actor = accounts.acting(Role.ADMINISTRATOR, organization)
    invite(actor, Role.READER, organization)
    refused(ErrorCode.TOO_MANY, act=lambda: invite(actor, Role.READER, organization, "autre@organisme.example"))


def test_somebody_who_signs_in_already_keeps_their_password(organization: Organization) -> None:
    user = accounts.holder(Role.READER, directory.organization(), EMAIL)
    invited = accounts.invitation(organization, Role.CONTRIBUTOR, email=EMAIL)
    assert not queries.needs_password(ANONYMOUS, invited)
    accepted = accept(invited, "un tout autre mot de passe")
    assert accepted == user
    assert accepted.check_password(PASSWORD)
    assert accepted.grants.count() == 2


def test_an_invitation_to_another_role_in_the_same_place_replaces_the_role(organization: Organization) -> None:
    user = accounts.holder(Role.READER, organization, EMAIL)
    accept(accounts.invitation(organization, Role.CONTRIBUTOR, email=EMAIL))
    assert user.grants.get().role == Role.CONTRIBUTOR


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", ErrorCode.MISSING),
        ("court", ErrorCode.WEAK_PASSWORD),
        ("motdepasse123", None),
        (EMAIL, ErrorCode.WEAK_PASSWORD),
    ],
)
def test_a_new_person_chooses_a_good_password(
    organization: Organization, password: str, code: ErrorCode | None
) -> None:
    invited = accounts.invitation(organization, email=EMAIL)
    if code is None:
        accept(invited, password)
    else:
        refused(code, act=lambda: accept(invited, password))
        accept(invited)  # the link still works


def test_a_link_works_once(organization: Organization) -> None:
    invited = accounts.invitation(organization)
    accept(invited)
    refused(ErrorCode.EXPIRED, act=lambda: accept(invited))


def test_a_link_that_is_revoked_or_too_old_or_forged_is_worth_nothing(organization: Organization) -> None:
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    revoked = accounts.invitation(organization)
    actions.revoke_invitation(administrator, revoked.key)
    old = accounts.invitation(organization, days=0)
    refused(ErrorCode.EXPIRED, act=lambda: accept(revoked))
    refused(ErrorCode.EXPIRED, act=lambda: accept(old))
    key = accounts.invitation(organization).key
    for forged in (key, f"{key}:x", "", "\0", "é:é"):
        with pytest.raises(Refused) as refusal:
            actions.accept_invitation(ANONYMOUS, forged, password=PASSWORD)
        assert refusal.value.code is ErrorCode.EXPIRED
    actions.renew_invitation(administrator, old.key)
    accept(old)


def test_only_the_system_gets_to_know_the_link(organization: Organization) -> None:
    invited = accounts.invitation(organization)
    with pytest.raises(Refused):
        queries.invitation_token(accounts.acting(Role.ADMINISTRATOR, organization), invited)


def test_the_address_is_forgotten_once_it_has_served(organization: Organization) -> None:
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    accepted, revoked, old, recent = (accounts.invitation(organization) for _ in range(4))
    accept(accepted)
    actions.revoke_invitation(administrator, revoked.key)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=8))
    assert actions.purge_invitations(SYSTEM) == 1
    assert actions.purge_invitations(SYSTEM) == 0
    assert set(Invitation.objects.exclude(email="")) == {recent}
    for gone in (accepted, revoked, old):
        refused(ErrorCode.WRONG_STATE, act=lambda gone=gone: actions.renew_invitation(administrator, gone.key))
        refused(ErrorCode.WRONG_STATE, act=lambda gone=gone: actions.revoke_invitation(administrator, gone.key))


def test_invitations_are_seen_and_withdrawn_by_who_manages_the_place(
    coalition: Organization, organization: Organization
) -> None:
    invited = accounts.invitation(organization)
    for actor in (
        accounts.acting(Role.READER, organization),
        accounts.acting(Role.COORDINATOR, coalition),
        accounts.acting(Role.ADMINISTRATOR, coalition),
        ANONYMOUS,
    ):
        assert not queries.pending_invitations(actor).exists()
        refused(ErrorCode.NOT_FOUND, act=lambda actor=actor: actions.revoke_invitation(actor, invited.key))
        refused(ErrorCode.NOT_FOUND, act=lambda actor=actor: actions.renew_invitation(actor, invited.key))
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    assert list(queries.pending_invitations(administrator)) == [invited]
    assert queries.invitation(administrator, invited.key).verbs == {"renew_invitation", "revoke_invitation"}


def test_a_stale_version_is_refused(organization: Organization) -> None:
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    invited = accounts.invitation(organization)
    actions.renew_invitation(administrator, invited.key, version=0)
    refused(ErrorCode.STALE_WRITE, act=lambda: actions.revoke_invitation(administrator, invited.key, version=0))


def test_the_journal_tells_no_address(organization: Organization) -> None:
    accept(invite(accounts.acting(Role.ADMINISTRATOR, organization), Role.READER, organization))
    events = list(Event.objects.values_list("name", flat=True))
    assert events == ["invitation.created", "invitation.accepted", "user.created"]
    for event in Event.objects.all():
        assert "@" not in f"{event.codes}{event.fields}{event.aggregate_key}{event.actor_id}"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_lets_one_in() -> None:
    organization = directory.organization(claimed=True)
    token = queries.invitation_token(SYSTEM, accounts.invitation(organization, email=EMAIL))
    start, results = threading.Barrier(2), []

    def use(password: str) -> None:
        start.wait()
        try:
            actions.accept_invitation(ANONYMOUS, token, password=password)
            results.append(password)
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(f"{PASSWORD} {number}",)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passwords = [result for result in results if result is not ErrorCode.EXPIRED]
    assert results.count(ErrorCode.EXPIRED) == len(passwords) == 1
    assert User.objects.get().check_password(passwords[0])
    assert GrantRow.objects.count() == 1
