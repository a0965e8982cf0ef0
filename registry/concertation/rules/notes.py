"""Outcomes that whoever takes notes marks as they write: lines that begin with a letter and a colon; no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from registry.core.text import fold

KINDS = {"I": "information", "D": "decision", "E": "commitment", "C": "commitment"}
"""By the letter of the line: the same in the three languages, but for an *engagement*, a *commitment*."""

MARKED = re.compile(rf"\s*(?:[-*•]\s*)?([{''.join(KINDS)}])\s*:\s*(\S.*)", re.IGNORECASE)
HEADING = re.compile(r"\s*#+\s*(?:\d+\.)?(.*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked line, by its number from 1: what it says, as which kind of outcome; `item`: the key of its point."""

    line: int
    kind: str
    text: str
    item: str | None


def marked(text: str, points: Mapping[str, str]) -> list[Marked]:
    """The marked lines of notes, in their order; each under the last heading that names a point ({title: key})."""
    keys = {fold(title): key for title, key in points.items()}
    found, item = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if heading := HEADING.fullmatch(line):
            item = keys.get(fold(heading[1]))
        elif mark := MARKED.fullmatch(line):
            found.append(Marked(number, KINDS[mark[1].upper()], mark[2].strip(), item))
    return found
