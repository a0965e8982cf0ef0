"""Words brought down to their stems, French and English, so that accents and inflections don't matter."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import Stemmer

from registry.core.text import fold

_WORD = re.compile(r"[^\W_]+")
# Without a cache of their own: so they keep nothing between two words, and threads may share them.
_STEMMERS = {"fr": Stemmer.Stemmer("french", 0), "en": Stemmer.Stemmer("english", 0)}
BAR, IN_SUBJECT = "|", "="
SHORTEST, LONGEST, MOST_WORDS = 2, 40, 8


def words(text: str) -> list[str]:
    """The words of a text in lower case, with their accents, of no more letters than a stem needs."""
    return [word[:LONGEST] for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The stem of one word as `words` gives it, without accents. Whatever is neither French nor English is folded."""
    stemmer = _STEMMERS.get(language)
    return fold(stemmer.stemWord(word)) if stemmer else fold(word)


@lru_cache(maxsize=65_536)
def stems(word: str) -> frozenset[str]:
    """All that a word may be found by: its stems in both languages, written with its accents or without.

    What is left of a French feminine without its accents (`refugie`) is found with the masculine.
    """
    bare = fold(word)
    found = {stem(word, "fr"), stem(bare, "fr"), stem(bare, "en")}
    return frozenset((found | {one.rstrip("e") for one in found}) - {""})


def index(subjects: Iterable[str], texts: Iterable[str]) -> str:
    """`|detent|=famil|famil|`: the stems of a thing, each once, between bars; those of its subject marked besides."""
    of_subjects = {one for subject in subjects for word in words(subject) for one in stems(word)}
    others = {one for text in texts for word in words(text) for one in stems(word)}
    found = sorted({f"{IN_SUBJECT}{one}" for one in of_subjects} | of_subjects | others)
    return f"{BAR}{BAR.join(found)}{BAR}" if found else ""


def wanted(text: str) -> Iterator[frozenset[str]]:
    """For each word of what somebody typed, what it may be found as; single letters say nothing."""
    told = [word for word in words(text[:1000]) if len(word) >= SHORTEST]
    return (stems(word) for word in told[:MOST_WORDS])
