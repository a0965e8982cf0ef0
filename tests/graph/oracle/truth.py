"""Yes, no and unknown (Kleene), docs/pathways.md."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """In the order in which *and* is the least and *or* the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def yes_or_no(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO


def every(values: Iterable[Truth]) -> Truth:
    """*And*: yes where there is nothing to meet."""
    return min(values, default=Truth.YES)


def some(values: Iterable[Truth]) -> Truth:
    """*Or*: no where there is nothing to choose from."""
    return max(values, default=Truth.NO)
