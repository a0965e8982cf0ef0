"""What a rule comes to on a day: whether it is met, and what is missing, as data (`messages` makes the sentence)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.core.logic import Truth


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing or not known: its code, whom it is about (a key), and the figures that tell it."""

    code: str
    organization: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One part of a rule set on a day; `role` where it is about one. Nothing is missing where it is met."""

    code: str
    holds: Truth
    role: str = ""
    missing: tuple[Missing, ...] = ()
