"""Giving and taking a role, whoever decided it: what the other actions have in common."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone

from registry.concertation.models import Group
from registry.core.actor import SYSTEM, Actor, Role, Scope
from registry.directory import actions as directory
from registry.directory.models import Organization
from registry.journal.actions import action, record

from ..models import ApiToken, CalendarFeed, GrantRow, Invitation, User


@action
def give(actor: Actor, user: User, role: Role, scope: Scope, place: Organization | Group) -> GrantRow:
    """Let the user hold `role` there, in the place of another role that they held there.

    The first administrator claims the organization: from then on its coalitions no longer edit it.
    """
    where = {"group": place} if isinstance(place, Group) else {"organization": place}
    grant, _ = GrantRow.objects.update_or_create(user=user, scope=scope.value, **where, defaults={"role": role.value})
    codes = {"role": role.value, "scope": scope.value, "scope_key": place.key}
    record(actor, "user.granted", user, fields=["grants"], codes=codes)
    if role is Role.ADMINISTRATOR and isinstance(place, Organization) and not place.claimed:
        directory.claim_organization(SYSTEM, place.key)
    elif isinstance(place, Organization):
        release_where_unadministered(actor, [place])
    return grant


@action
def take(actor: Actor, grant: GrantRow, name: str) -> User:
    """End a grant at once, under the event `name`; the user's API tokens limited to it end with it."""
    user = grant.user
    if grant.scope == Scope.ORGANIZATION:
        end_tokens(actor, user.tokens.filter(organization=grant.organization_id))
    codes = {"role": grant.role, "scope": grant.scope, "scope_key": grant.thing.key}
    grant.delete()
    record(actor, name, user, fields=["grants"], codes=codes)
    if grant.organization is not None and grant.role == Role.ADMINISTRATOR:
        release_where_unadministered(actor, [grant.organization])
    return user


@action
def release_where_unadministered(actor: Actor, organizations: Iterable[Organization]) -> None:
    """Those that nobody administers any more are their coalitions' to look after again."""
    for organization in organizations:
        left = GrantRow.objects.filter(scope=Scope.ORGANIZATION, role=Role.ADMINISTRATOR, organization=organization)
        if organization.claimed and not left.exists():
            directory.release_organization(SYSTEM, organization.key)


@action
def shut_out(actor: Actor, user: User) -> None:
    """End every access at once: no password fits (which ends every session too), no token, no feed, no grant."""
    user.set_unusable_password()
    user.is_active = False
    user.save(update_fields=["password", "is_active"])
    end_tokens(actor, user.tokens.all())
    end_calendar_feeds(actor, user.calendar_feeds.all())
    administered = list(Organization.objects.filter(grantrows__user=user, grantrows__role=Role.ADMINISTRATOR))
    user.grants.all().delete()
    release_where_unadministered(actor, administered)


@action
def end_tokens(actor: Actor, tokens: QuerySet[ApiToken]) -> None:
    """Revoke those that are not yet."""
    tokens.filter(revoked_at=None).update(revoked_at=timezone.now())


@action
def end_calendar_feeds(actor: Actor, feeds: QuerySet[CalendarFeed]) -> None:
    """Revoke those that are not yet."""
    feeds.filter(revoked_at=None).update(revoked_at=timezone.now())


@action
def forget(actor: Actor, invitations: QuerySet[Invitation], *, revoke: bool = False) -> int:
    """Forget to which addresses these were mailed, because they expired or to `revoke` them; how many they were."""
    forgotten = list(invitations.select_for_update(of=("self",)))
    for invitation in forgotten:
        invitation.email = ""
        if revoke:
            invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["email", "revoked_at"])
        fields = ["email", "revoked_at"] if revoke else ["email"]
        record(actor, "invitation.revoked" if revoke else "invitation.expired", invitation, fields=fields)
    return len(forgotten)


@action
def verify_email(actor: Actor, user: User) -> None:
    """Tell allauth, in its own table, that the address is the user's: an invitation reached them there."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
