"""Notes by their lines: those that mark an outcome, those that identify a person, those of two texts; no database.

An outcome is marked by a line that begins with a letter and a colon.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from registry.core.text import fold
from registry.core.validation import identifies_a_person

KINDS = {"I": "information", "D": "decision", "E": "commitment", "C": "commitment"}
"""By the letter of the line: the same in the three languages, but for an *engagement*, a *commitment*."""

MARKED = re.compile(rf"\s*(?:[-*•]\s*)?([{''.join(KINDS)}])\s*:\s*(\S.*)", re.IGNORECASE)
MOST_COMPARED = 1_000_000  # pairs of lines; pages/static/pages/merge.js has the same rule for who types on
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


def identifying_lines(text: str) -> list[int]:
    """The numbers, from 1, of the lines in which something identifies a person."""
    return [number for number, line in enumerate(text.split("\n"), 1) if identifies_a_person(line)]


def merged(mine: str, theirs: str) -> str:
    """Two texts as one: lines in common stand once; where they differ, theirs come first, then mine."""
    ours, others = mine.strip("\n").split("\n"), theirs.strip("\n").split("\n")
    head = _alike(ours, others)
    tail = _alike(ours[head:][::-1], others[head:][::-1])
    whole, last = ours[:head], ours[len(ours) - tail :]
    ours, others = ours[head : len(ours) - tail], others[head : len(others) - tail]
    if len(ours) * len(others) > MOST_COMPARED:
        return "\n".join([*whole, *others, *ours, *last])
    for same, i, i_end, j, j_end in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        whole += others[j:j_end]
        whole += [] if same == "equal" else ours[i:i_end]
    return "\n".join([*whole, *last])


def _alike(ours: Sequence[str], others: Sequence[str]) -> int:
    """With how many lines both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, others, strict=False)))
