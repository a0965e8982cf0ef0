"""How alike two texts are by what each counts: concepts or words, the heavier the fewer texts have them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Self

from .lexicon import is_known
from .stance import Meaning


@dataclass
class Shares:
    """How much each concept or word of a text counts, up to 1; `parts` are those said only within longer terms."""

    whole: dict[str, float] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def codes(self) -> Set[str]:
        """All that counts."""
        return self.whole.keys() | self.parts.keys()

    def take(self, said: Meaning, most: float = 1.0) -> Self:
        """Count the concepts of another text too, each `most` at most."""
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


class Weights:
    """How much each concept or word tells, by how few of the texts have it."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        counted = Counter[str]()
        size = 0
        for codes in texts:
            counted.update(set(codes))
            size += 1
        self._squares = {code: log(1 + (size + 1) / (count + 0.5)) ** 2 for code, count in counted.items()}

    def of(self, code: str) -> float:
        """The weight of what some text has."""
        return sqrt(self._squares[code])

    def in_common(self, one: Set[str], other: Set[str]) -> float:
        """How alike two texts are that count all they have fully, from 0 to 1: the cosine of its weights."""
        mine, theirs, shared = (sum(map(self._squares.__getitem__, codes)) for codes in (one, other, one & other))
        return shared / sqrt(mine * theirs) if shared else 0.0

    def alike(self, one: Shares, other: Shares, unknown: float) -> float:
        """How alike two texts are, from 0 to 1: the cosine of the weights of what counts beside the other."""
        mine, theirs = one.facing(other, unknown), other.facing(one, unknown)
        shared = sum(mine[code] * theirs[code] * self._squares[code] for code in mine.keys() & theirs.keys())
        return shared / sqrt(self._square(mine) * self._square(theirs)) if shared else 0.0

    def _square(self, shares: Mapping[str, float]) -> float:
        return sum(share * share * self._squares[code] for code, share in shares.items())
