"""The field's words in French and English, brought to common concepts, so that texts can be compared across languages.

`lexicon.json` lists concepts, each with its terms in both languages; *signs*, the words by which a text is for or
against something (support, maintain, open: +1; oppose, abolish, close, not: -1); and words that say nothing. A term
may have several words. A word that no list has stands for itself, by the first letters of its stem: related words of
the two languages often share those (intégration, integration).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Self

from registry.core.text import fold

from .stems import stem, words

LANGUAGES = ("fr", "en")
LONGEST_TERM = 5
SHARED_LETTERS = 6
ORDER = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says: its concepts and its signs, each by code with the words that express it there."""

    concepts: Mapping[str, str]
    signs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept; or, with a `sign`, a word for or against."""

    code: str
    sign: int = 0


@dataclass(frozen=True)
class Lexicon:
    """Terms of one language as tuples of words: as they are written, and by their stems."""

    language: str
    silent: frozenset[str]
    written: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    stemmed: dict[tuple[str, ...], Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str) -> Self:
        """The lexicon of `fr` or `en`. What is against comes first where a word has two entries, then concepts."""
        data = _data()
        made = cls(language, frozenset(data["stopwords"][language].split()))
        signs = [(Entry(f"sign-{place}", row["sign"]), row[language]) for place, row in enumerate(data["signs"])]
        concepts = [(Entry(f"concept-{place}"), row[language]) for place, row in enumerate(data["concepts"])]
        for entry, terms in sorted([*signs, *concepts], key=lambda one: ORDER.index(one[0].sign)):
            for term in terms:
                made._add(entry, term)
        return made

    def meaning(self, text: str) -> Meaning:
        """What a text in this language says; of terms that begin at the same word, the longest."""
        told = [word for word in words(text) if fold(word) not in self.silent]
        concepts: dict[str, str] = {}
        signs: dict[str, str] = {}
        place = 0
        while place < len(told):
            length, entry = self._longest(told[place : place + LONGEST_TERM])
            (signs if entry.sign else concepts).setdefault(entry.code, " ".join(told[place : place + length]))
            place += length
        return Meaning(concepts, signs)

    def _add(self, entry: Entry, term: str) -> None:
        told = [word for word in words(term) if fold(word) not in self.silent]
        if told:
            self.written.setdefault(tuple(map(fold, told)), entry)
            for form in (told, [fold(word) for word in told], [f"{word}s" for word in told]):
                self.stemmed.setdefault(self._stems(form), entry)

    def _longest(self, told: list[str]) -> tuple[int, Entry]:
        for length in range(len(told), 0, -1):
            some = told[:length]
            entry = self.written.get(tuple(map(fold, some))) or self.stemmed.get(self._stems(some))
            if entry is not None:
                return length, entry
        return 1, Entry(stem(told[0], self.language)[:SHARED_LETTERS])

    def _stems(self, told: list[str]) -> tuple[str, ...]:
        return tuple(stem(word, self.language) for word in told)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `fr` or `en`, read once."""
    return Lexicon.of(language)


@lru_cache(maxsize=16_384)
def meaning(text: str, language: str) -> Meaning:
    """What a text says; worked out once for each text."""
    return lexicon(language).meaning(text)


@cache
def sign_of(code: str) -> int:
    """Whether a sign is for (1) or against (-1)."""
    row = _data()["signs"][int(code.removeprefix("sign-"))]
    return int(row["sign"])


def is_known(code: str) -> bool:
    """Whether this concept is one of the lexicon's, with terms in both languages."""
    return code.startswith("concept-")


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return found
