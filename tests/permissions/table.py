"""The table of permissions as the tests read it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("table.yaml")


@dataclass(frozen=True)
class Row:
    """One resource: who sees what of it, and which level each action takes."""

    name: str
    sees: dict[str, str]
    does: dict[str, str]


@dataclass(frozen=True)
class Table:
    """`levels`: the columns that each means; `types`, `roots`, `urls`: the class of everything that is served."""

    levels: dict[str, frozenset[str]]
    rows: dict[str, Row]
    types: dict[str, dict[str, str]]
    rows_of_types: dict[str, str]
    roots: dict[str, str]
    not_in_the_api: frozenset[str]
    urls: dict[str, Any]

    @property
    def actions(self) -> dict[str, tuple[Row, str]]:
        """Each action's row and level."""
        return {action: (row, level) for row in self.rows.values() for action, level in row.does.items()}

    def includes(self, level: str, columns: frozenset[str]) -> bool:
        """Whether somebody who fills these columns is meant by the level."""
        return bool(self.levels[level] & columns)


@cache
def table() -> Table:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Table(
        levels={name: frozenset(columns) for name, columns in told["levels"].items()},
        rows={name: Row(name, row["sees"], _inverted(row["does"])) for name, row in told["rows"].items()},
        rows_of_types={name: fields.pop("row") for name, fields in told["types"].items()},
        types={name: _inverted(fields) for name, fields in told["types"].items()},
        roots=_inverted(told["roots"]["Query"]),
        not_in_the_api=frozenset(told["not in the API"]),
        urls=told["urls"],
    )


def _inverted(listed: dict[str, list[str]]) -> dict[str, str]:
    """{class: [name]} as {name: class}; a name stands once."""
    found: dict[str, Any] = {}
    for kind, names in listed.items():
        for name in names:
            assert name not in found, f"{name} is classified twice"
            found[name] = kind
    return found
