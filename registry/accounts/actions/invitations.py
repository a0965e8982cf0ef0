"""Letting people in: the only way to get an account is an invitation to a role."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from registry.core.actions import require_system
from registry.core.actor import Actor, ActorKind, Role, Scope
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import Invitation, User
from ._holding import forget, give, verify_email


@action
def invite_user(actor: Actor, email: str, *, role: str, scope: str, scope_key: str, language: str = "fr") -> Invitation:
    """Offer somebody a role; the worker mails them the link, good for seven days and for one use.

    The answer is the same whether or not the address has an account.
    Raises Refused (NOT_AN_EMAIL, MISSING, TOO_LONG, UNKNOWN_CODE, NOT_FOUND, NOT_A_COALITION, NOT_ALLOWED,
    ALREADY_EXISTS: invited there already, or holds that very role; TOO_MANY pending invitations there).
    """
    what, where = rules.clean_role(role, scope)
    place = queries.place(actor, where, scope_key)
    if not policy.may_offer(actor, what, where, place):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    address = rules.clean_email(email)
    language = rules.clean_language(language)
    now = timezone.now()
    target = {"scope": where, "group": place} if where is Scope.GROUP else {"scope": where, "organization": place}
    invited = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now, **target)
    if invited.filter(email=address).exists() or queries.holds(actor, address, what, where, place):
        raise refuse(ErrorCode.ALREADY_EXISTS, "email")
    if invited.count() >= rules.PENDING_INVITATIONS_MAX:
        raise refuse(ErrorCode.TOO_MANY, "email", max=rules.PENDING_INVITATIONS_MAX)
    forget(actor, Invitation.objects.filter(email=address, **target))
    invitation = Invitation.objects.create(
        email=address,
        role=what,
        language=language,
        expires_at=now + timedelta(days=rules.INVITATION_DAYS),
        invited_by=User.objects.filter(key=actor.id).first(),
        **target,
    )
    codes = {"role": what.value, "scope": where.value, "scope_key": place.key}
    record(actor, "invitation.created", invitation, codes=codes)
    return invitation


@action
def renew_invitation(actor: Actor, key: str, *, version: int | None = None) -> Invitation:
    """Send the link again, good for seven more days.

    Raises Refused (NOT_FOUND, NOT_ALLOWED, STALE_WRITE, WRONG_STATE: accepted, revoked or forgotten).
    """
    invitation = queries.for_change(actor, queries.visible_invitations(actor), key, "renew_invitation")
    expect_version(invitation, version)
    if not invitation.email:
        raise refuse(ErrorCode.WRONG_STATE)
    invitation.expires_at = timezone.now() + timedelta(days=rules.INVITATION_DAYS)
    invitation.save(update_fields=["expires_at"])
    record(actor, "invitation.renewed", invitation, fields=["expires_at"])
    return invitation


@action
def revoke_invitation(actor: Actor, key: str, *, version: int | None = None) -> Invitation:
    """Make the link worth nothing, and forget the address.

    Raises Refused (NOT_FOUND, NOT_ALLOWED, STALE_WRITE, WRONG_STATE: accepted, revoked or forgotten).
    """
    invitation = queries.for_change(actor, queries.visible_invitations(actor), key, "revoke_invitation")
    expect_version(invitation, version)
    if not invitation.email:
        raise refuse(ErrorCode.WRONG_STATE)
    invitation.email = ""
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["email", "revoked_at"])
    record(actor, "invitation.revoked", invitation, fields=["revoked_at"])
    return invitation


@action
def accept_invitation(actor: Actor, token: str, *, password: str = "") -> User:
    """Take up the role that a link offers; whoever holds the link has shown that the address is theirs.

    Somebody new, or shut out before, chooses a password; somebody who signs in already keeps theirs
    (`queries.needs_password`). A link works once, even when it is used twice at the same moment.
    Raises Refused (EXPIRED, MISSING or WEAK_PASSWORD).
    """
    key = queries.invitation_by_token(actor, token).key
    Invitation.objects.select_for_update().get(key=key)
    invitation = queries.invitation_by_token(actor, token)
    user, new = User.objects.get_or_create(
        email=invitation.email, defaults={"language": invitation.language, "password": "!"}
    )
    user = User.objects.select_for_update().get(pk=user.pk)
    person = Actor(id=user.key, kind=ActorKind.PERSON)
    if new or not user.is_active or not user.has_usable_password():
        user.set_password(_good_password(user, password))
        user.is_active = True
        user.save(update_fields=["password", "is_active"])
        verify_email(person, user)
    invitation.accepted_at, invitation.accepted_by, invitation.email = timezone.now(), user, ""
    invitation.save(update_fields=["accepted_at", "accepted_by", "email"])
    record(person, "invitation.accepted", invitation, fields=["accepted_at"])
    if new:
        record(person, "user.created", user, fields=["email", "language"])
    give(person, user, Role(invitation.role), Scope(invitation.scope), invitation.thing)
    return user


@action
def purge_invitations(actor: Actor) -> int:
    """Forget the addresses of invitations that nobody took up in time; how many they were. System only."""
    require_system(actor)
    over = Q(expires_at__lte=timezone.now() - timedelta(days=rules.INVITATION_DAYS))
    return forget(actor, Invitation.objects.filter(over).exclude(email=""))


def _good_password(user: User, password: str) -> str:
    if not password:
        raise refuse(ErrorCode.MISSING, "password")
    try:
        validate_password(password, user)
    except ValidationError:
        raise refuse(ErrorCode.WEAK_PASSWORD, "password") from None
    return password
