"""What holds on a day, and what was confirmed lately: docs/pathways.md §2."""

from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any

from tests.graph.oracle.truth import Truth, every, yes_or_no


@cache
def span(text: str) -> tuple[date, date]:
    """First and last day that a date of the precision year, month or day may be."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(parts[0], parts[1], parts[2]), date(parts[0], parts[1], parts[2])


@cache
def reached(text: str, day: date) -> Truth:
    """Whether that date has come by a day; unknown on the days inside an imprecise one."""
    first, last = span(text)
    if day < first:
        return Truth.NO
    if first < last and day <= last:
        return Truth.UNKNOWN
    return Truth.YES


def seen_by(row: dict[str, Any], day: date) -> bool:
    """Whether the source vouches by that day: from the first day of `as_of`."""
    return row["as_of"] is not None and day >= span(row["as_of"])[0]


def begun(row: dict[str, Any], day: date) -> Truth:
    if row["since"] is None:
        return Truth.YES if seen_by(row, day) else Truth.UNKNOWN
    truth = reached(row["since"], day)
    if row["since_basis"] == "period" and truth is Truth.NO:
        return Truth.UNKNOWN
    return truth


def not_over(row: dict[str, Any], day: date) -> Truth:
    if row["until"] is None:
        if row["ongoing"] is False:
            return Truth.NO if seen_by(row, day) else Truth.UNKNOWN
        return Truth.YES
    truth = Truth(Truth.YES - reached(row["until"], day))
    if row["until_basis"] == "period" and truth is Truth.NO:
        return Truth.UNKNOWN
    return truth


def in_force(row: dict[str, Any], day: date) -> Truth:
    return every([begun(row, day), not_over(row, day)])


def confirmed(row: dict[str, Any], day: date, days: int) -> Truth:
    """Yes up to so many days after the first day of `as_of`, and on every day before it; else unknown."""
    if row["as_of"] is None:
        return Truth.UNKNOWN
    return max(Truth.UNKNOWN, yes_or_no((day - span(row["as_of"])[0]).days <= days))
