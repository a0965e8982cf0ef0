"""Organizations: who they are, what they are called, and whether they exist."""

from typing import Any

from registry.core.actor import SYSTEM
from registry.directory.actions.loading import load_organizations

from ..reader import Reader
from .kind import Draft, Kind, Upward, names


def read_organization(reader: Reader, key: str) -> Draft:
    """An organization; only its id is needed. A name that is missing everywhere falls back to the id."""
    if key in reader.world.groups:
        reader.refuse("ID_TAKEN", "id")
    contact = reader.part("contact")
    draft = Draft(
        {
            "kind": reader.code("kind", "organization_kinds"),
            "acronym": reader.text("acronym", 40),
            "country": reader.place("country", "country"),
            "scope": reader.text("scope", 32),
            "province": reader.place("province", "province"),
            "region": reader.place("region", "region"),
            "region_basis": reader.code("region_basis", "bases"),
            "city": reader.text("city", 120),
            "website": reader.web("website") or contact.web("url"),
            "email": contact.email("email"),
            "phone": contact.phone("phone"),
            "founded": reader.partial_date("founded"),
            "founded_basis": reader.code("founded_basis", "bases"),
            "founded_note": reader.prose("founded_note"),
            "confidential_site": bool(reader.flag("confidential_site")),
            "confidential_basis": reader.text("confidential_basis", 16),
            "confidential_note": reader.prose("confidential_note"),
            "address_withheld": bool(reader.flag("address_withheld")),
            "note": reader.prose("note"),
            "as_of": reader.partial_date("as_of"),
            "exercise": reader.moving,
            "published": not reader.flag("hidden"),
        },
        sources=reader.sources(),
        owners=(key,),
    )
    contact.finish()
    draft.parts = {"names": _names(reader, key), **_other_names(reader), "state": _state(reader)}
    reader.leave("id", "former_ids")
    return draft


def _names(reader: Reader, key: str) -> list[dict[str, Any]]:
    found = names(reader) or {"original": key}
    descriptive = reader.texts("name_is_descriptive", 8)
    return [
        {"language": "" if language == "original" else language, "text": text, "descriptive": language in descriptive}
        for language, text in found.items()
    ]


def _other_names(reader: Reader) -> dict[str, Any]:
    former = []
    for given in reader.parts("former_names"):
        text = given.text("name")
        if not text:
            given.missing("name")
        former.append(
            {
                "text": text,
                "language": given.text("lang", 8),
                "until": given.partial_date("until"),
                "note": given.prose("note"),
            }
        )
        given.finish()
    return {"former_names": former, "name_variants": reader.texts("name_variants")}


def _state(reader: Reader) -> dict[str, Any]:
    """Without a status it is active."""
    return {
        "status": reader.code("status", "org_statuses", default="active"),
        "since": reader.partial_date("status_since"),
        "successor": reader.text("successor", 60) or None,
        "note": reader.prose("status_note"),
    }


def _without_successor(draft: Draft) -> None:
    draft.parts["state"]["successor"] = None


ORGANIZATION = Kind(
    "organization",
    read_organization,
    lambda records, today: load_organizations(SYSTEM, records, today=today),
    touches="organizations",
    upward=Upward("successor", lambda world: dict.fromkeys(world.organizations, ""), _without_successor),
    aggregate=True,
)
