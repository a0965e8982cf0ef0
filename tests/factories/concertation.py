"""Groups for tests, made plainly."""

from itertools import count
from typing import Any

from registry.concertation.models import Group
from registry.core.text import fold

_numbers = count(1)


def group(name: str = "", **columns: Any) -> Group:
    """A committee, unless told otherwise."""
    name = name or f"Comité {next(_numbers)}"
    columns = {"kind": "committee", "name_fr": name, "sort_name": fold(name), **columns}
    return Group.objects.create(**columns)
