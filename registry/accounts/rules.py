"""Decisions about users, invitations and tokens that need no database."""

import hashlib
import hmac
import secrets
from collections.abc import Container
from datetime import datetime, timedelta

from registry.core.actor import ROLES_OF_SCOPE, Role, Scope
from registry.core.errors import ErrorCode
from registry.core.translations import LANGUAGES
from registry.core.validation import Checks

INVITATION_DAYS = 7
PENDING_INVITATIONS_MAX = 50
TOKEN_DAYS_MAX = 365
TOKENS_MAX = 20
FEEDS_MAX = 50
TOKEN_NAME_MAX = 80
USE_NOTED_EVERY = timedelta(hours=1)
ACCESSES = ("read", "write")

_TOKEN_MARK = "registre"


def clean_email(text: str) -> str:
    """The address as it is kept: trimmed, in lower case.

    Raises Refused (MISSING, TOO_LONG, NOT_A_TEXT, NOT_AN_EMAIL).
    """
    checks = Checks()
    email = checks.email("email", text).lower()
    if not email:
        checks.refuse(ErrorCode.MISSING, "email")
    checks.settle()
    return email


def clean_language(code: str) -> str:
    """One of the site's languages. Raises Refused (UNKNOWN_CODE, MISSING)."""
    return _code("language", code, LANGUAGES)


def clean_role(role: str, scope: str) -> tuple[Role, Scope]:
    """A role that exists in that scope: coordinators in a coalition, leads in a group, the others in an organization.

    Raises Refused (UNKNOWN_CODE, MISSING).
    """
    where = Scope(_code("scope", scope, list(Scope)))
    return Role(_code("role", role, ROLES_OF_SCOPE[where])), where


def clean_access(access: str) -> str:
    """What an API token may do. Raises Refused (UNKNOWN_CODE, MISSING)."""
    return _code("access", access, ACCESSES)


def clean_token_name(text: str) -> str:
    """What a person calls their token. Raises Refused (MISSING, TOO_LONG, NOT_A_TEXT)."""
    checks = Checks()
    name = checks.text("name", text, TOKEN_NAME_MAX, required=True)
    checks.settle()
    return name


def clean_token_days(days: int) -> int:
    """For how many days a token is good: 1 to 365. Raises Refused (NUMBER_OUT_OF_RANGE)."""
    checks = Checks()
    checks.number("days", days, 1, TOKEN_DAYS_MAX)
    checks.settle()
    return days


def new_secret() -> str:
    """32 random bytes, as text for a header or an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is stored of the secret of a token or of a calendar feed: its SHA-256, in hexadecimal."""
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


def is_use_to_note(last_used_at: datetime | None, now: datetime) -> bool:
    """Whether the use of a token or of a calendar feed is to be noted again."""
    return last_used_at is None or now - last_used_at >= USE_NOTED_EVERY


def is_pending(expires_at: datetime, now: datetime, accepted_at: datetime | None, revoked_at: datetime | None) -> bool:
    """Whether an invitation may still be accepted."""
    return accepted_at is None and revoked_at is None and now < expires_at


def _code(field: str, value: str, known: Container[str]) -> str:
    checks = Checks()
    code = checks.code(field, value, known, required=True)
    checks.settle()
    return code
