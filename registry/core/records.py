"""Records of a file on their way into the registry: plain values, read and found sound (docs/loading.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .dates import PartialDate


@dataclass(frozen=True, slots=True)
class Source:
    """One place in a document that says what a record says."""

    type: str
    reference: str
    section: str = ""
    page: int | None = None
    read_on: PartialDate | None = None
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What to write of one thing: for a new one all of it, else only what changed since its file was last loaded.

    `columns` are values of its own row, `links` {column: key of another thing}, `parts` the rows beside it, by
    name; `sources` is None where they did not change. `fields` names all that changed. `collection`, `digest` and
    `digests` are what is remembered of it (`LoadedRecord`).
    """

    key: str
    new: bool
    columns: Mapping[str, Any]
    links: Mapping[str, str | None]
    parts: Mapping[str, Any]
    sources: Sequence[Source] | None
    fields: tuple[str, ...]
    collection: str
    digest: str
    digests: Mapping[str, str] = field(default_factory=dict)


def day_of_change(today: date, begun: date | None, as_of: PartialDate | None) -> date:
    """From which day a changed state holds, where its file doesn't say.

    From the day of loading; or from the first day for which its source newly vouches (`as_of`, None where it did
    not change), if that lies after the state in force had `begun` and not in the future.
    """
    if as_of is None or as_of.first_day > today or (begun is not None and as_of.first_day <= begun):
        return today
    return as_of.first_day
