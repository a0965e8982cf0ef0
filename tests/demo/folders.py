"""A folder of facts as the tests read it: its files, and those of the folder on which it leans."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]

DEMO = Path(__file__).resolve().parents[2] / "demo"
RECORDS = (
    "organisations",
    "groups",
    "rules",
    "relations",
    "activities",
    "services",
    "measures",
    "resolutions",
    "contradictions",
    "concerns",
    "meetings",
)
_OFFSET = re.compile(r"@today([+-][0-9]+)?", re.ASCII)
_PAST_YEAR = re.compile(r"@year-([0-9])(-[0-9]{2}-[0-9]{2})", re.ASCII)


def resolved(value: Any, today: date) -> Any:
    """The same JSON value with every `@today`, `@today-20`, `@today+40`, `@year-1-02-13` written as a day."""
    if isinstance(value, dict):
        return {key: resolved(one, today) for key, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, today) for one in value]
    if isinstance(value, str) and (offset := _OFFSET.fullmatch(value)):
        return (today + timedelta(days=int(offset[1] or 0))).isoformat()
    if isinstance(value, str) and (past := _PAST_YEAR.fullmatch(value)):
        return f"{today.year - int(past[1])}{past[2]}"
    return value


@dataclass(frozen=True)
class Folder:
    """`files`: content by file name. `base`: the folder loaded before it, whose ids and codes it may use."""

    name: str
    files: dict[str, Row]
    base: "Folder | None" = None

    def rows(self, name: str) -> list[Row]:
        """The records of one list, this folder's own only."""
        return list(self.files.get(name, {}).get(name, []))

    def ids(self, name: str) -> set[str]:
        """The ids of one list, with those of the base."""
        return {row["id"] for row in self.rows(name)} | (self.base.ids(name) if self.base else set())

    def file(self, name: str) -> Row:
        """One file's content, taken from the base where this folder leaves it out."""
        if name in self.files or self.base is None:
            return self.files.get(name, {})
        return self.base.file(name)

    def codes(self, taxonomy: str) -> set[str]:
        """The codes of one list of `taxonomies` or `regions`."""
        content = self.file("taxonomies") | self.file("regions")
        return {row["code"] for row in content[taxonomy]}

    def records(self) -> Iterator[tuple[str, Row]]:
        """Every record with the name of its list."""
        for name in RECORDS:
            for row in self.rows(name):
                yield name, row


def read(name: str, today: date, base: Folder | None = None) -> Folder:
    """The folder of that name under `demo/`, its dates told from `today`."""
    paths = sorted((DEMO / name).glob("*.json"))
    files = {path.stem: resolved(json.loads(path.read_text(encoding="utf-8")), today) for path in paths}
    return Folder(name, files, base)


TODAY = date(2026, 11, 21)
FACTS = read("facts", TODAY)
EXERCISE = read("exercise", TODAY, FACTS)


def values(row: Any, path: str) -> Iterator[Any]:
    """What stands at a dotted path, each element of a list on the way; nothing where it is null."""
    if isinstance(row, list):
        for one in row:
            yield from values(one, path)
    elif row is not None and path:
        key, _, rest = path.partition(".")
        yield from values(row.get(key), rest)
    elif row is not None:
        yield row


def parts(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Every value inside a JSON value, itself included, with a word on where it stands."""
    yield where, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield from parts(one, f"{where}/{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            named = one.get("id", one.get("code", number)) if isinstance(one, dict) else number
            yield from parts(one, f"{where}/{named}")
