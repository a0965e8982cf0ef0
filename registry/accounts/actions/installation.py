"""The first person of an empty installation."""

from registry.core.actor import Actor, Role, Scope
from registry.core.errors import ErrorCode, refuse
from registry.directory import actions as directory
from registry.journal.actions import action

from .. import queries, rules
from ..models import Invitation
from .invitations import invite_user, revoke_invitation


@action
def invite_first_coordinator(
    actor: Actor,
    email: str,
    coalition_key: str | None = None,
    *,
    new_coalition: str | None = None,
    language: str = "fr",
) -> Invitation:
    """Invite the first coordinator, of a coalition that is there or of a new one by this name.

    Asked again before they accept, the newer link replaces the older one.
    Raises Refused (NOT_ALLOWED: not the system; ALREADY_EXISTS: somebody coordinates here already, and invites
    others; MISSING: no coalition; and as `found_coalition` and `invite_user`).
    """
    if not actor.is_system:
        raise refuse(ErrorCode.NOT_ALLOWED)
    if queries.has_coordinator(actor):
        raise refuse(ErrorCode.ALREADY_EXISTS, "email")
    for earlier in Invitation.objects.filter(role=Role.COORDINATOR, invited_by=None).exclude(email=""):
        revoke_invitation(actor, earlier.key)
    if new_coalition is not None:
        coalition_key = directory.found_coalition(actor, new_coalition, language=rules.clean_language(language)).key
    if coalition_key is None:
        raise refuse(ErrorCode.MISSING, "coalition")
    return invite_user(
        actor, email, role=Role.COORDINATOR, scope=Scope.COALITION, scope_key=coalition_key, language=language
    )
