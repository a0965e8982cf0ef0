"""Relay connections, as fields of the schema; `listings` reads the pages."""

from typing import Any

import graphene

from .listings import DEFAULT_PAGE, LARGEST_PAGE, Orders
from .values import as_of


class Connection(graphene.relay.Connection):
    """A page of a list, and how long the list is."""

    class Meta:
        abstract = True

    total_count = graphene.Int(required=True, description="How many there are on all pages.")

    @classmethod
    def __init_subclass_with_meta__(cls, node: Any = None, **options: Any) -> None:
        super().__init_subclass_with_meta__(node=node, strict_types=True, **options)


def connection_of(node: Any) -> Any:
    """The connection type of a node type: `OrganizationConnection` of `Organization`."""
    meta = type("Meta", (), {"node": node, "description": f"A page of a list of {node._meta.name}."})
    return type(f"{node._meta.name}Connection", (Connection,), {"Meta": meta})


def pages(connection: Any, description: str, **filters: Any) -> Any:
    """A field that gives a page of a list; null, with an error, where its arguments are refused."""
    return graphene.Field(
        connection,
        description=description,
        first=graphene.Int(description=f"How many, from the start: 0 to {LARGEST_PAGE} (else {DEFAULT_PAGE})."),
        after=graphene.String(description="Only those after this cursor."),
        last=graphene.Int(description=f"How many, from the end: 0 to {LARGEST_PAGE}."),
        before=graphene.String(description="Only those before this cursor."),
        **filters,
    )


def dated_pages(connection: Any, description: str, **filters: Any) -> Any:
    """A field that gives a page of what holds on a day, or of all that ever did."""
    ever = graphene.Boolean(default_value=False, description="Also what no longer holds, or doesn't yet.")
    return pages(connection, f"{description} Those that may hold on the day.", as_of=as_of(), ever=ever, **filters)


def order_enum(name: str, orders: Orders) -> Any:
    """The enum of these orders."""
    return graphene.Enum(name, [(order, order) for order in orders], description="By what a list is sorted.")
