"""What a text says, and whether it is for or against each thing that it names.

A text is read from left to right. What it asks (`demande`, `opposes`), what that does (`abolish`, `maintain`), denials
and hindrances (`ne`, `lack of`) turn what follows them, one within the other: who opposes the end of a thing is for it.
After `and` or a comma, a new verb takes the place of the last one; `that` begins anew. What comes after `who` or
`so that` is neither for nor against anything. A passive (`be abolished`), or a verb that acts on nothing after it,
turns what stands before it. A text that asks nothing (a title) is neither for nor against what it names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import Entry, Found, Terms, concepts, found, is_known, lines_of_signs, tokens

PART = 0.4
"""How much a concept counts that is only said as a word of a longer term."""
REACH = 3
"""Within how many words after `be` a verb is taken for a passive."""
LINKS = {"de", "d", "à", "to"}
STOPS = {".", ";", ":"}


class Said(NamedTuple):
    """A concept as a text says it: its words, how much it counts (up to 1), and its sides.

    `stance`: 1 for, -1 against, 0 neither. `side`: -1 for the second of two contraries. `by`: the words for or against
    that make the stance.
    """

    words: str
    share: float
    stance: int = 0
    side: int = 1
    by: tuple[str, ...] = ()


Meaning = Mapping[str, Said]
"""What a text says, by the concept's code."""


class Sign(NamedTuple):
    """A word for or against where a text has it, with its role (`wordlists/signs.txt`)."""

    role: str
    sign: int
    start: int
    end: int


@lru_cache(maxsize=16_384)
def meaning(text: str, language: str) -> Meaning:
    """What a text in `fr` or `en` says; worked out once for each text."""
    told = tokens(text)
    named = list(found(told, language))
    signs = list(_signs(told, named, language))
    reading = _Reading(told)
    said = {one.start: one for one in signs}
    heard: dict[int, list[Found]] = {}
    for one in _telling(named, signs):
        heard.setdefault(one.start, []).append(one)
    for place in range(len(told)):
        reading.mark(place)
        if place in said:
            reading.sign(said[place])
        for one in heard.get(place, ()):
            reading.concept(one)
    return reading.said()


@dataclass
class _Stance:
    """A concept while the text is being read."""

    found: Found
    sign: int
    by: list[int]


@dataclass
class _Reading:
    """Where the reading of a text stands: what turns the next concept, and the concepts so far."""

    told: Sequence[str]
    asks: int = 1
    does: int = 1
    less: int = 1
    next: int = 1
    aside: bool = False
    stated: bool = False
    joined: bool = False
    turned: int = -1
    swapped: bool = False
    begun: int = 0
    by: dict[str, list[int]] = field(default_factory=dict)
    stances: list[_Stance] = field(default_factory=list)

    def mark(self, place: int) -> None:
        """Take in a mark of punctuation."""
        if self.told[place] in STOPS:
            self._anew()
        elif self.told[place] == ",":
            self.joined = True

    def concept(self, one: Found) -> None:
        """Take in a concept, turned as the reading stands."""
        sign = 0 if self.aside else self.asks * self.does * self.less * self.next
        self.stances.append(_Stance(one, sign, [place for places in self.by.values() for place in places]))
        if not one.part:
            self.next, self.joined = 1, False
            self.by.pop("without", None)

    def sign(self, one: Sign) -> None:
        """Take in a word for or against, or one that says how far such words reach."""
        match one.role:
            case "asks" | "calls" if not self._is_passive(one):
                self._ask(one)
            case "asks" | "calls" | "does" | "not" | "swap":
                self._do(one)
                self.swapped = self.swapped or one.role == "swap"
            case "by" if self.swapped:
                self.does, self.by["does"], self.swapped = one.sign, [one.start], False
            case "less" | "without" | "instead":
                self._hinder(one)
            case "that":
                self._begin()
            case "states":
                self.stated = True
            case "and":
                self.joined = True
            case "aside":
                self.aside = True

    def said(self) -> dict[str, Said]:
        """What the whole text says; of a concept said twice, the first time that takes a stance."""
        found: dict[str, Said] = {}
        for one in self.stances:
            (code, side), start, end, part = one.found
            words = " ".join(word for word in self.told[start:end] if word.isalnum())
            by = tuple(self.told[place] for place in sorted(one.by))
            told = Said(words, PART if part else 1.0, one.sign if self.stated else 0, side, by)
            before = found.get(code)
            if before is None or (told.share, abs(told.stance)) > (before.share, abs(before.stance)):
                found[code] = told
        return found

    def _anew(self) -> None:
        self.does = self.less = self.next = 1
        self.aside = self.joined = self.swapped = False
        self.turned = -1
        self.begun = len(self.stances)
        self.by = {"asks": self.by.get("asks", [])}

    def _begin(self) -> None:
        self.stated = True
        if self.joined:
            self._anew()
        self.begun = len(self.stances)

    def _hinder(self, one: Sign) -> None:
        self.by[one.role] = [one.start]
        match one.role:
            case "less":
                self.less = one.sign
            case "without":
                self.next = one.sign
            case _:
                self.does, self.less = one.sign, 1
                self.by["does"], self.by["less"] = [], []

    def _ask(self, one: Sign) -> None:
        self.stated = True
        self.begun = len(self.stances)
        by = [one.start] if one.role == "asks" else []
        if self.joined:
            self._anew()
            self.asks, self.by["asks"] = one.sign, by
        elif not self.aside:
            self.asks *= one.sign
            self.by["asks"] = self.by.get("asks", []) + by

    def _do(self, one: Sign) -> None:
        self.stated = True
        again, self.turned = self.turned, len(self.stances)
        if self.joined and again == self.turned:  # `maintain and increase`: one thing, said twice
            return
        behind = one.role == "not" or self._is_passive(one) or self._ends(one)
        if behind:
            for stance in self.stances[self.begun :]:
                stance.sign *= one.sign
                stance.by.append(one.start)
        if self.aside:
            return
        if again < 0 and not behind and self.told[max(0, one.start - 1)] in LINKS:
            for stance in self.stances[self.begun :]:  # `asks the minister to …`: who is asked
                stance.sign = 0
        if self.joined and again >= 0:
            self.does, self.less, self.by["does"], self.by["less"] = one.sign, 1, [one.start], []
        else:
            self.does *= one.sign
            self.by.setdefault("does", []).append(one.start)
        self.joined = False

    def _is_passive(self, one: Sign) -> bool:
        return any(word in _forms("be") for word in self.told[max(0, one.start - REACH) : one.start])

    def _ends(self, one: Sign) -> bool:
        """Whether a verb has nothing that it does something to after it (`that removals stop in winter`)."""
        return one.end == len(self.told) or self.told[one.end] in STOPS | _forms("after")


def _signs(told: Sequence[str], named: Sequence[Found], language: str) -> Iterator[Sign]:
    """The words for and against, those left out that are only words of a longer concept (`sans statut`)."""
    (terms, roles), known = _terms(language), concepts(language)
    longer = {place for one in named for place in range(one.start, one.end) if one.end - one.start > 1}
    place = 0
    while place < len(told):
        length, entry = terms.longest(told[place : place + REACH + 1], roots=False)
        other = place in longer or (known.lists(told[place]) and not terms.lists(told[place]))
        if entry and not (length == 1 and other):
            yield Sign(roles[entry.code], entry.side, place, place + length)
            place += length
        else:
            place += 1


def _telling(named: Sequence[Found], signs: Sequence[Sign]) -> Iterator[Found]:
    """The concepts without the words that are signs and no list has: those say how, not what."""
    taken = {place for sign in signs for place in range(sign.start, sign.end)}
    return (one for one in named if is_known(one.entry.code) or one.start not in taken)


@cache
def _terms(language: str) -> tuple[Terms, dict[str, str]]:
    """The signs of a language, and the role of each."""
    terms, roles = Terms(language), dict[str, str]()
    for place, line in enumerate(lines_of_signs()):
        role, sign = line.role.split()
        roles[str(place)] = role
        for term in line.terms[language]:
            terms.add(Entry(str(place), int(f"{sign}1")), term)
    return terms, roles


@cache
def _forms(role: str) -> frozenset[str]:
    """The words of a role in both languages."""
    lines = (line for line in lines_of_signs() if line.role.split()[0] == role)
    return frozenset(term for line in lines for terms in line.terms.values() for term in terms)
