"""What an actor's grants add up to."""

from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant, Role, Scope


def person(*grants: Grant) -> Actor:
    return Actor(id="a", kind=ActorKind.PERSON, grants=frozenset(grants))


def test_a_higher_role_holds_the_lower_ones_in_its_own_organization_only() -> None:
    actor = person(Grant(Role.ADMINISTRATOR, Scope.ORGANIZATION, 1), Grant(Role.READER, Scope.ORGANIZATION, 2))
    assert actor.organizations(Role.READER) == {1, 2}
    assert actor.organizations(Role.CONTRIBUTOR) == {1}
    assert actor.organizations(Role.ADMINISTRATOR) == {1}


def test_a_scope_is_not_mistaken_for_another_of_the_same_number() -> None:
    actor = person(Grant(Role.COORDINATOR, Scope.COALITION, 1), Grant(Role.LEAD, Scope.GROUP, 2))
    assert actor.organizations() == frozenset()
    assert actor.coalitions() == {1}
    assert actor.groups() == {2}


def test_who_is_signed_in() -> None:
    assert not ANONYMOUS.is_signed_in
    assert person().is_signed_in
    assert SYSTEM.is_system
    assert not person().is_system
