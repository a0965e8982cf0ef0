"""Taxonomies and regions: the lists that every other record is told with."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.core.actor import SYSTEM
from registry.core.translations import LANGUAGES
from registry.directory.actions.loading import load_regions, load_terms

from ..reader import Reader
from .kind import Draft, Kind, Upward

CANADA = {"code": "CA", "names": {"fr": "Canada", "en": "Canada", "es": "Canadá"}, "type": "country", "position": 1000}
# Roles that the rules of groups name or know, where a file's own list doesn't have them.
ROLES = {
    "coordinator": ("Coordination", "Coordinator", "Coordinación"),
    "steering_member": ("Comité directeur", "Steering committee", "Comité directivo"),
    "executive_representative": ("Comité exécutif", "Executive committee", "Comité ejecutivo"),
    "staff_member": ("Personnel du regroupement", "Coalition staff", "Personal de la agrupación"),
}
LONGEST_NAME, LONGEST_TERM, LONGEST_REGION = 32, 60, 8

# What the columns take that hold a code of these lists.
LONGEST = {
    **dict.fromkeys(("organization_kinds", "group_kinds", "relation_types", "composition_rules", "seat_roles"), 32),
    **dict.fromkeys(("fees", "contradiction_kinds"), 16),
    "confidence_levels": 8,
}


def terms(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every code of a taxonomies file, as (list, record); its place in the list is part of the record."""
    for name, rows in content.items():
        if name != "meta":
            yield from _placed(name, _with_roles(rows) if name == "seat_roles" else rows)


def places(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every region and province of a regions file, and the country."""
    for name in ("regions", "provinces"):
        for _, row in _placed(name, content.get(name, [])):
            yield name, {**row, "type": name.removesuffix("s")} if isinstance(row, dict) else row
    yield "countries", CANADA


def _with_roles(rows: Any) -> Any:
    """The roles of a file, and after them those that it leaves out."""
    if not isinstance(rows, list):
        return rows
    told = {row.get("code") for row in rows if isinstance(row, dict)}
    left_out = {code: labels for code, labels in ROLES.items() if code not in told}
    return rows + [
        {"code": code, "labels": dict(zip(LANGUAGES, labels, strict=True))} for code, labels in left_out.items()
    ]


def _placed(name: str, rows: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(rows, list):
        yield name, rows
        return
    for position, row in enumerate(rows):
        yield name, {**row, "position": position} if isinstance(row, dict) else row


def read_term(reader: Reader, key: str) -> Draft:
    """A code with its labels; what else its list says of it is kept as `details`."""
    taxonomy, code = key.split(":", 1)
    if len(taxonomy) > LONGEST_NAME or len(code) > LONGEST.get(taxonomy, LONGEST_TERM):
        reader.refuse("BAD_ID", "code", code)
    labels = reader.part("labels")
    details: dict[str, Any] = {
        name: reader.text(name) for name in ("note", "iso639_1", "iso639_3", "dated", "direction")
    }
    details |= {name: reader.texts(name) for name in ("from_types", "to_types")}
    details["symmetric"] = reader.flag("symmetric")
    reader.leave("code", "position", "source_terms")
    return Draft(
        {
            "labels": {language: labels.text(language) for language in LANGUAGES if labels.row.get(language)},
            "broader": reader.text("broader", LONGEST_TERM),
            "dimension": reader.text("dimension", LONGEST_NAME),
            "vague": bool(reader.flag("vague")),
            "position": reader.row["position"],
            "details": {name: value for name, value in details.items() if value not in ("", [], None)},
        }
    )


def read_region(reader: Reader, key: str) -> Draft:
    named = reader.part("names")
    reader.leave("code", "position", "type", "kind")
    if len(key) > LONGEST_REGION:
        reader.refuse("BAD_ID", "code", key)
    adjacent = reader.texts("adjacent", LONGEST_REGION)
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
