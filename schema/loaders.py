"""Reading what several things need in one statement.

Rows that were read together know each other: they are *peers*. The first of them that is asked for its services,
sources or names reads them for all; the others find theirs there. So each level of a query costs as many
statements as it has fields with rows of their own, however many rows there are, and nothing has to be declared
ahead (docs/decisions/0041).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet, prefetch_related_objects

M = TypeVar("M", bound=Model)
C = TypeVar("C", bound=Model)
V = TypeVar("V")


class Peers(Generic[M]):
    """Rows that were read together, each once, and the day that questions about them are about."""

    def __init__(self, rows: Iterable[M], day: date) -> None:
        self.rows = list({row.pk: row for row in rows}.values())
        self.day = day
        self._read: dict[Hashable, Any] = {}

    def once(self, what: Hashable, read: Callable[[list[M]], V]) -> V:
        """What `read` gives for all the rows; it is called once for each `what`."""
        if what not in self._read:
            self._read[what] = read(self.rows)
        found: V = self._read[what]
        return found

    def each(self) -> "list[Row[M]]":
        return [Row(row, self) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Row(Generic[M]):
    """One thing as resolvers get it."""

    thing: M
    peers: Peers[M]

    @property
    def day(self) -> date:
        """The day that was asked about above it; today where none was."""
        return self.peers.day

    def with_rows(self, *lookups: str) -> M:
        """The thing, with these relations read for all peers."""
        for lookup in lookups:
            self.peers.once(("rows", lookup), partial(_prefetch, lookup))
        return self.thing

    def by_key(self, what: Hashable, read: Callable[[list[M]], Mapping[str, V]], default: Any) -> V:
        """This thing's part of what `read` gives for all peers by their keys."""
        found: V = self.peers.once(what, read).get(str(getattr(self.thing, "key", "")), default)
        return found


def _prefetch(lookup: str, rows: list[Any]) -> None:
    prefetch_related_objects(rows, lookup)


def alone(thing: M, day: date) -> Row[M]:
    """A thing that has no peers."""
    return Row(thing, Peers([thing], day))


def one(row: Row[Any], name: str, scope: Callable[[], QuerySet[C]], day: date | None = None) -> Row[C] | None:
    """The thing that a foreign key of the row names; None where it names none, or none that `scope` has."""
    day = day or row.day

    def read(rows: list[Any]) -> dict[int, Row[C]]:
        wanted = {getattr(peer, f"{name}_id") for peer in rows} - {None}
        found = Peers(scope().filter(pk__in=wanted), day) if wanted else Peers[C]([], day)
        return {found_row.thing.pk: found_row for found_row in found.each()}

    found = row.peers.once(("one", name, day), read)
    return found.get(getattr(row.thing, f"{name}_id"))


def many(row: Row[Any], name: str, day: date | None = None) -> list[Row[Any]]:
    """The few rows of a reverse relation, in their order, peers of those of the row's peers."""
    day = day or row.day
    row.with_rows(name)

    def read(rows: list[Any]) -> Peers[Any]:
        return Peers((child for peer in rows for child in getattr(peer, name).all()), day)

    found = row.peers.once(("many", name, day), read)
    return [Row(child, found) for child in getattr(row.thing, name).all()]


def children(row: Row[Any], parent: str, scope: Callable[[], QuerySet[Any]]) -> list[Row[Any]]:
    """The few rows of `scope` that name the row by their foreign key `parent`; read for all peers."""

    def read(rows: list[Any]) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = {}
        within = Peers[Any](scope().filter(**{f"{parent}__in": [peer.pk for peer in rows]}), row.day)
        for child in within.each():
            found.setdefault(getattr(child.thing, f"{parent}_id"), []).append(child)
        return found

    model = scope().model
    return row.peers.once(("children", model, parent), read).get(row.thing.pk, [])
