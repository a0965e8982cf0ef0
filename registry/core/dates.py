"""Dates known to the day, the month or the year, and what holds on a day (docs/pathways.md §2).

Days are Montréal's. Periods are half-open: an exact `until` is the first day on which it no longer holds.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self
from zoneinfo import ZoneInfo

from registry.core.logic import Truth, all_of, negate

Precision = Literal["year", "month", "day"]

_FORM = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)

# Montréal keeps Toronto's time; its own zone name is an alias that some systems leave out.
_ZONE = ZoneInfo("America/Toronto")


class Basis(StrEnum):
    """How one value is known."""

    STATED = "stated"
    INFERRED = "inferred"
    PERIOD = "period"
    PARTICIPATION = "participation"
    CITED_LATER = "cited_later"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class PartialDate:
    """A day, or *sometime in* a month or a year; kept with the precision with which it is known.

    Two of them have no order (is 2024 before 2024-03?): compare their first or last days.

    Raises:
        ValueError: no such day, a day without a month, or a year outside 1000 to 9999.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9999 or (self.month is None and self.day is not None):
            raise ValueError("A date is a year from 1000 to 9999, then maybe a month, then maybe a day.")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date written as YYYY, YYYY-MM or YYYY-MM-DD.

        Raises:
            ValueError: any other form, or a month or day that does not exist.
        """
        form = _FORM.fullmatch(text)
        if form is None:
            raise ValueError(f"Not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {text!r}")
        year, month, day = form.groups()
        return cls(int(year), None if month is None else int(month), None if day is None else int(day))

    @classmethod
    def of(cls, day: date) -> Self:
        """An exactly known day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """How finely it is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @cached_property
    def first_day(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def last_day(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.first_day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


@dataclass(frozen=True)
class Period:
    """How long something holds, and who vouches for it when (docs/pathways.md §2).

    A bound whose basis is `period` is only that of the document's own period: beyond it, unknown.
    `ongoing` tells what a missing `until` means: true = it goes on, false = it is over, None = not said.
    `as_of` is the latest date for which a source vouches. `confirmed` is the latest day on which the thing
    was confirmed in this registry, `first_confirmed` the earliest (the same one, if there is only one).
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    since_basis: Basis | None = None
    until_basis: Basis | None = None
    ongoing: bool | None = None
    as_of: PartialDate | None = None
    confirmed: date | None = None
    first_confirmed: date | None = None

    def begun_on(self, day: date) -> Truth:
        """Whether it has begun by that day."""
        if self.since is not None:
            begun = _reached(self.since, day)
            return Truth.UNKNOWN if begun is Truth.NO and self.since_basis is Basis.PERIOD else begun
        seen = self.first_seen
        return Truth.YES if seen is not None and day >= seen else Truth.UNKNOWN

    def over_on(self, day: date) -> Truth:
        """Whether it no longer holds on that day, whether or not it ever began."""
        if self.until is not None:
            over = _reached(self.until, day)
            return Truth.UNKNOWN if over is Truth.YES and self.until_basis is Basis.PERIOD else over
        if self.ongoing is not False:
            return Truth.NO
        return Truth.YES if self.as_of is not None and day >= self.as_of.first_day else Truth.UNKNOWN

    def holds_on(self, day: date) -> Truth:
        """Whether it is in force on that day."""
        return all_of((self.begun_on(day), negate(self.over_on(day))))

    @property
    def first_seen(self) -> date | None:
        """The earliest day for which anyone vouches."""
        return min(self._seen(self.first_confirmed or self.confirmed), default=None)

    @property
    def last_confirmed(self) -> date | None:
        """The latest day for which a source, or whoever confirmed it in this registry, vouches."""
        return max(self._seen(self.confirmed), default=None)

    @property
    def real_since(self) -> PartialDate | None:
        """Its beginning, unless that is only the one of the document's own period."""
        return None if self.since_basis is Basis.PERIOD else self.since

    @property
    def real_until(self) -> PartialDate | None:
        """Its end, unless that is only the one of the document's own period."""
        return None if self.until_basis is Basis.PERIOD else self.until

    def vouched_on(self, day: date, limit: int) -> Truth:
        """Whether anybody vouched for a term in the `limit` days before; one with an end needs nobody to.

        A source that tells when the term began vouches for that day.
        """
        if self.real_until:
            return Truth.YES
        begun = self.since.first_day if self.since else None
        seen = [one for one in (self.last_confirmed, begun) if one]
        return confirmed_on(day, max(seen, default=None), limit)

    def to_confirm_on(self, day: date, limit: int) -> bool:
        """Whether it isn't certain that a term holds on that day, or nobody vouched for it lately (`vouched_on`)."""
        return not (self.holds_on(day) is Truth.YES and self.vouched_on(day, limit) is Truth.YES)

    def _seen(self, here: date | None) -> list[date]:
        source = None if self.as_of is None else self.as_of.first_day
        return [day for day in (source, here) if day is not None]


def confirmed_on(day: date, last_confirmed: date | None, limit: int) -> Truth:
    """Yes up to `limit` days after the last confirmation (and on any day before it), then unknown.

    Never *no*: a state that nobody has confirmed lately may well still hold. Without a confirmation it is
    unknown always (docs/pathways.md §2).
    """
    if last_confirmed is None or (day - last_confirmed).days > limit:
        return Truth.UNKNOWN
    return Truth.YES


def montreal_today() -> date:
    """The current day in Montréal."""
    return montreal_day(datetime.now(_ZONE))


def montreal_day(moment: datetime) -> date:
    """The day that it is in Montréal at a moment, which has a time zone."""
    return moment.astimezone(_ZONE).date()


def _reached(bound: PartialDate, day: date) -> Truth:
    """Whether a bound lies on or before a day; unknown inside an imprecise one, its last day included."""
    if day < bound.first_day:
        return Truth.NO
    return Truth.YES if bound.precision == "day" or day > bound.last_day else Truth.UNKNOWN
