"""What everything that holds for a while has in common."""

from datetime import date
from typing import Any

import graphene

from ..context import Info
from ..loaders import Row
from ..nodes import Node
from ..values import Date, PartialDate, Truth, as_of


class Dated(graphene.Interface):
    """Holds from `since` until `until`, the first day on which it no longer does, each as precise as is known."""

    since = PartialDate()
    since_basis = graphene.String(description="`period`: only the bound of the document's own period.")
    until = PartialDate()
    until_basis = graphene.String()
    ongoing = graphene.Boolean(description="What a missing `until` means: true: it goes on; false: it is over.")
    stated_as_of = PartialDate(description="The latest date for which its source vouches.")
    confirmed_on = Date(description="The last day on which somebody confirmed it here.")
    holds = graphene.NonNull(Truth, as_of=as_of(), description="Whether it is in force on the day.")

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return Node.resolve_type(row, info)

    @staticmethod
    def resolve_stated_as_of(row: Row[Any], info: Info) -> Any:
        return row.thing.as_of

    @staticmethod
    def resolve_since_basis(row: Row[Any], info: Info) -> str | None:
        return row.thing.since_basis or None

    @staticmethod
    def resolve_until_basis(row: Row[Any], info: Info) -> str | None:
        return row.thing.until_basis or None

    @staticmethod
    def resolve_holds(row: Row[Any], info: Info, as_of: date | None = None) -> str:
        truth: str = row.thing.holds_on(as_of or row.day).value
        return truth
