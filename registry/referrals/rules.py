"""Decisions on referral agreements that need no database."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import TypeVar

from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import Checks
from registry.directory.rules import Beginning, in_force

FORMALITIES = ("formal", "informal", "in_development")
AUDIENCES = ("public", "partners", "parties")
LONGEST_PROMISE_DAYS = 365
MOST_CODES = 30
LONGEST_REASON = 300
T = TypeVar("T", bound=Beginning)


@dataclass(frozen=True, slots=True)
class Cover:
    """What an agreement covers: codes of needs and populations, conditions as facts, and how firm it is.

    `promised_days`: within how many days an answer is promised.
    """

    needs: Sequence[str]
    formality: str = "formal"
    populations: Sequence[str] = ()
    conditions_all: Sequence[str] = ()
    conditions_any: Sequence[str] = ()
    promised_days: Decimal | None = None


def checked_cover(cover: Cover, known: Mapping[str, Container[str]]) -> Cover:
    """The cover with no code twice; `known` gives the codes of each taxonomy.

    Raises Refused (MISSING, TOO_MANY, UNKNOWN_CODE, NUMBER_OUT_OF_RANGE), with all that is wrong.
    """
    checks = Checks()
    facts = known["condition_facts"]
    clean = Cover(
        needs=checks.codes("needs", cover.needs, known["needs"], MOST_CODES),
        formality=checks.code("formality", cover.formality, FORMALITIES, required=True),
        populations=checks.codes("populations", cover.populations, known["populations"], MOST_CODES),
        conditions_all=checks.codes("conditions_all", cover.conditions_all, facts, MOST_CODES),
        conditions_any=checks.codes("conditions_any", cover.conditions_any, facts, MOST_CODES),
        promised_days=cover.promised_days,
    )
    if not cover.needs:
        checks.refuse(ErrorCode.MISSING, "needs")
    promised = cover.promised_days
    if promised is not None and not (promised.is_finite() and 0 <= promised <= LONGEST_PROMISE_DAYS):
        checks.refuse(ErrorCode.NUMBER_OUT_OF_RANGE, "promised_days", min=0, max=LONGEST_PROMISE_DAYS)
    checks.settle()
    return clean


def checked_audience(audience: str) -> str:
    """Raises Refused (UNKNOWN_CODE) for anything but public, partners or parties."""
    checks = Checks()
    code = checks.code("audience", audience, AUDIENCES, required=True)
    checks.settle()
    return code


def checked_reason(reason: str) -> str:
    """A short reason that names nobody. Raises Refused (TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL)."""
    checks = Checks()
    text = checks.prose("reason", reason, LONGEST_REASON)
    checks.settle()
    return text


def check_ends(origin: str | None, target: str, proposed_by: str) -> None:
    """An agreement joins two organizations, one of which proposes it. Raises Refused (SAME_THING, NOT_ALLOWED)."""
    if origin == target:
        raise refuse(ErrorCode.SAME_THING, "target")
    if proposed_by not in (origin, target):
        raise refuse(ErrorCode.NOT_ALLOWED, "proposed_by")


def check_start(since: PartialDate | None) -> None:
    """An agreement begins on a day that may be written. Raises Refused (DATE_OUT_OF_RANGE)."""
    checks = Checks()
    checks.partial_date("since", since)
    checks.settle()


def check_terms_day(day: date, begins: date | None, ends: date | None) -> None:
    """New terms begin on a day on which the agreement may hold. Raises Refused (DATES_REVERSED)."""
    if (ends is not None and day >= ends) or (begins is not None and day < begins):
        raise refuse(ErrorCode.DATES_REVERSED, "since")


def check_end(since: PartialDate | None, until: PartialDate) -> None:
    """An agreement ends after it began. Raises Refused (DATES_REVERSED, DATE_OUT_OF_RANGE)."""
    checks = Checks()
    checks.partial_date("until", until)
    checks.settle()
    if since is not None and until.last_day <= since.first_day:
        raise refuse(ErrorCode.DATES_REVERSED, "until")


def until_next_change(rows: Sequence[T], day: date, fields: Collection[str]) -> list[T]:
    """The terms after `day`, in order, that still say of these fields what those in force on that day say."""
    held = in_force(rows, day)
    later = sorted((row for row in rows if row.since and row.since > day), key=lambda row: row.since or day)
    return list(takewhile(lambda row: all(getattr(row, name) == getattr(held, name) for name in fields), later))
