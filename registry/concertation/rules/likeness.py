"""What is like a resolution among others: the same said again, or the contrary, in the same or the other language.

Texts are compared by their concepts (`lexicon`), each the heavier the fewer resolutions speak of it: operative clauses
one by one, then all that both resolutions say, recitals counting less. Two clauses contradict each other where one is
for most of what they share and the other against it (`stance`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import product
from math import log, sqrt
from typing import Self

from rapidfuzz import fuzz

from registry.core.text import fold

from .lexicon import is_known
from .stance import Meaning, Said, meaning

LEAST_SCORE, LEAST_WHOLE, LEAST_SHARED = 0.3, 0.12, 2
"""What a hit needs: its score, how alike all that both resolutions say is, how many concepts two clauses share."""
NEAR_BEST = 0.55
"""How much of the best hit's score another one needs."""
MOST_HITS = 5
OF_CLAUSE = 0.7
"""How much of a score the two clauses make; the rest is all that both resolutions say."""
SAME_WORDS = 0.85
"""From what ratio on two wordings in one language are compared as such."""
ACROSS = 1.1
"""By how much a score counts more across languages, where some words always go unmatched."""
UNKNOWN, UNKNOWN_ACROSS = 1.0, 0.5
"""How much a word counts that no list has and the other text lacks: it may say the same otherwise."""
AROUND = 0.5
"""How much a concept counts that only the recitals have."""
LEAST_OPPOSED = 0.2
"""By what part of all that they share more must be opposed than agreed for two clauses to contradict each other."""
Texts = Mapping[str, str]


class Kind(StrEnum):
    """The same said again, or the contrary."""

    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"


@dataclass
class Shares:
    """How much each concept of a text counts, up to 1; `parts` are those said only as words of longer terms."""

    whole: dict[str, float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)

    def take(self, said: Meaning, most: float = 1.0) -> Self:
        """Count what another text says too, each concept `most` at most."""
        for code, told in said.items():
            counted = self.whole if told.share == 1 else self.parts
            counted[code] = max(told.share * most, counted.get(code, 0.0))
        return self

    def facing(self, other: "Shares", unknown: float) -> dict[str, float]:
        """What counts beside another text: parts only where it has them; words that no list has, `unknown` at most."""
        found = {code: share for code, share in self.parts.items() if code in other.whole}
        for code, share in self.whole.items():
            met = code in other.whole or code in other.parts or is_known(code)
            found[code] = share if met else share * unknown
        return found


@dataclass(frozen=True)
class Passage:
    """A text in one or both languages, {fr, en}: an operative clause, or the subject of a text that is not held."""

    key: str
    texts: Texts

    @property
    def said(self) -> dict[str, Meaning]:
        """What it says, by language."""
        return {name: meaning(text, name) for name, text in self.texts.items() if text}


@dataclass(frozen=True)
class Document:
    """A resolution as it is compared: its passages one by one, and what stands around them (subject, recitals)."""

    key: str
    passages: Sequence[Passage]
    around: Sequence[Texts] = ()

    @cached_property
    def shares(self) -> Shares:
        """How much each concept counts of everything in it, whatever the language."""
        found = Shares()
        for texts, most in ((self.around, AROUND), ([passage.texts for passage in self.passages], 1.0)):
            for told in texts:
                for name, text in told.items():
                    found.take(meaning(text, name), most)
        return found


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
        size = 0
        for document in documents:
            counted.update(document.shares.whole.keys() | document.shares.parts.keys())
            size += 1
        self._squares = {code: log(1 + (size + 1) / (count + 0.5)) ** 2 for code, count in counted.items()}

    def of(self, code: str) -> float:
        """The weight of a concept that some document has."""
        return sqrt(self._squares[code])

    def alike(self, one: Shares, other: Shares, unknown: float) -> float:
        """How alike two texts are, from 0 to 1: the cosine of the weights of their concepts."""
        mine, theirs = one.facing(other, unknown), other.facing(one, unknown)
        shared = sum(mine[code] * theirs[code] * self._squares[code] for code in mine.keys() & theirs.keys())
        return shared / sqrt(self._square(mine) * self._square(theirs)) if shared else 0.0

    def _square(self, shares: Mapping[str, float]) -> float:
        return sum(share * share * self._squares[code] for code, share in shares.items())


def likenesses(asked: Document, others: Sequence[Document], most: int = MOST_HITS) -> list[Hit]:
    """Which of `others` the document says again or contradicts, the likest first."""
    weights = Weights([asked, *others])
    found: list[Hit] = []
    for other in others:
        whole = weights.alike(asked.shares, other.shares, UNKNOWN_ACROSS)
        if whole >= LEAST_WHOLE:
            pairs = _pairs(asked, other, weights, whole)
            found.extend(sorted(pairs, key=lambda hit: (-hit.score, hit.passage, hit.other))[:1])
    found.sort(key=lambda hit: (-hit.score, hit.document))
    return [hit for hit in found[:most] if hit.score >= NEAR_BEST * found[0].score]


def _pairs(asked: Document, other: Document, weights: Weights, whole: float) -> Iterator[Hit]:
    """The pairs of passages that are alike, in one language where both are held in it."""
    for one, two in product(asked.passages, other.passages):
        common = [(name, name) for name in one.said.keys() & two.said.keys()]
        for first, second in common or product(one.said, two.said):
            said, others = one.said[first], two.said[second]
            alike = _alike(one, two, first, second, weights)
            score = min(1.0, (OF_CLAUSE * alike + (1 - OF_CLAUSE) * whole) * (1 if first == second else ACROSS))
            if score >= LEAST_SCORE and len(shared := _shared(said, others)) >= LEAST_SHARED:
                opposed = _opposed(said, others, weights)
                kind = Kind.CONTRADICTION if opposed else Kind.DUPLICATE
                yield Hit(kind, round(score, 3), other.key, one.key, two.key, shared, opposed or ((), ()))


def _alike(one: Passage, two: Passage, first: str, second: str, weights: Weights) -> float:
    """How alike two passages are, each in one of its languages; the same words in the same language are the same."""
    mine, theirs = Shares().take(one.said[first]), Shares().take(two.said[second])
    if first != second:
        return weights.alike(mine, theirs, UNKNOWN_ACROSS)
    words = fuzz.token_sort_ratio(fold(one.texts[first]), fold(two.texts[second])) / 100
    return max(weights.alike(mine, theirs, UNKNOWN), words if words >= SAME_WORDS else 0.0)


def _shared(one: Meaning, other: Meaning) -> tuple[str, ...]:
    """Words of the first text whose meaning the other has, as a whole term of one of them at least."""
    return tuple(told.words for code, told in one.items() if code in other and max(told.share, other[code].share) == 1)


def _opposed(one: Meaning, other: Meaning, weights: Weights) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words for and against by which one is for what the other is against, if it is so for most that they share."""
    orders = [[code for code, told in said.items() if told.stance] for said in (one, other)]
    places = [{code: place for place, code in enumerate(order, start=1)} for order in orders]
    votes = [
        (weights.of(code) / sqrt(places[0][code] * places[1][code]), one[code], other[code])
        for code in sorted(places[0].keys() & places[1].keys())
    ]
    votes = [vote for vote in votes if vote[1].side != vote[2].side] or votes  # contraries decide by themselves
    agreed = [
        (weight * mine.share * theirs.share * _sign(mine, theirs), mine, theirs) for weight, mine, theirs in votes
    ]
    balance, total = sum(vote[0] for vote in agreed), sum(abs(vote[0]) for vote in agreed)
    if balance >= -LEAST_OPPOSED * total:
        return None
    _, mine, theirs = min(agreed, key=lambda vote: vote[0])
    return _apart(mine, theirs)


def _sign(mine: Said, theirs: Said) -> int:
    """1 where both say the same of a concept, -1 where they say the contrary."""
    return mine.stance * theirs.stance * mine.side * theirs.side


def _apart(mine: Said, theirs: Said) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for and against of two concepts that are opposed, or the contraries themselves."""
    if mine.side != theirs.side:
        return (mine.words,), (theirs.words,)
    return mine.by, theirs.by
