"""What a kind of records is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.core.records import Record, Source

from ..reader import Reader
from ..report import Flaw
from ..world import World


@dataclass
class Draft:
    """One record as read: columns of its own row, links to other things by key, and the rows beside it.

    `owners` are the keys of the organizations whose people keep it up once they have claimed them.
    """

    columns: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str | None] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    owners: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Upward:
    """The field that leads from a record to another of its kind, and may never lead back to it.

    `known` gives, of what stands, the key above each key (empty: none), and `key` the key that the field means.
    Where the one above does not exist, `leave_out` takes it out of the record; without it the record is refused.
    """

    field: str
    known: Callable[[World], Mapping[str, str]]
    leave_out: Callable[[Draft], None] | None = None
    key: Callable[[str, str], str] = lambda key, told: told


@dataclass(frozen=True)
class Kind:
    """`name` is its model's. `fixed` columns and links never change: with another value it is another thing.

    `touches` names what has to be read anew of the world once records were written.
    `aggregate`: it has events of its own, which tell whether somebody edited it here.
    `clashes` gives those of the records that cannot stand beside the others and what stands, each with why.
    """

    name: str
    read: Callable[[Reader, str], Draft]
    write: Callable[[Sequence[Record], date], None]
    fixed: tuple[str, ...] = ()
    touches: str = ""
    upward: Upward | None = None
    aggregate: bool = False
    clashes: Callable[[Mapping[str, Draft], World], Mapping[str, Flaw]] | None = None


def names(reader: Reader) -> dict[str, str]:
    """The names of a thing by language, and `original`; those that are given."""
    given = reader.part("names")
    found = {language: given.text(language) for language in ("fr", "en", "es", "original")}
    given.finish()
    return {language: text for language, text in found.items() if text}


def rule(reader: Reader, name: str) -> tuple[list[str], list[str], Reader]:
    """A rule {all, any} of condition facts, and its reader for what else stands there."""
    given = reader.part(name)
    return given.codes("all", "condition_facts"), given.codes("any", "condition_facts"), given


def quantities(reader: Reader, name: str) -> list[dict[str, Any]]:
    """Figures {code, value, unit, approx, period}, as they are shown."""
    found = []
    for given in reader.parts(name):
        value = given.number("value")
        period = given.part("period")
        figure: dict[str, Any] = {
            "code": given.text("code", 64),
            "value": plain(value),
            "unit": given.code("unit", "units"),
            "approx": given.code("approx", "approximations"),
            "period": {
                "label_fr": period.text("label_fr"),
                "since": _written(period, "since"),
                "until": _written(period, "until"),
            },
        }
        figure["period"] = {key: told for key, told in figure["period"].items() if told} or None
        given.finish()
        found.append(figure)
    return found


def plain(value: Any) -> Any:
    """A number as JSON writes it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _written(reader: Reader, name: str) -> str | None:
    found = reader.partial_date(name)
    return str(found) if found else None
