"""Three truth values: what nobody said is neither yes nor no (Kleene's strong logic; docs/pathways.md)."""

from collections.abc import Iterable
from enum import Enum
from typing import Self


class Truth(Enum):
    """Whether something holds: yes, no, or unknown because no source says it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, holds: bool) -> Self:
        """The truth value of something that is known to hold or known not to."""
        return cls("yes" if holds else "no")

    def __bool__(self) -> bool:
        """Refuse to be read as true or false, since an unknown is neither.

        Raises:
            TypeError: always; compare with a value instead (`is Truth.YES`, `is not Truth.NO`).
        """
        raise TypeError("A truth value is not a boolean: compare it with Truth.YES, Truth.NO or Truth.UNKNOWN.")


def all_of(values: Iterable[Truth]) -> Truth:
    """*And*: no if any is no, else unknown if any is unknown, else yes (also of nothing)."""
    result = Truth.YES
    for value in values:
        if value is Truth.NO:
            return Truth.NO
        if value is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """*Or*: yes if any is yes, else unknown if any is unknown, else no (also of nothing)."""
    result = Truth.NO
    for value in values:
        if value is Truth.YES:
            return Truth.YES
        if value is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def negate(value: Truth) -> Truth:
    """*Not*: yes and no change places, unknown stays."""
    if value is Truth.UNKNOWN:
        return Truth.UNKNOWN
    return Truth.NO if value is Truth.YES else Truth.YES
