"""What may not be seen is answered as what does not exist."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404

from registry.core.errors import ErrorCode, Refused

T = TypeVar("T")


def found_or_404(ask: Callable[[], T]) -> T:
    """What the query gives; Http404 where it finds nothing that this actor may see."""
    try:
        return ask()
    except Refused as refused:
        if refused.code is ErrorCode.NOT_FOUND:
            raise Http404 from refused
        raise
