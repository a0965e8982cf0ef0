"""Decisions on meetings that need no database: what may be written of one, its quorum, and its order of business."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.validation import Checks, shown

MODES = ("in_person", "virtual", "hybrid")
OCCASIONS = ("consultations", "general_assembly")
ANSWERS = ("coming", "excused")
STATES = ("present", "excused", "absent")
OUTCOMES = ("information", "decision", "commitment")
MOST_ITEMS, MOST_OUTCOMES, MOST_INVITED = 60, 200, 500
LONGEST_TITLE, LONGEST_ROLE, LONGEST_OUTCOME, LONGEST_MINUTES = 300, 80, 2000, 200_000

Check = Callable[[Checks, str, object], Any]
T = TypeVar("T")

MEETING: dict[str, Check] = {
    "title": lambda checks, field, value: checks.text(field, value, 200),
    "occasion": lambda checks, field, value: checks.code(field, value, OCCASIONS),
    "day": lambda checks, field, value: checks.day(field, value, required=True),
    "starts_at": lambda checks, field, value: checks.time_of_day(field, value),
    "ends_at": lambda checks, field, value: checks.time_of_day(field, value),
    "mode": lambda checks, field, value: checks.code(field, value, MODES, required=True),
    "city": lambda checks, field, value: checks.text(field, value, 120),
    "place": lambda checks, field, value: checks.text(field, value, 300),
    "quorum": lambda checks, field, value: checks.number(field, value, 1, MOST_INVITED),
}
"""The fields of a meeting that people write, each with its check."""


def checked_meeting(values: Mapping[str, object], standing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values, clean; those of a meeting that stands fill in what they leave out.

    Raises Refused with all that is wrong: BAD_REQUEST for a field that there isn't, DATES_REVERSED for an end that
    does not come after the start, and what each check says.
    """
    checks = Checks()
    found: dict[str, Any] = {}
    for field, value in values.items():
        if field in MEETING:
            found[field] = MEETING[field](checks, field, value)
        else:
            checks.refuse(ErrorCode.BAD_REQUEST, field, reason=shown(field))
    whole = {**(standing or {}), **found}
    starts, ends = whole.get("starts_at"), whole.get("ends_at")
    if starts is not None and ends is not None and ends <= starts:
        checks.refuse(ErrorCode.DATES_REVERSED, "ends_at")
    checks.settle()
    return found


def check_begun(day: date, today: date) -> None:
    """What comes of a meeting is written on its day at the earliest. Raises Refused (TOO_EARLY)."""
    if today < day:
        raise refuse(ErrorCode.TOO_EARLY, "day", day=day)


@dataclass(frozen=True, slots=True)
class Attended:
    """One row of an attendance list, as it was given."""

    organization: str
    state: str
    whole: bool = True
    delegate_role: str = ""


def checked_attendance(rows: Sequence[Mapping[str, object]]) -> list[Attended]:
    """The rows, clean, each about another organization.

    Raises Refused: MISSING, TOO_MANY, ALREADY_EXISTS for an organization told twice, UNKNOWN_CODE for a state,
    PERSONAL_DETAIL for a delegate who is told by more than a role.
    """
    checks = Checks()
    if not rows:
        checks.refuse(ErrorCode.MISSING, "attendance")
    if len(rows) > MOST_INVITED:
        raise refuse(ErrorCode.TOO_MANY, "attendance", max=MOST_INVITED)
    found = [
        Attended(
            organization=checks.text("organization", row.get("organization"), 64, required=True),
            state=checks.code("state", row.get("state"), STATES, required=True),
            whole=row.get("whole") is not False,
            delegate_role=checked_role(checks, row.get("delegate_role")),
        )
        for row in rows
    ]
    if len({one.organization for one in found}) < len(found):
        checks.refuse(ErrorCode.ALREADY_EXISTS, "organization")
    checks.settle()
    return found


def checked_role(checks: Checks, value: object) -> str:
    """By which role an organization's delegate is told, on one line."""
    return " ".join(checks.prose("delegate_role", value, LONGEST_ROLE).split())


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many organizations that vote are needed and are there, and whether that is enough."""

    needed: int
    present: int
    holds: Truth


def quorum(asked: int | None, states: Iterable[str]) -> Quorum:
    """Judge a quorum by the states of those invited who vote; "" where attendance was not taken.

    Without a number that is `asked` for, it is a majority of them.
    """
    told = list(states)
    needed = asked or len(told) // 2 + 1
    present, untold = told.count("present"), told.count("")
    if present >= needed:
        holds = Truth.YES
    else:
        holds = Truth.UNKNOWN if untold and (untold == len(told) or present + untold >= needed) else Truth.NO
    return Quorum(needed, present, holds)


def moved(things: Sequence[T], thing: T, position: int) -> list[T]:
    """The things with this one at a place, from 1. Raises Refused (NUMBER_OUT_OF_RANGE)."""
    if not 1 <= position <= len(things):
        raise refuse(ErrorCode.NUMBER_OUT_OF_RANGE, "position", min=1, max=len(things))
    others = [one for one in things if one != thing]
    return [*others[: position - 1], thing, *others[position - 1 :]]


def checked_outcome(values: Mapping[str, object]) -> dict[str, Any]:
    """Kind, text and due day of an outcome; a commitment says by whom.

    Raises Refused: UNKNOWN_CODE, MISSING, TOO_LONG, PERSONAL_DETAIL, NOT_A_DAY.
    """
    checks = Checks()
    kind = checks.code("kind", values.get("kind"), OUTCOMES, required=True)
    text = checks.prose("text", values.get("text"), LONGEST_OUTCOME, required=True)
    due = checks.day("due", values.get("due"))
    checks.text("by", values.get("by"), 64, required=kind == "commitment")
    checks.settle()
    return {"kind": kind, "text": text, "due": due}


def checked_kept_on(day: object, first: date, today: date) -> date:
    """The day on which a commitment was kept (today, where none is told), from its meeting (`first`) on.

    Raises Refused: NOT_A_DAY, DATE_OUT_OF_RANGE.
    """
    checks = Checks()
    on = checks.day("on", day) or today
    checks.settle()
    if not first <= on <= today:
        raise refuse(ErrorCode.DATE_OUT_OF_RANGE, "on", first=first, last=today)
    return on


def is_late(due: date | None, kept_on: date | None, day: date) -> bool:
    """Whether what was due before the day was not kept by then."""
    return due is not None and due < day and (kept_on is None or kept_on > day)


def checked_notes(text: object) -> str:
    """Notes or minutes, in which nothing identifies a person. Raises Refused: TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL."""
    checks = Checks()
    clean = checks.prose("text", text, LONGEST_MINUTES)
    checks.settle()
    return clean
