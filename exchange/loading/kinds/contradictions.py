"""Statements of sources that disagree, side by side."""

from collections.abc import Mapping
from typing import Any

from registry.concertation.actions.loading import load_contradictions
from registry.core.actor import SYSTEM

from ..reader import Reader
from .kind import Draft, Kind

LATER = ("framework",)


def read_contradiction(reader: Reader, key: str) -> Draft:
    """What it is about has to be in the registry, and there are two statements at least."""
    world = reader.world
    subjects: dict[str, Mapping[str, object]] = {
        "organization": world.organizations,
        "service": world.services,
        "group": world.groups,
        "activity": world.activities,
    }
    kind = reader.text("subject_type", 32)
    if kind not in subjects:
        reader.refuse("WRONG_END", "subject_type", kind)
    subject = reader.reference("subject", subjects.get(kind, {}), required=True)
    statements = [_statement(given) for given in reader.parts("statements")]
    if len(statements) < 2:
        reader.missing("statements")
    draft = Draft(
        {
            "subject_type": kind,
            "subject_key": subject or "",
            "attribute": reader.text("attribute", 64),
            "kind": reader.code("kind", "contradiction_kinds", required=True),
            "note": reader.prose("note"),
        },
        parts={"statements": statements},
        sources=reader.sources(),
    )
    reader.leave("id", "former_ids")
    return draft


def _statement(given: Reader) -> dict[str, Any]:
    columns = {
        "value": given.prose("value"),
        "number": given.number("number"),
        "date": given.partial_date("date"),
        "since": given.partial_date("since"),
        "until": given.partial_date("until"),
        "period_label": given.text("period_label", 200),
    }
    if not columns["value"]:
        given.missing("value")
    statement = {"columns": columns, "sources": given.sources()}
    given.leave("measure")
    given.finish()
    return statement


CONTRADICTION = Kind(
    "contradiction",
    read_contradiction,
    lambda records, today: load_contradictions(SYSTEM, records),
    fixed=("subject_type", "subject_key"),
)
