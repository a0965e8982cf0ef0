"""Users, grants, invitations and tokens for tests, made plainly."""

from datetime import timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from registry.accounts import queries, rules
from registry.accounts.models import ApiToken, GrantRow, Invitation, User
from registry.concertation.models import Group
from registry.core.actor import SYSTEM, Actor, Role, Scope
from registry.core.ids import new_key
from registry.directory.models import Organization

PASSWORD = "cinq corneilles sur un fil"
_numbers = count(1)


def user(email: str = "", *, password: str = PASSWORD, **fields: Any) -> User:
    """Somebody who signs in with PASSWORD, or can't where `password` is empty."""
    made = User(email=email or f"personne{next(_numbers)}@organisme.example", **fields)
    made.set_password(password or None)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def grant(holder: User, role: Role, place: Organization | Group) -> GrantRow:
    """The role held in the place, without a word in the journal."""
    if isinstance(place, Group):
        return GrantRow.objects.create(user=holder, role=role, scope=Scope.GROUP, group=place)
    scope = Scope.COALITION if role is Role.COORDINATOR else Scope.ORGANIZATION
    return GrantRow.objects.create(user=holder, role=role, scope=scope, organization=place)


def holder(role: Role, place: Organization | Group, email: str = "") -> User:
    """A user with one role."""
    made = user(email)
    grant(made, role, place)
    return made


def actor(of: User) -> Actor:
    """The user as they act now."""
    return queries.actor_for(SYSTEM, User.objects.get(pk=of.pk))


def acting(role: Role, place: Organization | Group) -> Actor:
    """A new user with one role, as they act."""
    return actor(holder(role, place))


def invitation(place: Organization | Group, role: Role = Role.READER, *, days: int = 7, **fields: Any) -> Invitation:
    """A pending invitation."""
    scope = Scope.COALITION if role is Role.COORDINATOR else Scope.ORGANIZATION
    where = (
        {"group": place, "scope": Scope.GROUP} if isinstance(place, Group) else {"organization": place, "scope": scope}
    )
    values = {"email": f"invitee{next(_numbers)}@organisme.example", "role": role} | where | fields
    return Invitation.objects.create(expires_at=timezone.now() + timedelta(days=days), **values)


def token(of: User, *, access: str = "write", days: int = 30, **fields: Any) -> ApiToken:
    """An API token, with the whole of it in `plain`."""
    key, secret = new_key(), rules.new_secret()
    made = ApiToken.objects.create(
        key=key,
        user=of,
        name="essai",
        access=access,
        digest=rules.digest_of(secret),
        expires_at=timezone.now() + timedelta(days=days),
        **fields,
    )
    made.plain = rules.write_token(key, secret)
    return made


def group(of: Organization, **fields: Any) -> Group:
    """A working group of a coalition."""
    return Group.objects.create(kind="working_group", coalition=of, name_fr="Groupe", **fields)
