"""Resolutions: as references (number, assembly, subject), or with their recitals, clauses and votes."""

from typing import Any

from registry.concertation.actions.loading import load_resolutions
from registry.concertation.rules.resolutions import LONGEST_CLAUSE
from registry.core.actor import SYSTEM

from ..reader import Reader
from .kind import Draft, Kind


def read_resolution(reader: Reader, key: str) -> Draft:
    """A resolution; only its id and its coalition (`body`) are needed. Without `clauses` it is a reference."""
    subject = reader.part("subject")
    subjects = {f"subject_{language}": subject.text(language) for language in ("fr", "en", "es")}
    subject.finish()
    sources, organizations = reader.sources(), reader.world.organizations
    votes = reader.part("votes")
    draft = Draft(
        {
            **subjects,
            "subject_basis": reader.text("subject_fr_basis", 16),
            "number": reader.whole("number"),
            "assembly_on": reader.partial_date("assembly"),
            "assembly_basis": reader.code("assembly_basis", "bases"),
            "assembly_note": reader.prose("assembly_note"),
            "group_basis": reader.code("group_basis", "bases"),
            "filed_under": reader.text("filed_under", 32),
            "state": reader.code("status", "resolution_states", default="adopted"),
            "state_basis": reader.code("status_basis", "bases"),
            "votes_for": votes.whole("for"),
            "votes_against": votes.whole("against"),
            "abstentions": votes.whole("abstentions"),
            "decided_on": reader.day("decided_on", required=False),
            "confidence": sources[0].confidence if sources else "",
            "note": reader.prose("note"),
        },
        {
            "coalition": reader.reference("body", organizations, required=True),
            "group": reader.reference("group", reader.world.groups),
            "mover": reader.reference("mover", organizations),
            "seconder": reader.reference("seconder", organizations),
        },
        {"clauses": [*_clauses(reader, "recitals", "recital"), *_clauses(reader, "clauses", "clause")]},
        sources,
    )
    votes.finish()
    reader.leave("id", "former_ids")
    return draft


def _clauses(reader: Reader, name: str, kind: str) -> list[dict[str, Any]]:
    found = []
    for given in reader.parts(name):
        texts = {f"text_{language}": given.prose(language, LONGEST_CLAUSE) for language in ("fr", "en")}
        if not any(texts.values()):
            given.missing("fr")
        links = [_link(link) for link in given.parts("links")] if kind == "clause" else []
        found.append({"kind": kind, **texts, "links": links})
        given.finish()
    return found


def _link(given: Reader) -> dict[str, Any]:
    """What a clause follows: the operative clause of this number, from 1, of a resolution, or the whole of it."""
    world = given.world
    link = {
        "kind": given.code("kind", "clause_links", required=True),
        "resolution": given.reference("resolution", {**world.resolutions, **world.file}, required=True),
        "clause": given.whole("clause"),
    }
    given.finish()
    return link


RESOLUTION = Kind(
    "resolution",
    read_resolution,
    lambda records, today: load_resolutions(SYSTEM, records),
    fixed=("coalition",),
    touches="resolutions",
    aggregate=True,
)
