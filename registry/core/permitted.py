"""A thing together with what may be done to it: the only form in which permissions leave a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Permitted(Generic[T]):
    """`thing`, and the names of the actions that whoever asked may call on it."""

    thing: T
    verbs: frozenset[str]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.verbs))

    def __contains__(self, verb: str) -> bool:
        return verb in self.verbs
