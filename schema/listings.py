"""Pages of lists: at most 100 things, in a total order, read with one statement for all parents.

A cursor is the place in the list. How long a list is, is read along with the page, or when it is asked for.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from django.db.models import Count, F, QuerySet, Value, Window
from django.db.models.functions import Least, RowNumber
from django.utils.translation import gettext as _
from graphene.relay import PageInfo

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.models import DatedQuerySet

from .context import Info
from .loaders import Peers, Row

DEFAULT_PAGE, LARGEST_PAGE = 20, 100
_CURSOR = "row:"
_FARTHEST = 10**9
Orders = Mapping[str, tuple[Any, ...]]
"""Names of orders, the usual one first, each with what it sorts by; every one ends in something unique."""


@dataclass(frozen=True)
class Span:
    """The page that was asked for: places from `after` up to `before`, the `first` or `last` so many of them."""

    after: int
    before: int
    first: int
    last: int | None

    @classmethod
    def take(cls, arguments: dict[str, Any]) -> Self:
        """Take a page's four arguments out of a field's. Raises Refused (NUMBER_OUT_OF_RANGE, BAD_REQUEST)."""
        first, last = (_size(name, arguments.pop(name, None)) for name in ("first", "last"))
        after, before = (_place(name, arguments.pop(name, None)) for name in ("after", "before"))
        if first is None:
            first = DEFAULT_PAGE if last is None else _FARTHEST
        return cls(0 if after is None else after + 1, _FARTHEST if before is None else before, first, last)

    @property
    def end(self) -> int:
        """Where it ends at the latest."""
        return min(self.before, self.after + self.first)

    def bounds(self, total: int) -> tuple[int, int]:
        """Its places in a list that is so long: from, and up to."""
        end = min(self.end, total)
        start = self.after if self.last is None else max(self.after, end - self.last)
        return start, max(start, end)


@dataclass
class Page:
    """One page: `count` is how long the whole list is, found when it is asked for."""

    rows: list[Row[Any]]
    start: int
    count: Callable[[], int]
    more: bool | None = None

    @cached_property
    def total_count(self) -> int:
        return self.count()

    @cached_property
    def edges(self) -> list["Edge"]:
        return [Edge(row, self.start + place) for place, row in enumerate(self.rows)]

    @property
    def page_info(self) -> PageInfo:
        end = self.start + len(self.rows)
        more = end < self.total_count if self.more is None else self.more
        return PageInfo(
            has_next_page=more,
            has_previous_page=self.start > 0,
            start_cursor=self.edges[0].cursor if self.rows else None,
            end_cursor=self.edges[-1].cursor if self.rows else None,
        )


@dataclass(frozen=True)
class Edge:
    node: Row[Any]
    place: int

    @property
    def cursor(self) -> str:
        return b64encode(f"{_CURSOR}{self.place}".encode()).decode()


@dataclass(frozen=True)
class Listing:
    """A list that hangs on things: its rows name their parent by the foreign key `parent`, in the order `order`.

    `what` tells it from every other list of the same things: what it lists, and by which arguments.
    """

    parent: str
    scope: Callable[[], QuerySet[Any]]
    order: tuple[Any, ...]
    what: tuple[Any, ...]

    def page(self, row: Row[Any], span: Span, day: date) -> Page:
        """The row's page; those of all its peers are read with it."""
        what = (self.parent, day, span, self.what)
        found = row.peers.once((*what, "pages"), lambda rows: self._read(rows, span, day))
        mine = found.get(row.thing.pk, [])

        def count() -> int:
            if mine:
                return int(mine[0].thing.page_total)
            totals = row.peers.once((*what, "totals"), self._totals)
            return totals.get(row.thing.pk, 0)

        start = mine[0].thing.page_row - 1 if mine else span.after
        return Page(mine, start, count)

    def _read(self, rows: list[Any], span: Span, day: date) -> dict[int, list[Row[Any]]]:
        parent = [F(f"{self.parent}_id")]
        found = self._of(rows).annotate(
            page_row=Window(RowNumber(), partition_by=parent, order_by=self.order),
            page_total=Window(Count("pk"), partition_by=parent),
        )
        end: Any = Value(span.end)
        if span.last is not None:
            end = Least(Value(span.end), F("page_total"))
            found = found.filter(page_row__gt=end - Value(span.last))
        found = found.filter(page_row__gt=span.after, page_row__lte=end).order_by(f"{self.parent}_id", "page_row")
        pages: dict[int, list[Row[Any]]] = {}
        for child in Peers(found, day).each():
            pages.setdefault(getattr(child.thing, f"{self.parent}_id"), []).append(child)
        return pages

    def _totals(self, rows: list[Any]) -> dict[int, int]:
        counted = self._of(rows).order_by().values(f"{self.parent}_id").annotate(total=Count("pk"))
        return dict(counted.values_list(f"{self.parent}_id", "total"))

    def _of(self, rows: list[Any]) -> QuerySet[Any]:
        return self.scope().filter(**{f"{self.parent}__in": [row.pk for row in rows]})


def dated_page(
    row: Row[Any],
    info: Info,
    parent: str,
    scope: Callable[[Actor], DatedQuerySet[Any]],
    orders: Orders,
    arguments: dict[str, Any],
) -> Page:
    """What `connections.dated_pages` gives for a thing: the rows in `scope` that name it as their `parent`."""
    span = Span.take(arguments)
    day = arguments.get("as_of") or row.day
    ever = arguments.get("ever", False)
    found = scope(info.context.actor)
    listing = Listing(
        parent=parent,
        scope=lambda: found if ever else found.possibly_on(day),
        order=order_by(arguments.get("order_by"), orders),
        what=(info.field_name, repr(sorted(arguments.items()))),
    )
    return listing.page(row, span, day)


def page_of(found: QuerySet[Any], span: Span, day: date) -> Page:
    """The page of a list that hangs on nothing; `found` is in its order."""
    bare = found.prefetch_related(None)
    if span.last is None:
        start, end, total = span.after, max(span.after, span.end), None
    else:
        total = bare.count()
        start, end = span.bounds(total)
    rows = list(bare[start : end + 1])
    page = Peers(rows[: end - start], day).each()
    return Page(page, start, bare.count if total is None else lambda: total, more=len(rows) > end - start)


def order_by(order: Any, orders: Orders) -> tuple[Any, ...]:
    return orders[order.value] if order else next(iter(orders.values()))


def _size(name: str, size: int | None) -> int | None:
    if size is not None and not 0 <= size <= LARGEST_PAGE:
        raise refuse(ErrorCode.NUMBER_OUT_OF_RANGE, name, min=0, max=LARGEST_PAGE)
    return size


def _place(name: str, cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        text = b64decode(cursor.encode(), validate=True).decode("ascii")
        place = int(text.removeprefix(_CURSOR)) if text.startswith(_CURSOR) else -1
    except (binascii.Error, ValueError):
        place = -1
    if not 0 <= place < _FARTHEST:
        raise refuse(ErrorCode.BAD_REQUEST, name, reason=_("ce curseur n'est pas de cette liste."))
    return place
