"""What a request asks again and again, asked once: kept while it is answered, and never past a write."""

import functools
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function`, whose arguments are hashable, answer from what `remembering` keeps; elsewhere it asks anew."""

    @functools.wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return function(*args, **kwargs)
        asked = (function, args, tuple(sorted(kwargs.items())))
        if asked not in kept:
            kept[asked] = function(*args, **kwargs)
        return cast(R, kept[asked])

    return answer


@contextmanager
def remembering() -> Iterator[None]:
    """Keep answers until the end of this; one request, so that nobody is answered from what another found."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Keep nothing while rows change, and nothing from before they did."""
    before = _kept.get()
    token = _kept.set(None)
    try:
        yield
    finally:
        _kept.reset(token)
        if before is not None:
            before.clear()
