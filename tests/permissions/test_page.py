"""The page about permissions says what the table says, and every level in words."""

from tests.permissions.page import PAGE, with_tables
from tests.permissions.table import table


def test_the_page_says_what_the_table_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_tables(text), "python -m tests.permissions.page"


def test_the_page_explains_every_level() -> None:
    text = PAGE.read_text(encoding="utf-8")
    used = {level for row in table().rows.values() for level in (*row.sees.values(), *row.does.values())}
    assert sorted(used) == sorted(table().levels)
    assert [level for level in used if f"- *{level}*: " not in text] == []
