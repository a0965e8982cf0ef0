"""Relay's global ids: base64 of `Type:key`. A primary key never leaves the database."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import graphene
from django.db.models import Model, QuerySet

from registry.core.errors import ErrorCode, refuse

from .context import Context, Info
from .loaders import Row, alone

M = TypeVar("M", bound=Model)
Reader = Callable[[Context, str, date], Row[Any]]
R = TypeVar("R", bound=Reader)
READERS: dict[str, tuple[Any, type, Reader]] = {}
"""Type name → its type, its model, and how one is read by its key. Filled in by each subject's `reads`."""


class Node(graphene.Interface):
    """Whatever has a stable key of its own."""

    id = graphene.ID(required=True, description="Opaque; `node(id)` finds the thing again.")
    key = graphene.String(required=True, description="The stable public key, as in the site's addresses.")

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return next(kind for kind, model, _ in READERS.values() if isinstance(row.thing, model))

    @staticmethod
    def resolve_id(row: Row[Any], info: Info) -> str:
        return global_id(info.parent_type.name, row.thing.key)

    @staticmethod
    def resolve_key(row: Row[Any], info: Info) -> str:
        key: str = row.thing.key
        return key


def reads(kind: Any, model: type) -> Callable[[R], R]:
    """Say that the decorated function reads things of this type, rows of this model, by key (NOT_FOUND)."""

    def register(reader: R) -> R:
        READERS[kind._meta.name] = (kind, model, reader)
        return reader

    return register


def found_alone(scope: QuerySet[M], key: str, day: date, field: str = "id") -> Row[M]:
    """The thing with this key, of those in the scope. Raises Refused (NOT_FOUND)."""
    found = scope.filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    return alone(found, day)


def global_id(type_name: str, key: str) -> str:
    return b64encode(f"{type_name}:{key}".encode()).decode()


def node(context: Context, text: str, day: date) -> Row[Any]:
    """The thing of a global id. Raises Refused (NOT_FOUND), the same for a text that is no id at all."""
    try:
        type_name, _, key = b64decode(text.encode(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeError):
        raise refuse(ErrorCode.NOT_FOUND, "id") from None
    if type_name not in READERS or not key.isprintable():
        raise refuse(ErrorCode.NOT_FOUND, "id")
    return READERS[type_name][2](context, key, day)
