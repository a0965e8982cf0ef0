"""Taxonomies and regions: the lists that every other record is told with."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.core.actor import SYSTEM
from registry.directory.actions.loading import load_regions, load_terms

from ..reader import Reader
from .kind import Draft, Kind, Upward, plain

CANADA = {"code": "CA", "names": {"fr": "Canada", "en": "Canada", "es": "Canadá"}, "type": "country", "position": 1000}
LONGEST_NAME, LONGEST_BROADER, LONGEST_CODE = 32, 64, 8
LANGUAGES = ("fr", "en", "es")


def terms(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every code of a taxonomies file, as (list, record); its place in the list is part of the record."""
    for name, rows in content.items():
        if name != "meta":
            yield from _placed(name, rows)


def places(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every region and province of a regions file, and the country."""
    for name in ("regions", "provinces"):
        for _, row in _placed(name, content.get(name, [])):
            yield name, {**row, "type": name.removesuffix("s")} if isinstance(row, dict) else row
    yield "countries", CANADA


def _placed(name: str, rows: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(rows, list):
        yield name, rows
        return
    for position, row in enumerate(rows):
        yield name, {**row, "position": position} if isinstance(row, dict) else row


def read_term(reader: Reader, key: str) -> Draft:
    """A code with its labels; what else its list says of it is kept as `details`."""
    taxonomy = key.split(":", 1)[0]
    if len(taxonomy) > LONGEST_NAME:
        reader.refuse("BAD_ID", "", taxonomy)
    labels = reader.part("labels")
    details = {name: _plain(value) for name, value in reader.row.items() if name in DETAILS}
    reader.leave("code", "position", "source_terms", *DETAILS)
    return Draft(
        {
            "labels": {language: labels.text(language) for language in LANGUAGES if labels.row.get(language)},
            "broader": reader.text("broader", LONGEST_BROADER),
            "dimension": reader.text("dimension", 32),
            "vague": bool(reader.flag("vague")),
            "position": reader.row["position"],
            "details": details,
        }
    )


def read_region(reader: Reader, key: str) -> Draft:
    named = reader.part("names")
    reader.leave("code", "position", "type", "kind")
    if len(key) > LONGEST_CODE:
        reader.refuse("BAD_ID", "code", key)
    adjacent = reader.texts("adjacent", LONGEST_CODE)
    for code in adjacent:
        if code not in reader.world.file and code not in reader.world.vocabulary.regions:
            reader.refuse("UNKNOWN_REFERENCE", "adjacent", code)
    return Draft(
        {
            "type": reader.row["type"],
            "province": reader.text("province", 8),
            "names": {language: named.text(language) for language in LANGUAGES if named.row.get(language)},
            "chief_city": reader.text("chief_city", 80),
            "adjacent": adjacent,
            "position": reader.row["position"],
        }
    )


def _plain(value: Any) -> Any:
    return plain(value) if hasattr(value, "to_integral_value") else value


DETAILS = ("note", "iso639_1", "iso639_3", "from_types", "to_types", "symmetric", "dated", "direction", "narrower_note")
TERM = Kind(
    "term",
    read_term,
    lambda records, today: load_terms(SYSTEM, records),
    touches="vocabulary",
    upward=Upward(
        "broader",
        lambda world: world.above_terms,
        key=lambda key, told: f"{key.split(':', 1)[0]}:{told}",
    ),
)
REGION = Kind("region", read_region, lambda records, today: load_regions(SYSTEM, records), touches="vocabulary")
