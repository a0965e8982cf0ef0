"""Chance, with a share of what is out of the ordinary that each network and question sets for itself."""

from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """Random choices from a seed.

    `noise` multiplies the share of everything that is rare, `straight` is the share of doors that open straight,
    `lined` that of the agreements that lead from one organization to the next in line.
    """

    noise = 1.0
    straight = 0.2
    lined = 0.0

    def rare(self, share: float) -> bool:
        return self.random() < share * self.noise

    def some(self, codes: list[T], most: int, least: int = 0) -> list[T]:
        """Between `least` and `most` of them, each once, in any order."""
        return self.sample(codes, self.randint(least, min(most, len(codes))))
