"""The field's words in French and English, brought to common concepts, so that texts compare across languages.

The word lists are `wordlists/*.txt`, one line for each meaning, to which anybody may add:

- `concepts.txt`: `réunification familiale, regroupement familial = family reunification`; two meanings that are each
  other's contrary share a line: `obligatoire = mandatory <> facultatif = optional`;
- `signs.txt`: words by which a text is for or against something (`stance`), each line with its role and sign;
- `silent.txt`: words that say nothing by themselves.

A term may have several words; it then says its words' own concepts too, in part. A word that no list has stands for
itself by its root, which related words of the two languages often share (`cognates`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from registry.core.text import fold

from .cognates import root
from .stems import stem

LANGUAGES = ("fr", "en")
LISTS = Path(__file__).parent / "wordlists"
LONGEST_TERM = 6
LEAST_ROOT = 5
_TOKEN = re.compile(r"[^\W_]{1,40}|[.;,:]")


class Entry(NamedTuple):
    """A meaning; of two contraries, that share a code, the second has side -1."""

    code: str
    side: int = 1


class Found(NamedTuple):
    """A meaning where a text says it: from which token, up to which; `part`: as part of a longer term only."""

    entry: Entry
    start: int
    end: int
    part: bool = False


class Line(NamedTuple):
    """A line of a word list: what stands before the colon, and the terms by language."""

    role: str
    terms: dict[str, list[str]]


def tokens(text: str) -> list[str]:
    """The words of a text in lower case with their accents, and the marks that part its phrases."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text).casefold())


def is_known(code: str) -> bool:
    """Whether this concept is one of the lists', with terms in both languages."""
    return code.startswith("#")


@dataclass(frozen=True)
class Terms:
    """Terms of one language, each with its meaning: as they are written, by their stems, single words by their root."""

    language: str
    silent: frozenset[str] = frozenset()
    _written: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    _stemmed: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    _rooted: dict[str, Entry] = field(default_factory=dict)

    def add(self, entry: Entry, term: str) -> None:
        """Take a term up; where two lines have the same one, the first counts."""
        told = [word for word in tokens(term) if word.isalnum() and fold(word) not in self.silent]
        if not told:
            return
        self._written.setdefault(tuple(map(fold, told)), entry)
        for form in (told, [fold(word) for word in told], [f"{word}s" for word in told]):
            self._stemmed.setdefault(self._stems(form), entry)
        if len(told) == 1 and len(root(told[0])) >= LEAST_ROOT:
            self._rooted.setdefault(root(told[0]), entry)

    def longest(self, told: Sequence[str], roots: bool = True) -> tuple[int, Entry | None]:
        """Of the terms that these words begin with, the longest: of how many words, and what it means.

        Where no term is written or inflected so, a single word is known by its root, if `roots`.
        """
        for length in range(min(len(told), LONGEST_TERM), 0, -1):
            some = told[:length]
            entry = self._written.get(tuple(map(fold, some))) or self._stemmed.get(self._stems(some))
            if entry:
                return length, entry
        return 1, self._rooted.get(root(told[0])) if roots else None

    def lists(self, word: str) -> bool:
        """Whether a term is this very word."""
        return (fold(word),) in self._written

    def _stems(self, told: Iterable[str]) -> tuple[str, ...]:
        return tuple(stem(word, self.language) for word in told)


@cache
def concepts(language: str) -> Terms:
    """The concepts of `fr` or `en`, read once."""
    terms = Terms(language, silent(language))
    for place, sides in enumerate(lines_of_concepts()):
        for line, side in zip(sides, (1, -1), strict=False):
            for term in line.terms[language]:
                terms.add(Entry(f"#{place}", side), term)
    return terms


def found(told: Sequence[str], language: str) -> Iterator[Found]:
    """The concepts of these tokens, in their order; a longer term first, then the concepts of its words."""
    terms = concepts(language)
    places = [place for place, word in enumerate(told) if word.isalnum() and fold(word) not in terms.silent]
    while places:
        length, entry = terms.longest([told[place] for place in places[:LONGEST_TERM]])
        within, places = places[:length], places[length:]
        yield Found(entry or Entry(root(told[within[0]])), within[0], within[-1] + 1)
        if length > 1:
            for place in within:
                _, entry = terms.longest([told[place]])
                yield Found(entry or Entry(root(told[place])), place, place + 1, part=True)


@cache
def silent(language: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves, without accents."""
    section, found = "", set[str]()
    for line in (LISTS / "silent.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            section = line.removeprefix("#").strip()
        elif section == language:
            found.update(fold(line).split())
    return frozenset(found)


@cache
def lines_of_concepts() -> Sequence[Sequence[Line]]:
    """The concepts as listed: one line for each, or two that are contraries."""
    return [[_line("", side) for side in line.split("<>")] for line in _lines("concepts.txt")]


@cache
def lines_of_signs() -> Sequence[Line]:
    """The signs as listed, each with its role."""
    parted = (line.partition(":") for line in _lines("signs.txt"))
    return [_line(role.strip(), terms) for role, _, terms in parted]


def _lines(name: str) -> Iterator[str]:
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _line(role: str, text: str) -> Line:
    french, _, english = text.partition("=")
    told = zip(LANGUAGES, (french, english), strict=True)
    return Line(role, {name: [term.strip() for term in terms.split(",") if term.strip()] for name, terms in told})
