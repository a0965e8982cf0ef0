"""What people do with their own account."""

from allauth.account.models import EmailAddress

from registry.core.actions import require_system
from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import Invitation, User
from ._holding import forget, shut_out


@action
def change_language(actor: Actor, language: str, *, version: int | None = None) -> User:
    """The language in which one is written to, and of the pages once signed in.

    Raises Refused (SIGN_IN_NEEDED, NOT_ALLOWED, UNKNOWN_CODE, STALE_WRITE).
    """
    user = _myself(actor, "change_language", version)
    user.language = rules.clean_language(language)
    user.save(update_fields=["language"])
    record(actor, "user.language_changed", user, fields=["language"], codes={"language": language})
    return user


@action
def set_password(actor: Actor, password: str, *, version: int | None = None) -> User:
    """A new password, already found good enough; every session but the present one ends, API tokens stay.

    Raises Refused (SIGN_IN_NEEDED, NOT_ALLOWED, STALE_WRITE).
    """
    user = _myself(actor, "set_password", version)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(actor, "user.password_changed", user, fields=["password"])
    return user


@action
def request_password_reset(actor: Actor, user_key: str) -> None:
    """Note that somebody who gave this user's address wants a new password; the worker mails the link there.

    The page answers at once and alike whether or not the address is known: nothing is sent while it waits.
    System only (NOT_ALLOWED).
    """
    require_system(actor)
    user = User.objects.select_for_update().get(key=user_key)
    record(actor, "user.password_reset_requested", user)


@action
def delete_my_account(actor: Actor, *, version: int | None = None) -> User:
    """Erase oneself (Law 25): address, password, grants, tokens, feeds, invitations; the journal keeps opaque ids.

    Raises Refused (SIGN_IN_NEEDED, NOT_ALLOWED: an API token is not the person; STALE_WRITE).
    """
    user = _myself(actor, "delete_my_account", version)
    shut_out(actor, user)
    user.tokens.all().delete()
    user.calendar_feeds.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    forget(actor, Invitation.objects.filter(email=user.email), revoke=True)
    user.email, user.language, user.last_login, user.demo_label = f"{user.key}@erased.invalid", "fr", None, {}
    user.save(update_fields=["email", "language", "last_login", "demo_label"])
    record(actor, "user.erased", user, fields=["email", "grants", "is_active", "language", "tokens"])
    return user


def _myself(actor: Actor, verb: str, version: int | None) -> User:
    """The user who acts, locked."""
    user = queries.user_for_change(actor, queries.me(actor).thing.key)
    if not policy.may(actor, verb, user):
        raise refuse(ErrorCode.NOT_ALLOWED)
    expect_version(user, version)
    return user
