"""Decisions about users, invitations and tokens that need no database."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from registry.core.actor import ROLES_OF_SCOPE, Role, Scope
from registry.core.errors import ErrorCode, refuse
from registry.core.translations import LANGUAGES

INVITATION_DAYS = 7
PENDING_INVITATIONS_MAX = 50
TOKEN_DAYS_MAX = 365
TOKENS_MAX = 20
TOKEN_NAME_MAX = 80
USE_NOTED_EVERY = timedelta(hours=1)
EMAIL_MAX = 254

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_TOKEN_MARK = "registre"


def clean_email(text: str) -> str:
    """The address as it is kept: trimmed, in lower case. Raises Refused (MISSING, TOO_LONG, NOT_AN_EMAIL)."""
    email = text.strip().lower()
    if not email:
        raise refuse(ErrorCode.MISSING, "email")
    if len(email) > EMAIL_MAX:
        raise refuse(ErrorCode.TOO_LONG, "email", max=EMAIL_MAX)
    if not _EMAIL.fullmatch(email) or ".." in email or email[0] == "." or ".@" in email:
        raise refuse(ErrorCode.NOT_AN_EMAIL, "email")
    return email


def clean_language(code: str) -> str:
    """One of the site's languages. Raises Refused (UNKNOWN_CODE)."""
    if code not in LANGUAGES:
        raise refuse(ErrorCode.UNKNOWN_CODE, "language", value=code)
    return code


def clean_role(role: str, scope: str) -> tuple[Role, Scope]:
    """A role that exists in that scope (design: a coalition has coordinators, a group leads, an organization
    readers, contributors and administrators). Raises Refused (UNKNOWN_CODE)."""
    if scope not in {known.value for known in Scope}:
        raise refuse(ErrorCode.UNKNOWN_CODE, "scope", value=scope)
    if role not in {known.value for known in ROLES_OF_SCOPE[Scope(scope)]}:
        raise refuse(ErrorCode.UNKNOWN_CODE, "role", value=role)
    return Role(role), Scope(scope)


def clean_token_name(text: str) -> str:
    """What a person calls their token. Raises Refused (MISSING, TOO_LONG, NOT_A_TEXT)."""
    name = text.strip()
    if not name:
        raise refuse(ErrorCode.MISSING, "name")
    if len(name) > TOKEN_NAME_MAX:
        raise refuse(ErrorCode.TOO_LONG, "name", max=TOKEN_NAME_MAX)
    if not name.isprintable():
        raise refuse(ErrorCode.NOT_A_TEXT, "name")
    return name


def clean_token_days(days: int) -> int:
    """For how many days a token is good: 1 to 365. Raises Refused (NUMBER_OUT_OF_RANGE)."""
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise refuse(ErrorCode.NUMBER_OUT_OF_RANGE, "days", min=1, max=TOKEN_DAYS_MAX)
    return days


def new_secret() -> str:
    """32 random bytes, as text for a header."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is stored of a token's secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def write_token(key: str, secret: str) -> str:
    """The token as its owner sees it once: a mark that scanners for leaked secrets can know, its key, its secret."""
    return f"{_TOKEN_MARK}_{key}_{secret}"


def read_token(text: str) -> tuple[str, str] | None:
    """The key and the secret that a token is made of; None when it can't be one."""
    mark, _, rest = text.partition("_")
    key, _, secret = rest.partition("_")
    return (key, secret) if mark == _TOKEN_MARK and key and secret and text.isascii() else None


def is_secret(secret: str, digest: str) -> bool:
    """Whether `digest` is of this secret; takes as long for a near miss as for any other."""
    return hmac.compare_digest(digest_of(secret), digest)


def is_pending(expires_at: datetime, now: datetime, accepted_at: datetime | None, revoked_at: datetime | None) -> bool:
    """Whether an invitation may still be accepted."""
    return accepted_at is None and revoked_at is None and now < expires_at
