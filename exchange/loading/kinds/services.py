"""Services: whom they take by which door, and whether they take anyone now."""

from typing import Any

from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode
from registry.directory.actions.loading import load_services

from ..reader import Reader
from .kind import Draft, Kind, names, plain, rule

OLDEST = 130


def read_service(reader: Reader, key: str) -> Draft:
    """A service; its id, its organization and its door are needed."""
    owner = reader.reference("organization", reader.world.organizations, required=True)
    named = names(reader) or {"fr": key}
    contact = reader.part("contact")
    sources = reader.sources()
    draft = Draft(
        {
            **{f"name_{language}": named.get(language, "") for language in ("fr", "en", "es")},
            **reader.dated(),
            "website": reader.web("website") or contact.web("url"),
            "email": contact.email("email"),
            "phone": contact.phone("phone"),
            "fee": reader.code("fee", "fees"),
            "funded": reader.flag("funded"),
            "schedule": _schedule(reader),
            "city": reader.text("city", 120),
            "region": reader.place("region", "region"),
            "province": reader.place("province", "province"),
            "capacity_note": reader.prose("capacity_note_fr"),
            "published": not reader.flag("hidden"),
            "confidence": sources[0].confidence if sources else "",
            "note": reader.prose("note"),
        },
        {"organization": owner},
        {
            "terms": _terms(reader),
            "intake_periods": [_intake(given) for given in reader.parts("intake_periods")],
            "intake_interruptions": [_interruption(given) for given in reader.parts("intake_interruptions")],
        },
        sources,
        (owner,),
    )
    contact.finish()
    reader.leave("id", "former_ids", "measures", "category_source_term", "door_source_term")
    return draft


def _terms(reader: Reader) -> dict[str, Any]:
    every, some, eligibility = rule(reader, "eligibility")
    stated = eligibility.flag("stated")
    terms = {
        "needs": reader.codes("needs", "needs"),
        "audience": reader.code("audience", "audiences", default="persons"),
        "audience_also": reader.codes("audience_also", "audiences"),
        "populations": reader.codes("populations", "populations"),
        "populations_all": reader.codes("populations_all", "populations"),
        "populations_basis": reader.code("populations_basis", "bases"),
        "age_min": reader.whole("age_min", OLDEST),
        "age_max": reader.whole("age_max", OLDEST),
        "facts_all": every,
        "facts_any": some,
        "criteria": eligibility.prose("source_fr"),
        "criteria_stated": bool(every or some) if stated is None else stated,
        "languages": reader.codes("languages", "languages"),
        "languages_basis": reader.code("languages_basis", "bases"),
        "languages_note": reader.prose("languages_note_fr"),
        "door": reader.code("door", "doors", required=True),
        "door_basis": reader.code("door_basis", "bases"),
        "areas": [_area(given) for given in reader.parts("areas")],
        "areas_basis": reader.code("areas_basis", "bases"),
        "areas_note": reader.prose("areas_note_fr"),
    }
    eligibility.finish()
    low, high = terms["age_min"], terms["age_max"]
    if isinstance(low, int) and isinstance(high, int) and low > high:
        reader.problem(ErrorCode.NUMBER_OUT_OF_RANGE, "age_max", min=low, max=OLDEST)
    return terms


def _area(given: Reader) -> dict[str, str]:
    kind = given.code("type", "area_types", required=True)
    code = given.place("code", kind)
    if given.row.get("code") is None:
        given.missing("code")
    given.finish()
    return {"type": kind, "code": code}


def _intake(given: Reader) -> dict[str, Any]:
    columns = {
        "status": given.code("status", "intake_statuses", required=True),
        **given.dated(),
        "wait_days": given.days("wait_days"),
        "reason": given.prose("note_fr"),
    }
    period = {"columns": columns, "sources": given.sources()}
    given.finish()
    return period


def _interruption(given: Reader) -> dict[str, Any]:
    found = {
        "status": given.code("status", "intake_statuses", required=True),
        "within": given.partial_date("within"),
        "note": given.prose("note_fr"),
    }
    given.finish()
    return found


def _schedule(reader: Reader) -> dict[str, Any]:
    given = reader.part("schedule")
    found = {"times": plain(given.number("times")), "per": given.text("per", 32), "label_fr": given.text("label_fr")}
    given.finish()
    return {key: value for key, value in found.items() if value not in (None, "")}


SERVICE = Kind(
    "service",
    read_service,
    lambda records, today: load_services(SYSTEM, records, today=today),
    fixed=("organization",),
    touches="services",
    aggregate=True,
)
