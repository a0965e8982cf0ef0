"""Who may give and take roles, and that what is taken is gone at once."""

import pytest

from registry.accounts import actions, queries
from registry.accounts.models import GrantRow, User
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant, Role, Scope
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db


def give(actor: Actor, user: User, role: Role, place: Organization, version: int | None = None) -> GrantRow:
    return actions.grant_role(actor, user.key, role=role, scope="organization", scope_key=place.key, version=version)


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


@pytest.fixture
def organization() -> Organization:
    return directory.organization(claimed=True)


def code_of(act: object) -> ErrorCode:
    assert callable(act)
    events = Event.objects.count()
    with pytest.raises(Refused) as refusal:
        act()
    assert Event.objects.count() == events
    return refusal.value.code


def test_an_actor_carries_the_grants_held_now(organization: Organization, coalition: Organization) -> None:
    user = accounts.holder(Role.CONTRIBUTOR, organization)
    group = accounts.group(coalition)
    accounts.grant(user, Role.LEAD, group)
    accounts.grant(user, Role.COORDINATOR, coalition)
    actor = accounts.actor(user)
    assert (actor.id, actor.kind, actor.may_write) == (user.key, ActorKind.PERSON, True)
    assert actor.grants == {
        Grant(Role.CONTRIBUTOR, Scope.ORGANIZATION, organization.pk),
        Grant(Role.LEAD, Scope.GROUP, group.pk),
        Grant(Role.COORDINATOR, Scope.COALITION, coalition.pk),
    }
    user.is_active = False
    user.save()
    assert accounts.actor(user) == ANONYMOUS == queries.actor_for(SYSTEM, None)


def test_an_administrator_changes_and_takes_roles_in_the_organization_only(organization: Organization) -> None:
    user = accounts.holder(Role.READER, organization)
    elsewhere = accounts.grant(user, Role.READER, directory.organization())
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    grant = give(administrator, user, Role.CONTRIBUTOR, organization, version=0)
    assert code_of(lambda: give(administrator, user, Role.CONTRIBUTOR, organization)) is (ErrorCode.ALREADY_EXISTS)
    assert code_of(lambda: actions.revoke_grant(administrator, grant.key, version=0)) is ErrorCode.STALE_WRITE
    assert [row.key for row in queries.visible_grants(administrator).filter(user=user)] == [grant.key]
    assert code_of(lambda: actions.revoke_grant(administrator, elsewhere.key)) is ErrorCode.NOT_FOUND
    actions.revoke_grant(administrator, grant.key, version=1)
    assert accounts.actor(user).grants == {Grant(Role.READER, Scope.ORGANIZATION, elsewhere.organization_id or 0)}
    assert code_of(lambda: give(administrator, user, Role.READER, organization)) is ErrorCode.NOT_FOUND


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_others_of_the_organization_see_and_change_nobody(organization: Organization, role: Role) -> None:
    colleague = accounts.holder(Role.READER, organization)
    grant = colleague.grants.get()
    for actor in (accounts.acting(role, organization), ANONYMOUS, accounts.acting(role, directory.organization())):
        assert colleague.key not in queries.users_of(actor, organization.key).values_list("user__key", flat=True)
        assert code_of(lambda actor=actor: queries.user(actor, colleague.key)) is ErrorCode.NOT_FOUND
        assert code_of(lambda actor=actor: actions.revoke_grant(actor, grant.key)) is ErrorCode.NOT_FOUND
        assert code_of(lambda actor=actor: actions.deactivate_user(actor, colleague.key)) is ErrorCode.NOT_FOUND


def test_a_coordinator_manages_the_staff_and_not_the_members_people(
    coalition: Organization, organization: Organization
) -> None:
    directory.member(coalition, organization)
    member = accounts.holder(Role.READER, organization)
    lead = accounts.holder(Role.LEAD, accounts.group(coalition))
    me = accounts.holder(Role.COORDINATOR, coalition)
    coordinator = accounts.actor(me)
    assert {row.user for row in queries.staff_of(coordinator, coalition.key)} == {me, lead}
    assert code_of(lambda: queries.user(coordinator, member.key)) is ErrorCode.NOT_FOUND
    actions.revoke_grant(coordinator, lead.grants.get().key)
    assert not accounts.actor(lead).groups()
    assert not queries.staff_of(accounts.acting(Role.ADMINISTRATOR, organization), coalition.key).exists()


def test_ones_own_role_is_left_not_revoked(organization: Organization) -> None:
    me = accounts.holder(Role.ADMINISTRATOR, organization)
    accounts.holder(Role.ADMINISTRATOR, organization)
    actor, grant = accounts.actor(me), me.grants.get()
    assert code_of(lambda: actions.revoke_grant(actor, grant.key)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: actions.deactivate_user(actor, me.key)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: give(actor, me, Role.READER, organization)) is ErrorCode.NOT_ALLOWED
    assert queries.permitted(actor, grant).verbs == {"leave"}
    actions.leave(actor, grant.key)
    assert not accounts.actor(me).grants
    organization.refresh_from_db()
    assert organization.claimed


def test_nobody_leaves_for_another(organization: Organization) -> None:
    grant = accounts.holder(Role.READER, organization).grants.get()
    assert code_of(lambda: actions.leave(accounts.acting(Role.ADMINISTRATOR, organization), grant.key)) is (
        ErrorCode.NOT_ALLOWED
    )


@pytest.mark.parametrize("way", ["leave", "revoke", "demote", "deactivate", "erase"])
def test_an_organization_that_lost_its_last_administrator_is_the_coalitions_to_look_after(
    organization: Organization, way: str
) -> None:
    me = accounts.holder(Role.ADMINISTRATOR, organization)
    actor, grant = accounts.actor(me), me.grants.get()
    match way:
        case "leave":
            actions.leave(actor, grant.key)
        case "revoke":
            actions.revoke_grant(SYSTEM, grant.key)
        case "demote":
            give(SYSTEM, me, Role.READER, organization)
        case "deactivate":
            actions.deactivate_user(SYSTEM, me.key)
        case "erase":
            actions.delete_my_account(actor)
    organization.refresh_from_db()
    assert not organization.claimed


def test_deactivating_ends_every_access(organization: Organization) -> None:
    user = accounts.holder(Role.CONTRIBUTOR, organization)
    token = accounts.token(user)
    session = user.get_session_auth_hash()
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    assert queries.user(administrator, user.key).verbs == {"deactivate_user"}
    actions.deactivate_user(administrator, user.key)
    user = User.objects.get(pk=user.pk)
    assert accounts.actor(user) == ANONYMOUS
    assert not user.check_password(accounts.PASSWORD)
    assert user.get_session_auth_hash() != session
    assert code_of(lambda: queries.token_for(SYSTEM, token.plain or "")) is ErrorCode.EXPIRED
    invited = accounts.invitation(organization, email=user.email)
    actions.accept_invitation(ANONYMOUS, queries.invitation_token(SYSTEM, invited), password=accounts.PASSWORD)
    assert accounts.actor(user).organizations() == {organization.pk}
    assert code_of(lambda: queries.token_for(SYSTEM, token.plain or "")) is ErrorCode.EXPIRED


def test_who_holds_roles_elsewhere_is_not_deactivated_from_here(organization: Organization) -> None:
    user = accounts.holder(Role.READER, organization)
    accounts.grant(user, Role.READER, directory.organization())
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    assert code_of(lambda: actions.deactivate_user(administrator, user.key)) is ErrorCode.NOT_ALLOWED


def test_the_roles_that_one_may_offer_are_told(coalition: Organization, organization: Organization) -> None:
    unclaimed = directory.organization()
    directory.member(coalition, unclaimed)
    group = accounts.group(coalition)
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    coordinator = accounts.acting(Role.COORDINATOR, coalition)
    every = [Role.READER, Role.CONTRIBUTOR, Role.ADMINISTRATOR]
    assert queries.roles_to_offer(administrator, Scope.ORGANIZATION, organization) == every
    assert queries.roles_to_offer(coordinator, Scope.ORGANIZATION, organization) == []
    assert queries.roles_to_offer(coordinator, Scope.ORGANIZATION, unclaimed) == [Role.ADMINISTRATOR]
    assert queries.roles_to_offer(coordinator, Scope.COALITION, coalition) == [Role.COORDINATOR]
    assert queries.roles_to_offer(coordinator, Scope.GROUP, group) == [Role.LEAD]
