"""What may be written of a concern, how it is answered, and which of them are likely the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from rapidfuzz import fuzz, process

from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode
from registry.core.text import fold
from registry.core.translations import LANGUAGES
from registry.core.validation import Checks

WAYS = (
    *("meeting_or_workshop", "resolution", "public_campaign", "resource"),
    *("media", "legal_action", "government_dialogue"),
)
"""The seven ways of answering a concern: the codes of `activity_kinds`, but for `other`."""

LIVE = ("raised", "answered")
"""The states of a concern that still stands."""

LONGEST_TITLE, LONGEST_TEXT = 200, 4000
ALIKE = 80  # of 100: how alike two titles are that likely tell the same concern
MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """A concern in the words of whoever raises it."""

    title: str
    description: str
    language: str

    @classmethod
    def checked(cls, title: object, description: object, language: object) -> Self:
        """Clean, or Refused: MISSING, TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL, UNKNOWN_CODE."""
        checks = Checks()
        found = cls(
            title=" ".join(checks.prose("title", title, LONGEST_TITLE, required=True).split()),
            description=checks.prose("description", description, LONGEST_TEXT),
            language=checks.code("language", language, LANGUAGES, required=True),
        )
        checks.settle()
        return found


def its_raisers_own(raisers: int, state: str) -> bool:
    """Whether the words of a concern are still those of its one raiser: nobody else joined, and no answer was given."""
    return raisers == 1 and state == "raised"


def checked_words(words: object, field: str = "words") -> str:
    """What a member adds in its own words. Raises Refused (TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL)."""
    checks = Checks()
    text = checks.prose(field, words, LONGEST_TEXT)
    checks.settle()
    return text


def checked_answer(kind: object, on: date | None, note: object, raised_on: date, today: date) -> dict[str, Any]:
    """How and when a concern is answered: {kind, on, note}; `on` is today by default, never before it was raised.

    Raises Refused: UNKNOWN_CODE, MISSING, DATE_OUT_OF_RANGE, TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL.
    """
    checks = Checks()
    day = on or today
    found = {
        "kind": checks.code("kind", kind, WAYS, required=True),
        "on": checks.day("on", PartialDate.of(day)) or day,
        "note": checks.prose("note", note, LONGEST_TEXT),
    }
    if not raised_on <= day <= today and not checks.problems:
        checks.refuse(ErrorCode.DATE_OUT_OF_RANGE, "on", first=raised_on, last=today)
    checks.settle()
    return found


def alike(title: str, titles: Mapping[str, str]) -> list[str]:
    """Keys of the concerns, given as {key: title}, that likely tell the same as this title; the likeliest first.

    Word order, repetition, accents and case don't matter.
    """
    folded = {key: fold(one) for key, one in titles.items()}
    found = process.extract(fold(title), folded, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=MOST_ALIKE)
    return [key for _, _, key in found]
