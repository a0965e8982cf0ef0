"""When an activity took place, and what may be written of it; no database."""

import datetime
import math
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.core.dates import PartialDate, Period
from registry.core.errors import ErrorCode
from registry.core.logic import Truth
from registry.core.validation import FIRST_DAY, Checks

SIGNATORY = "signatory"
SIGNING = (SIGNATORY, "organizer")
MOST_QUANTITIES = 20
LARGEST = 10**12
MEASURED = frozenset({"percent", "cad", "hour", "week", "month", "year", "other"})
"""Units of which there may be a part of one; all others count persons or things."""
DONE = "done"


@dataclass(frozen=True, slots=True)
class When:
    """The time of an activity: a date, a period, or some day of a window; nothing where no source tells."""

    date: PartialDate | None
    period: Period
    window: Period

    def on(self, day: datetime.date) -> Truth:
        """Whether it took place, or went on, on that day.

        Inside a month, a year or a window nobody can say; an activity of no known time may have been on any day.
        """
        if self.date is not None:
            if not self.date.first_day <= day <= self.date.last_day:
                return Truth.NO
            return Truth.YES if self.date.precision == "day" else Truth.UNKNOWN
        if self.window.since or self.window.until:
            return Truth.NO if self.window.holds_on(day) is Truth.NO else Truth.UNKNOWN
        return self.period.holds_on(day)


def check_when(checks: Checks, when: When) -> None:
    """Only one of date, period and window, each of which ends after it begins: DATE_AND_PERIOD, DATES_REVERSED."""
    told = {
        "date": when.date is not None,
        "since": _told(when.period),
        "within_since": _told(when.window),
    }
    given = [field for field, is_told in told.items() if is_told]
    if len(given) > 1:
        checks.refuse(ErrorCode.DATE_AND_PERIOD, given[1])
    for field, span in (("until", when.period), ("within_until", when.window)):
        if span.since and span.until and _reversed(span.since, span.until):
            checks.refuse(ErrorCode.DATES_REVERSED, field)


def check_done(checks: Checks, status: str, when: When, today: datetime.date) -> None:
    """What is done has happened: it is not told of a day, or a time begun, after `today`. DATE_OUT_OF_RANGE."""
    told = {"date": when.date, "since": when.period.since, "within_since": when.window.since}
    for field, begun in told.items() if status == DONE else ():
        if begun is not None and begun.first_day > today:
            checks.refuse(ErrorCode.DATE_OUT_OF_RANGE, field, first=FIRST_DAY, last=today)


def clean_quantities(
    checks: Checks, field: str, given: object, units: Container[str], approximations: Container[str]
) -> list[dict[str, Any]]:
    """Figures {code, value, unit, approx}: none below zero, and whole numbers of what is counted.

    TOO_MANY, MISSING, TOO_LONG, UNKNOWN_CODE, NOT_A_NUMBER, NUMBER_OUT_OF_RANGE; what is no figure is MISSING.
    """
    figures: Sequence[object] = given if isinstance(given, list | tuple) else ()
    if len(figures) > MOST_QUANTITIES:
        checks.refuse(ErrorCode.TOO_MANY, field, max=MOST_QUANTITIES)
        return []
    found = []
    for figure in figures:
        told: Mapping[str, Any] = figure if isinstance(figure, Mapping) else {}
        found.append(
            {
                "code": checks.text(field, told.get("code"), 64, required=True),
                "value": _number(checks, field, told.get("value"), whole=told.get("unit") not in MEASURED),
                "unit": checks.code(field, told.get("unit"), units, required=True),
                "approx": checks.code(field, told.get("approx") or "exact", approximations),
            }
        )
    return found


def signs_with(acts: Mapping[int, Collection[tuple[int, str]]], organization: int) -> dict[int, list[int]]:
    """Who signs with an organization: {other organization: the acts in which they do}, the acts in the order given.

    `acts` gives who takes part in each, and in which role of SIGNING; all are primary keys. One of the two signs: who
    organizes what another one signs puts its name to it too.
    """
    found: dict[int, list[int]] = {}
    for act, parties in acts.items():
        own = {role for party, role in parties if party == organization}
        others = {party for party, role in parties if party != organization and SIGNATORY in {role, *own}}
        for other in sorted(others) if own else ():
            found.setdefault(other, []).append(act)
    return found


def _told(span: Period) -> bool:
    return span.since is not None or span.until is not None


def _reversed(since: PartialDate, until: PartialDate) -> bool:
    return since.first_day > until.last_day or (since == until and since.precision == "day")


def _number(checks: Checks, field: str, value: object, *, whole: bool) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        checks.refuse(ErrorCode.NOT_A_NUMBER, field)
        return None
    if not 0 <= value < LARGEST:
        checks.refuse(ErrorCode.NUMBER_OUT_OF_RANGE, field, min=0, max=LARGEST - 1)
        return None
    if whole and value != int(value):
        checks.refuse(ErrorCode.NOT_A_NUMBER, field)
        return None
    return int(value) if value == int(value) else float(value)
