"""What stands in a book of resolutions, whatever it is printed as: texts and words in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it was written: `language` it is in, and `label` that names it where it isn't the book's."""

    text: str
    language: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class BookClause:
    """An operative clause, and in a sentence each which earlier ones it changes."""

    passage: Passage
    lineage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookResolution:
    """One resolution. `anchor`: what links within the book lead to; `facts`: (what, value).

    `votes`: for, against and abstentions, empty where they were not counted.
    """

    anchor: str
    number: str
    subject: Passage
    state: str
    votes: tuple[str, str, str]
    facts: tuple[tuple[str, str], ...]
    recitals: tuple[Passage, ...]
    clauses: tuple[BookClause, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """`cover`: its lines below the title. `index`: the subjects in alphabetical order, each with number and anchor.

    `words`: the headings of its parts and tables, by what they are.
    """

    language: str
    title: str
    cover: tuple[str, ...]
    resolutions: tuple[BookResolution, ...]
    index: tuple[tuple[Passage, str, str], ...]
    words: Mapping[str, str]
