"""The roles that a demonstration is entered as."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, record

from .. import queries, rules
from ..models import GrantRow, User
from ._holding import give, take, verify_email

DEMO_TLD = ".example"


@action
def load_demo_users(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> int:
    """Bring the demonstration's users to what the rows say; how many there are. Twice changes nothing more.

    A row is {email, label: {fr, en, es}, grants: [{role, scope, id}]}, with the id of the organization or group.
    These users have no password: they enter with one click, which exists only where DEMO_SIGN_IN is on.
    Raises Refused (NOT_ALLOWED: no demonstration here, or not the system; NOT_AN_EMAIL: an address that could be
    somebody's; ALREADY_EXISTS: a real user's; NOT_FOUND, UNKNOWN_CODE, NOT_A_COALITION: a grant's place).
    """
    if not (actor.is_system and settings.DEMO_SIGN_IN):
        raise refuse(ErrorCode.NOT_ALLOWED)
    for row in rows:
        _load(actor, row)
    return len(rows)


def _load(actor: Actor, row: Mapping[str, Any]) -> None:
    email = rules.clean_email(row["email"])
    if not email.endswith(DEMO_TLD):
        raise refuse(ErrorCode.NOT_AN_EMAIL, "email")
    user, new = User.objects.get_or_create(email=email, defaults={"password": "!", "demo_label": row["label"]})
    if not user.demo_label:
        raise refuse(ErrorCode.ALREADY_EXISTS, "email")
    if new:
        verify_email(actor, user)
        record(actor, "user.created", user, fields=["email", "demo_label"])
    elif user.demo_label != row["label"]:
        user.demo_label = row["label"]
        user.save(update_fields=["demo_label"])
        record(actor, "user.edited", user, fields=["demo_label"])
    kept = []
    for wanted in row["grants"]:
        role, scope = rules.clean_role(wanted["role"], wanted["scope"])
        place = queries.place(actor, scope, wanted["id"])
        held = queries.held_in(actor, user, scope, place)
        kept.append(held if held and held.role == role else give(actor, user, role, scope, place))
    for grant in GrantRow.objects.filter(user=user).exclude(pk__in=[grant.pk for grant in kept]):
        take(actor, grant, "user.grant_revoked")
