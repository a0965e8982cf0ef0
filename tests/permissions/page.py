"""The part of docs/permissions.md that is made of the table: `python -m tests.permissions.page` writes it anew."""

from collections.abc import Iterator
from pathlib import Path

from tests.permissions.table import Row, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
BEGINS, ENDS = "<!-- made of the table of tests/permissions -->\n", "<!-- end of what is made -->\n"


def rendered() -> str:
    """Two tables: who sees what, and who may do what."""
    return "\n".join([*_seen(), "", *_done(), ""])


def _seen() -> Iterator[str]:
    yield "| | what | who sees it |"
    yield "|---|---|---|"
    for row in table().rows.values():
        for what, level in row.sees.items():
            yield f"| {row.name} | {what} | {level} |"


def _done() -> Iterator[str]:
    yield "| | who | may |"
    yield "|---|---|---|"
    for row in table().rows.values():
        for level in dict.fromkeys(row.does.values()):
            yield f"| {row.name} | {level} | {', '.join(_of(row, level))} |"


def _of(row: Row, level: str) -> list[str]:
    return [f"`{action}`" for action, taken_by in row.does.items() if taken_by == level]


def with_tables(text: str) -> str:
    """The page with its tables as they are now."""
    before, _, rest = text.partition(BEGINS)
    return before + BEGINS + "\n" + rendered() + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
