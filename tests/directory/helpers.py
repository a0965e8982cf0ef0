"""What the tests of the directory's writes look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from registry.core.errors import ErrorCode, Refused
from registry.core.models import Aggregate
from registry.journal.models import Event


def events(of: Aggregate) -> list[str]:
    """Names of what the journal holds about one thing, in order."""
    rows = Event.objects.filter(aggregate_type=of._meta.model_name, aggregate_key=of.key).order_by("position")
    return [row.name for row in rows]


def stored(thing: Any) -> Any:
    """The same row as it stands in the database."""
    return type(thing)._base_manager.get(pk=thing.pk)


@contextmanager
def refused(code: ErrorCode, field: str | None = None, *untouched: Aggregate) -> Iterator[None]:
    """What is inside is refused with this code, and neither writes an event nor raises a version."""
    before, versions = Event.objects.count(), [stored(thing).version for thing in untouched]
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.code, caught.value.problems[0].field if field else None) == (code, field)
    assert Event.objects.count() == before
    assert [stored(thing).version for thing in untouched] == versions
