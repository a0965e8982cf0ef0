"""Who holds which role."""

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import GrantRow, User
from ._holding import give, shut_out, take


@action
def grant_role(
    actor: Actor, user_key: str, *, role: str, scope: str, scope_key: str, version: int | None = None
) -> GrantRow:
    """Give a user whom one sees another role, or a role in another place that one manages. Others are invited.

    `version` is the user's. Raises Refused (NOT_FOUND, NOT_ALLOWED, UNKNOWN_CODE, NOT_A_COALITION, STALE_WRITE,
    ALREADY_EXISTS: they hold it; WRONG_STATE: the user is inactive).
    """
    what, where = rules.clean_role(role, scope)
    place = queries.place(actor, where, scope_key)
    user = queries.user_for_change(actor, user_key)
    if user.key == actor.id or not policy.may_offer(actor, what, where, place):
        raise refuse(ErrorCode.NOT_ALLOWED)
    expect_version(user, version)
    if not user.is_active:
        raise refuse(ErrorCode.WRONG_STATE, "user")
    held = queries.held_in(actor, user, where, place)
    if held is not None and held.role == what:
        raise refuse(ErrorCode.ALREADY_EXISTS, "role")
    return give(actor, user, what, where, place)


@action
def revoke_grant(actor: Actor, key: str, *, version: int | None = None) -> User:
    """Take a role from another user, at once. `version` is the user's.

    Raises Refused (NOT_FOUND, NOT_ALLOWED: one's own is left, with `leave`; STALE_WRITE).
    """
    grant = queries.for_change(actor, queries.visible_grants(actor), key, "revoke_grant")
    expect_version(grant.user, version)
    return take(actor, grant, "user.grant_revoked")


@action
def leave(actor: Actor, key: str, *, version: int | None = None) -> User:
    """Give up a role that one holds. Raises Refused (NOT_FOUND, NOT_ALLOWED, STALE_WRITE)."""
    grant = queries.for_change(actor, queries.visible_grants(actor), key, "leave")
    expect_version(grant.user, version)
    return take(actor, grant, "user.left")


@action
def deactivate_user(actor: Actor, key: str, *, version: int | None = None) -> User:
    """End a user's access at once: grants, sessions, API tokens. An invitation lets them in again.

    Only by whoever manages every role that the user holds.
    Raises Refused (NOT_FOUND, NOT_ALLOWED, STALE_WRITE).
    """
    user = queries.for_change(actor, queries.users(actor), key, "deactivate_user")
    expect_version(user, version)
    shut_out(actor, user)
    record(actor, "user.deactivated", user, fields=["is_active", "grants", "tokens"])
    return user
