"""What a service's intake says on a day, and what it costs: docs/pathways.md §3 *intake*, §5 *End*."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor

from tests.graph.oracle.dates import begun, confirmed, in_force, not_over
from tests.graph.oracle.truth import Truth
from tests.graph.oracle.world import Row

ACCEPTING = ("open", "limited", "waitlist")
INTAKE_DAYS = 30


def intake(service: Row, day: date) -> Truth:
    periods = _possible(service, day)
    surely_some = any(in_force(row, day) is Truth.YES for row in periods) or _cover(periods, day)
    if surely_some and all(row["status"] in ACCEPTING and _is_confirmed(row, day) for row in periods):
        return Truth.YES
    if surely_some and not any(row["status"] in ACCEPTING for row in periods):
        return Truth.NO
    return Truth.UNKNOWN


def _possible(service: Row, day: date) -> list[Row]:
    return [row for row in service["intake_periods"] if in_force(row, day) is not Truth.NO]


def _is_confirmed(row: Row, day: date) -> bool:
    ends = row["until"] is not None and row["until_basis"] != "period"
    return ends or confirmed(row, day, INTAKE_DAYS) is Truth.YES


def _cover(periods: list[Row], day: date) -> bool:
    """The first has begun, the last isn't over, and each ends in the very span in which the next begins."""
    return (
        bool(periods)
        and begun(periods[0], day) is Truth.YES
        and not_over(periods[-1], day) is Truth.YES
        and all(_join(one, other) for one, other in pairwise(periods))
    )


def _join(one: Row, other: Row) -> bool:
    bases = (one["until_basis"], other["since_basis"])
    return one["until"] is not None and one["until"] == other["since"] and "period" not in bases


def end_cost(service: Row, day: date) -> int:
    """Thousandths of a day at the door: the dearest possible accepting state, else the last one before."""
    accepting = [_cost(row) for row in _possible(service, day) if row["status"] in ACCEPTING]
    before = [
        _cost(row) for row in service["intake_periods"] if row["status"] in ACCEPTING and not_over(row, day) is Truth.NO
    ]
    return max(accepting) if accepting else (before or [0])[-1]


def thousandths(days: Fraction) -> int:
    """Of a day, rounded half up."""
    return floor(1000 * days + Fraction(1, 2))


def _cost(row: Row) -> int:
    if row["status"] == "waitlist":
        wait = row.get("wait_days")
        return 30_000 if wait is None else thousandths(Fraction(str(wait)))
    return {"open": 0, "limited": 3000}[row["status"]]
