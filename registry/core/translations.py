"""Texts that exist in some of the site's languages."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("fr", "en", "es")
Translated = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as found, and the language it is in (`None` where the source doesn't say)."""

    text: str
    language: str | None

    def __str__(self) -> str:
        return self.text


def in_language(texts: Translated, language: str) -> Text:
    """The text in `language`, else in French, English, Spanish, else the original; labelled with what it is in."""
    for candidate in (language, *LANGUAGES):
        found = texts.get(candidate)
        if found:
            return Text(found, candidate)
    return Text(texts.get("original") or "", None)
