"""API tokens, which people make for themselves."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from registry.core.actions import require_system
from registry.core.actor import Actor, Scope
from registry.core.errors import ErrorCode, refuse
from registry.core.ids import new_key
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import ApiToken
from ._holding import end_tokens


@action
def create_api_token(
    actor: Actor,
    name: str,
    *,
    access: str = "read",
    organization_key: str | None = None,
    days: int = 90,
    version: int | None = None,
) -> ApiToken:
    """A token for the API that carries all of one's grants, or only the one in an organization, for `days` days.

    The whole token is in `plain` of what is returned, this once; only a digest is kept.
    Raises Refused (SIGN_IN_NEEDED, NOT_ALLOWED: a token makes no token; MISSING, TOO_LONG, NOT_A_TEXT,
    UNKNOWN_CODE, NUMBER_OUT_OF_RANGE, NOT_FOUND: no grant in that organization; TOO_MANY, STALE_WRITE).
    """
    user = queries.user_for_change(actor, queries.me(actor).thing.key)
    if not policy.may(actor, "create_api_token", user):
        raise refuse(ErrorCode.NOT_ALLOWED)
    expect_version(user, version)
    access = rules.clean_access(access)
    now = timezone.now()
    if user.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= rules.TOKENS_MAX:
        raise refuse(ErrorCode.TOO_MANY, "name", max=rules.TOKENS_MAX)
    limit = None
    if organization_key is not None:
        limit = queries.my_grants(actor).filter(scope=Scope.ORGANIZATION, organization__key=organization_key).first()
        if limit is None:
            raise refuse(ErrorCode.NOT_FOUND, "organization_key")
    key, secret = new_key(), rules.new_secret()
    token = ApiToken.objects.create(
        key=key,
        user=user,
        name=rules.clean_token_name(name),
        access=access,
        organization=limit.organization if limit else None,
        digest=rules.digest_of(secret),
        expires_at=now + timedelta(days=rules.clean_token_days(days)),
    )
    record(actor, "user.token_created", user, fields=["tokens"], codes={"token": key, "access": access})
    token.plain = rules.write_token(key, secret)
    return token


@action
def revoke_api_token(actor: Actor, key: str) -> ApiToken:
    """Make a token worth nothing from the next request on. Doing it twice changes nothing more.

    Raises Refused (NOT_FOUND, NOT_ALLOWED).
    """
    token = queries.for_change(actor, queries.visible_tokens(actor), key, "revoke_api_token")
    if token.revoked_at is None:
        end_tokens(actor, ApiToken.objects.filter(pk=token.pk))
        record(actor, "user.token_revoked", token.user, fields=["tokens"], codes={"token": key})
    token.refresh_from_db()
    return token


@action
def note_token_use(actor: Actor, key: str) -> None:
    """Remember that a token was used, at most once an hour; the journal need not know. System only (NOT_ALLOWED)."""
    require_system(actor)
    now = timezone.now()
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - rules.USE_NOTED_EVERY)
    ApiToken.objects.filter(long_ago, key=key).update(last_used_at=now)
