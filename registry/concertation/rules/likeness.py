"""What is like a resolution among others: the same said again, or the contrary, in the same or the other language.

Texts are compared by their concepts (`lexicon`), each the heavier the fewer resolutions speak of it, and in the same
language by their words too. Two clauses contradict each other where they are about the same and one is for what the
other is against: what is against the end of something is for it, so the signs that they don't share are multiplied.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product
from math import log, prod, sqrt

from rapidfuzz import fuzz

from registry.core.text import fold

from .lexicon import Meaning, is_known, meaning, sign_of

LEAST_SCORE = 0.6
LEAST_ALIKE = 0.25
MOST_HITS = 5
SAME_WORDS = 0.85
ACROSS = 1.15
"""By how much a score counts more across languages, where some words always go unmatched."""
Texts = Mapping[str, str]


class Kind(StrEnum):
    """The same said again, or the contrary."""

    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Passage:
    """A text in one or both languages, {fr, en}: an operative clause, or the subject of a text that is not held."""

    key: str
    texts: Texts

    @cached_property
    def said(self) -> dict[str, tuple[str, Meaning]]:
        """By language: the folded text, and what it says."""
        return {name: (fold(text), meaning(text, name)) for name, text in self.texts.items() if text}


@dataclass(frozen=True)
class Document:
    """A resolution as it is compared: its passages one by one, and all that it says (`around`: subject, recitals)."""

    key: str
    passages: Sequence[Passage]
    around: Sequence[Texts] = ()

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Concepts of everything in it, whatever the language."""
        texts = [*(passage.texts for passage in self.passages), *self.around]
        return frozenset(
            code for told in texts for name, text in told.items() if text for code in meaning(text, name).concepts
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """Those of its concepts that have a name in both languages."""
        return frozenset(filter(is_known, self.concepts))


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that is like the one asked about, by the pair of passages that shows it best.

    `score` is from 0 to 1. `shared`: words of the first passage whose meaning the other has too. `opposed`: words
    for and against that make a contradiction, those of the first passage and those of the other.
    """

    kind: Kind
    score: float
    document: str
    passage: str
    other: str
    shared: tuple[str, ...]
    opposed: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class Weights:
    """How much each concept tells, by how few of the documents have it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        counted = Counter[str]()
        self._size = 0
        for document in documents:
            counted.update(document.concepts)
            self._size += 1
        self._squares = {code: self._square(count) for code, count in counted.items()}
        self._unseen = self._square(0)

    def alike(self, one: Iterable[str], other: Iterable[str]) -> float:
        """How alike two sets of concepts are, from 0 to 1 (the cosine of their weights)."""
        first, second = frozenset(one), frozenset(other)
        shared = self._total(first & second)
        return shared / sqrt(self._total(first) * self._total(second)) if shared else 0.0

    def _total(self, codes: Iterable[str]) -> float:
        return sum(self._squares.get(code, self._unseen) for code in codes)

    def _square(self, count: int) -> float:
        return log(1 + (self._size + 1) / (count + 0.5)) ** 2


def likenesses(asked: Document, others: Sequence[Document], most: int = MOST_HITS) -> list[Hit]:
    """Which of `others` the document says again or contradicts, the likest first."""
    weights = Weights([asked, *others])
    found = [hit for other in others if (hit := _compare(asked, other, weights))]
    return sorted(found, key=lambda hit: (-hit.score, hit.document))[:most]


def _compare(asked: Document, other: Document, weights: Weights) -> Hit | None:
    """The best pair of passages of two documents, weighed with all that both say; None where they are not alike."""
    whole = weights.alike(asked.known, other.known)
    best: Hit | None = None
    for one, two in product(asked.passages, other.passages):
        for first, second in product(one.said, two.said):
            hit = _pair(one, two, first, second, weights, whole, other.key)
            if hit and (best is None or hit.score > best.score):
                best = hit
    return best


def _pair(
    one: Passage, two: Passage, first: str, second: str, weights: Weights, whole: float, document: str
) -> Hit | None:
    (text, said), (other_text, other_said) = one.said[first], two.said[second]
    alike = weights.alike(*_comparable(said, other_said, first == second))
    opposed = _opposed(said, other_said)
    if first == second and not opposed:
        words = fuzz.token_sort_ratio(text, other_text) / 100
        alike = max(alike, words if words >= SAME_WORDS else 0)
    score = min(1.0, (alike + whole) / 2 * (1 if first == second else ACROSS))
    if alike < LEAST_ALIKE or score < LEAST_SCORE:
        return None
    shared = tuple(word for code, word in said.concepts.items() if code in other_said.concepts)
    kind = Kind.CONTRADICTION if opposed else Kind.DUPLICATE
    return Hit(kind, round(score, 3), document, one.key, two.key, shared, opposed or ((), ()))


def _comparable(one: Meaning, other: Meaning, same_language: bool) -> tuple[set[str], set[str]]:
    """The concepts of both; across languages, a word that no list has tells nothing by being absent from the other."""
    concepts, others = set(one.concepts), set(other.concepts)
    if same_language:
        return concepts, others
    shared = concepts & others
    return set(filter(is_known, concepts)) | shared, set(filter(is_known, others)) | shared


def _opposed(one: Meaning, other: Meaning) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words for and against that only one of them has, where they turn it into the contrary of the other."""
    apart = one.signs.keys() ^ other.signs.keys()
    if prod(sign_of(code) for code in apart) > 0:
        return None
    return (
        tuple(word for code, word in one.signs.items() if code in apart),
        tuple(word for code, word in other.signs.items() if code in apart),
    )
