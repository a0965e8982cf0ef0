"""What an organization is called and whether it exists, on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth
from registry.core.translations import LANGUAGES, Text, in_language

ACTIVE, CLOSED, MERGED, UNKNOWN = "active", "closed", "merged", "unknown"
_EXISTS = {ACTIVE: Truth.YES, CLOSED: Truth.NO, MERGED: Truth.NO}


class Name(Protocol):
    use: str
    language: str
    text: str

    @property
    def period(self) -> Period: ...


class State(Protocol):
    status: str

    @property
    def since(self) -> PartialDate | None: ...


S = TypeVar("S", bound=State)


def names_on(rows: Iterable[Name], day: date) -> dict[str, str]:
    """What it was called on that day: language, or `original`, → name.

    A former name counts until it ended; one whose end nobody knows was never current. Where several could
    hold, the one that is surely not over and ends first is the one of that time.
    """
    found: dict[str, tuple[tuple[bool, date], str]] = {}
    for row in rows:
        period = row.period
        if row.use == "variant" or (row.use == "former" and period.until is None):
            continue
        if period.holds_on(day) is Truth.NO:
            continue
        ends = period.until.first_day if period.until else date.max
        rank = (period.over_on(day) is not Truth.NO, ends)
        language = row.language if row.language in LANGUAGES else "original"
        if language not in found or rank < found[language][0]:
            found[language] = (rank, row.text)
    return {language: text for language, (_, text) in found.items()}


def name_on(rows: Iterable[Name], language: str, day: date) -> Text:
    """Its name on that day in `language`, else in another one, labelled; a variant rather than nothing."""
    rows = list(rows)
    name = in_language(names_on(rows, day), language)
    return name if name.text or not rows else Text(rows[0].text, rows[0].language or None)


@dataclass(frozen=True)
class Standing(Generic[S]):
    """`possible`: the statuses that it may have on the day, oldest first; `exists`: neither closed nor merged.

    `row` is the latest that may hold; None when nothing was ever said, which is taken as active.
    """

    possible: tuple[str, ...]
    exists: Truth
    row: S | None

    @property
    def status(self) -> str:
        return self.possible[-1]


def standing_on(rows: Sequence[S], day: date) -> Standing[S]:
    """The state of an organization on that day: from `since` on; without one, on every day (docs/pathways.md §3).

    Before its first state it was active, unless that state says that nobody knows.
    """
    ordered = sorted(rows, key=lambda row: row.since.first_day if row.since else date.min)
    possible: list[str] = [UNKNOWN if ordered and ordered[0].status == UNKNOWN else ACTIVE]
    latest: S | None = None
    for row in ordered:
        begun = Truth.YES if row.since is None else Period(since=row.since).begun_on(day)
        if begun is Truth.NO:
            continue
        possible = [row.status] if begun is Truth.YES else list(dict.fromkeys([*possible, row.status]))
        latest = row
    verdicts = {_EXISTS.get(status, Truth.UNKNOWN) for status in possible}
    return Standing(tuple(possible), verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN, latest)
