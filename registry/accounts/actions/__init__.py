"""Every write about users, grants, invitations, tokens and calendar feeds."""

from .demonstration import load_demo_users
from .feeds import create_calendar_feed, note_feed_use, revoke_calendar_feed
from .grants import deactivate_user, grant_role, leave, revoke_grant
from .installation import invite_first_coordinator
from .invitations import (
    accept_invitation,
    invite_user,
    purge_invitations,
    renew_invitation,
    revoke_invitation,
)
from .own import change_language, delete_my_account, request_password_reset, set_password
from .tokens import create_api_token, note_token_use, revoke_api_token

__all__ = [
    "accept_invitation",
    "change_language",
    "create_api_token",
    "create_calendar_feed",
    "deactivate_user",
    "delete_my_account",
    "grant_role",
    "invite_first_coordinator",
    "invite_user",
    "leave",
    "load_demo_users",
    "note_feed_use",
    "note_token_use",
    "purge_invitations",
    "renew_invitation",
    "request_password_reset",
    "revoke_api_token",
    "revoke_calendar_feed",
    "revoke_grant",
    "revoke_invitation",
    "set_password",
]
