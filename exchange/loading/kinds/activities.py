"""Activities: an act, a project or an outside event, with its parties and their roles."""

from typing import Any

from registry.concertation.actions.loading import load_activities
from registry.concertation.rules.activities import When, check_when
from registry.core.actor import SYSTEM
from registry.core.dates import Period
from registry.core.errors import ErrorCode
from registry.core.validation import Checks

from ..reader import Reader
from .kind import Draft, Kind, quantities

ABOUT = "about"


def read_activity(reader: Reader, key: str) -> Draft:
    """An activity; its id and its kind are needed."""
    titles = {f"title_{language}": reader.text(f"title_{language}") for language in ("fr", "en", "es")}
    if not any(titles.values()):
        titles["title_fr"] = key
    sources = reader.sources()
    draft = Draft(
        {
            "kind": reader.code("kind", "activity_kinds", required=True),
            "nature": reader.code("nature", "activity_natures", default="activity"),
            "status": reader.code("status", "activity_statuses", default="unknown"),
            **titles,
            "description": reader.prose("description_fr"),
            **_time(reader),
            "place": reader.text("place", 120),
            "languages": reader.codes("languages", "languages"),
            "quantities": quantities(reader, "quantities"),
            "published": not reader.flag("hidden"),
            "exercise": reader.moving,
            "confidence": sources[0].confidence if sources else "",
            "note": reader.prose("note"),
        },
        {
            "group": reader.reference("group", reader.world.groups),
            "service": reader.reference("service", reader.world.services),
        },
        {
            "parties": _parties(reader),
            "impacts": [kind for kind in [reader.code("impact_kind", "impact_kinds")] if kind],
        },
        sources,
    )
    reader.leave("id", "former_ids")
    return draft


def _time(reader: Reader) -> dict[str, Any]:
    """A date, a period, or a window: never two of them."""
    window = reader.part("within")
    columns = {
        **reader.dated(),
        "date": reader.partial_date("date"),
        "date_basis": reader.code("date_basis", "bases"),
        "within_since": window.partial_date("since"),
        "within_until": window.partial_date("until"),
    }
    window.finish()
    checks = Checks()
    period = Period(since=columns["since"], until=columns["until"])
    window_told = Period(since=columns["within_since"], until=columns["within_until"])
    check_when(checks, When(columns["date"], period, window_told))
    for problem in checks.problems:
        if problem.code is ErrorCode.DATE_AND_PERIOD or problem.field == "within_until":
            reader.problem(problem.code, problem.field or "")
    return columns


def _parties(reader: Reader) -> list[dict[str, str]]:
    """Organizations and groups that took part, each with its role, then those that it is about; each once."""
    found = []
    for given in reader.parts("parties"):
        kind = given.text("type", 16)
        if kind not in ("organization", "group"):
            given.refuse("WRONG_END", "type", kind)
        among = given.world.groups if kind == "group" else given.world.organizations
        party = given.reference("id", among, required=True)
        role = given.code("role", "party_roles", required=True)
        given.finish()
        found.append({"type": kind, "key": party or "", "role": role})
    for key in reader.texts("about", 60):
        kind = "group" if key in reader.world.groups else "organization"
        if kind == "organization" and key not in reader.world.organizations:
            reader.refuse("UNKNOWN_REFERENCE", "about", key)
        found.append({"type": kind, "key": key, "role": ABOUT})
    return [party for place, party in enumerate(found) if party not in found[:place]]


ACTIVITY = Kind(
    "activity",
    read_activity,
    lambda records, today: load_activities(SYSTEM, records),
    touches="activities",
    aggregate=True,
)
