"""A thing together with what may be done to it: the only form in which permissions leave a query."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Permitted(Generic[T]):
    """`thing`, and the names of the actions that whoever asked may call on it."""

    thing: T
    verbs: frozenset[str]
