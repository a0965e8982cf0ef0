"""Records of subjects that come later: named, so that nobody thinks that they were loaded."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.core.validation import shown

LABELS = ("names", "title_fr", "label_fr", "subject_fr", "paraphrase_fr", "title", "subject", "fr", "title_en")
LISTS = {
    "measures": ("measure", ("measures",)),
    "plan_structure": ("plan", ("objectives", "orientations", "sections")),
    "framework": ("framework", ("draft", "final", "earlier_ccr_standards")),
}
INNER = ("actions", "areas", "indicators")


def waiting(name: str, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, label) of every record of one of these files, those inside others included."""
    for list_name in LISTS[name][1]:
        rows = content.get(list_name)
        for position, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            if isinstance(row, dict):
                yield from _named(row, f"{list_name}:{position}" if isinstance(rows, list) else list_name, list_name)


def label(row: Mapping[str, Any]) -> str:
    """What to call a record besides its id; empty if nothing says it."""
    for name in LABELS:
        told = row.get(name)
        if isinstance(told, dict):
            told = told.get("fr") or told.get("en") or told.get("original")
        if isinstance(told, str) and told:
            return "".join(letter for letter in told[:200] if letter.isprintable())
    return ""


def _named(row: Mapping[str, Any], fallback: str, list_name: str) -> Iterator[tuple[str, str]]:
    told = row.get("id")
    code = row.get("code")
    key = str(told) if told else f"{list_name}:{code}" if code is not None else fallback
    yield shown(key), label(row)
    for inner in INNER:
        rows = row.get(inner)
        for position, one in enumerate(rows if isinstance(rows, list) else [], 1):
            if isinstance(one, dict):
                yield from _named(one, f"{key}:{inner}:{position}", inner)
