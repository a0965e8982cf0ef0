"""What is like a resolution among others: the same said again, or the contrary, in the same or the other language.

Texts are compared by their concepts (`lexicon`), and within one language by their words as well, each the heavier the
fewer resolutions have it: operative clauses one by one, then all that both resolutions say, recitals counting less.
Two clauses contradict each other where one is for most of what they share and the other against it (`stance`). What is
alike, but too little to claim that it says the same or the contrary, is told as related.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import product
from math import sqrt

from rapidfuzz import fuzz

from registry.core.text import fold

from .lexicon import silent
from .stance import Meaning, Said, meaning
from .stems import stem, words
from .weights import Shares, Weights

LEAST_SCORE, LEAST_SHARED = 0.3, 2
"""What it needs to be told as said again or contradicted: its score, and how many words two clauses share."""
NEAR_BEST = 0.55
"""How much of the best hit's score that needs besides."""
LEAST_RELATED = 0.1
"""From what score on another one is told as related."""
LEAST_WHOLE = 0.05
"""How alike two resolutions are as a whole, by concepts or words, before their clauses are looked at."""
MOST_HITS = 5
OF_CLAUSE = 0.7
"""How much of a score the two clauses make; the rest is all that both resolutions say."""
OF_WORDS, AS_CONCEPTS = 0.5, 1.6
"""How much of a score within one language words may make, and by how much they are less alike than concepts are."""
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
NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class Kind(StrEnum):
    """The same said again, the contrary, or something near of which neither is claimed."""

    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    RELATED = "related"


@dataclass(frozen=True)
class Passage:
    """A text in one or both languages, {fr, en}: an operative clause, or the subject of a text that is not held."""

    key: str
    texts: Texts

    @property
    def said(self) -> dict[str, Meaning]:
        """What it says, by language."""
        return {name: meaning(text, name) for name, text in self.texts.items() if text}

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """For each of its languages, its words that say something, by language and stem."""
        return {name: _words({name: text}) for name, text in self.texts.items() if text}


@dataclass(frozen=True)
class Document:
    """A resolution as it is compared: its passages one by one, and what stands around them (subject, recitals)."""

    key: str
    passages: Sequence[Passage]
    around: Sequence[Texts] = ()

    @cached_property
    def concepts(self) -> Shares:
        """How much each concept counts of everything in it, whatever the language."""
        found = Shares()
        for texts, most in ((self.around, AROUND), ([passage.texts for passage in self.passages], 1.0)):
            for told in texts:
                for name, text in told.items():
                    found.take(meaning(text, name), most)
        return found

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of everything in it that say something, by language and stem."""
        return _words(*self.around, *(passage.texts for passage in self.passages))


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that is like the one asked about, by the pair of passages that shows it best.

    `score` is from 0 to 1. `shared`: words of the first passage that the other has too, or whose meaning it has.
    `opposed`: words for and against that make a contradiction, those of the first passage and those of the other.
    """

    kind: Kind
    score: float
    document: str
    passage: str
    other: str
    shared: tuple[str, ...]
    opposed: tuple[tuple[str, ...], tuple[str, ...]] = NOTHING


class _Measure:
    """How alike documents and passages are, by what all the documents compared say."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.concepts = Weights(document.concepts.codes for document in documents)
        self.words = Weights(document.words.keys() for document in documents)

    def across(self, one: tuple[Passage, str], other: tuple[Passage, str], whole: float) -> float:
        """How alike two passages of two languages are, whose documents' concepts are alike as `whole` says."""
        mine, theirs = (Shares().take(passage.said[name]) for passage, name in (one, other))
        return ACROSS * _of_both(self.concepts.alike(mine, theirs, UNKNOWN_ACROSS), whole)

    def within(self, name: str, one: Passage, other: Passage, whole: float, worded: float) -> float:
        """The same in one language; `worded` says how alike the documents' words are."""
        mine, theirs = (Shares().take(passage.said[name]) for passage in (one, other))
        same = fuzz.token_sort_ratio(fold(one.texts[name]), fold(other.texts[name])) / 100
        alike = max(self.concepts.alike(mine, theirs, UNKNOWN), same if same >= SAME_WORDS else 0.0)
        words_alike = self.words.in_common(one.words[name].keys(), other.words[name].keys())
        by_concepts = _of_both(alike, whole)
        by_words = AS_CONCEPTS * (words_alike + worded) / 2
        return max(by_concepts, (1 - OF_WORDS) * by_concepts + OF_WORDS * by_words)


def likenesses(asked: Document, others: Sequence[Document], most: int = MOST_HITS) -> list[Hit]:
    """Which of `others` the document says again or contradicts, then what is related, the likest first."""
    measure = _Measure([asked, *others])
    found = [hit for other in others if (hit := _likest(_hits(asked, other, measure)))]
    found.sort(key=lambda hit: (-hit.score, hit.document))
    told = [hit if hit.score >= NEAR_BEST * found[0].score else _unclaimed(hit) for hit in found[:most]]
    return sorted(told, key=lambda hit: hit.kind is Kind.RELATED)


def _unclaimed(hit: Hit) -> Hit:
    return replace(hit, kind=Kind.RELATED, opposed=NOTHING)


def _likest(hits: Iterable[Hit]) -> Hit | None:
    return min(hits, key=lambda hit: (-hit.score, hit.passage, hit.other), default=None)


def _hits(asked: Document, other: Document, measure: _Measure) -> Iterator[Hit]:
    """The pairs of passages that are alike, in one language where both are held in it."""
    whole = measure.concepts.alike(asked.concepts, other.concepts, UNKNOWN_ACROSS)
    worded = measure.words.in_common(asked.words.keys(), other.words.keys())
    if max(whole, worded) < LEAST_WHOLE:
        return
    for one, two in product(asked.passages, other.passages):
        common = [(name, name) for name in one.said.keys() & two.said.keys()]
        for first, second in common or product(one.said, two.said):
            score = (
                measure.within(first, one, two, whole, worded)
                if first == second
                else measure.across((one, first), (two, second), whole)
            )
            shared = _shared(one, two, first, second) or _said_by_both(asked, other)
            telling = max(_count(shared), _count(_shared(two, one, second, first)))
            if score >= LEAST_RELATED and telling >= (LEAST_SHARED if first != second else 1):
                opposed = _opposed(one.said[first], two.said[second], measure.concepts) or NOTHING
                kind = Kind.CONTRADICTION if opposed is not NOTHING else Kind.DUPLICATE
                hit = Hit(kind, round(min(1.0, score), 3), other.key, one.key, two.key, shared, opposed)
                yield hit if score >= LEAST_SCORE and telling >= LEAST_SHARED else _unclaimed(hit)


def _count(shared: Sequence[str]) -> int:
    """How many words the shared ones are; a term of several counts for as many."""
    return sum(len(term.split()) for term in shared)


def _of_both(passages: float, documents: float) -> float:
    return OF_CLAUSE * passages + (1 - OF_CLAUSE) * documents


def _words(*texts: Texts) -> dict[str, str]:
    return {
        f"{name} {found}": word for told in texts for name, text in told.items() for found, word in _stems(text, name)
    }


@lru_cache(maxsize=16_384)
def _stems(text: str, language: str) -> Sequence[tuple[str, str]]:
    """The words of a text that say something, each with its stem."""
    nothing = silent(language)
    return [(stem(word, language), word) for word in words(text) if fold(word) not in nothing]


def _shared(one: Passage, other: Passage, first: str, second: str) -> tuple[str, ...]:
    """Words of the first text whose meaning the other has, as a whole term of one of them at least; then its words."""
    mine, theirs = one.said[first], other.said[second]
    meant = [told.words for code, told in mine.items() if code in theirs and max(told.share, theirs[code].share) == 1]
    if first != second:
        return tuple(meant)
    said, others = one.words[first], other.words[second]
    covered = {word for told in meant for word in words(told)}
    return (*meant, *(word for code, word in said.items() if code in others and word not in covered))


def _said_by_both(asked: Document, other: Document) -> tuple[str, ...]:
    """The words around two passages that share none."""
    return tuple(word for code, word in asked.words.items() if code in other.words)


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
