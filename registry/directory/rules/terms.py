"""Rows that follow each other: each holds from its first day (None: always) until the next one begins."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Beginning(Protocol):
    @property
    def since(self) -> date | None: ...


B = TypeVar("B", bound=Beginning)


def in_force(rows: Iterable[B], day: date) -> B | None:
    """The one row that holds on that day; None before the first."""
    begun = [row for row in rows if row.since is None or row.since <= day]
    return max(begun, key=lambda row: row.since or date.min, default=None)
