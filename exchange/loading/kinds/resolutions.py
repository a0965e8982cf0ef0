"""Resolutions: as references (number, assembly, subject), or with their recitals, clauses and votes."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from registry.concertation import queries as concertation
from registry.concertation.actions.loading import load_resolutions
from registry.concertation.rules.lineage import makes_loop
from registry.concertation.rules.resolutions import CLAUSE, LONGEST_CLAUSE, clause_key, voters_within
from registry.core.actor import SYSTEM
from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode

from ..flaws import flaw
from ..reader import Reader
from ..report import Flaw
from ..world import World
from .kind import Draft, Kind

VOTES = ("votes_for", "votes_against", "abstentions")


def read_resolution(reader: Reader, key: str) -> Draft:
    """A resolution; only its id and its coalition (`body`) are needed. Without `clauses` it is a reference."""
    subject = reader.part("subject")
    subjects = {f"subject_{language}": subject.text(language) for language in ("fr", "en", "es")}
    subject.finish()
    sources, organizations = reader.sources(), reader.world.organizations
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
            **_votes(reader.part("votes")),
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
    _check_votes(reader, draft)
    reader.leave("id", "former_ids")
    return draft


def _votes(given: Reader) -> dict[str, int | None]:
    found = {"votes_for": given.whole("for"), "votes_against": given.whole("against")}
    found["abstentions"] = given.whole("abstentions")
    given.finish()
    return found


def _check_votes(reader: Reader, draft: Draft) -> None:
    """No more votes than organizations that may have voted on the day, or at some time in the month or year."""
    coalition, cast = draft.links["coalition"], sum(draft.columns[name] or 0 for name in VOTES)
    if coalition is None or not cast:
        return
    on = draft.columns["decided_on"] or draft.columns["assembly_on"]
    day = PartialDate.of(on) if isinstance(on, date) else on
    first, last = (day.first_day, day.last_day) if day else (date.min, date.max)
    voters = voters_within(reader.world.voting_terms, coalition, first, last)
    if cast > voters:
        reader.problem(ErrorCode.TOO_MANY_VOTES, "votes", given=cast, voters=voters)


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


def wrong_links(drafts: Mapping[str, Draft], world: World) -> dict[str, Flaw]:
    """Resolutions with a link to a clause or a resolution that there isn't, to another coalition's, or in a loop."""
    told = [(key, path, link) for key, draft in drafts.items() for path, link in _links(draft)]
    if not told:
        return {}
    clauses = _clauses_known(drafts, [link for _, _, link in told])
    coalitions = world.resolutions | {key: draft.links["coalition"] or "" for key, draft in drafts.items()}
    follows = concertation.followed_resolutions(SYSTEM)
    follows |= {key: {link["resolution"] for _, link in _links(draft)} for key, draft in drafts.items()}
    found: dict[str, Flaw] = {}
    for key, path, link in told:
        other, number = link["resolution"], link["clause"]
        if other not in coalitions:
            found.setdefault(key, flaw("UNKNOWN_REFERENCE", f"{path}.resolution", other))
        elif coalitions[other] != drafts[key].links["coalition"]:
            found.setdefault(key, flaw("NOT_ITS_RESOLUTION", f"{path}.resolution", other))
        elif number is not None and clause_key(other, CLAUSE, number) not in clauses:
            found.setdefault(key, flaw("NO_SUCH_CLAUSE", f"{path}.clause", other, clause=number))
        elif makes_loop(follows, key, other):
            found.setdefault(key, flaw("LINKS_IN_A_LOOP", f"{path}.resolution", other))
    return found


def _links(draft: Draft) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each link of the operative clauses stands in the record, and what it says."""
    clauses = [one for one in draft.parts["clauses"] if one["kind"] == CLAUSE]
    for place, clause in enumerate(clauses):
        for number, link in enumerate(clause["links"]):
            yield f"clauses[{place}].links[{number}]", link


def _clauses_known(drafts: Mapping[str, Draft], links: Collection[Mapping[str, Any]]) -> set[str]:
    """The keys of operative clauses that these links may mean: of these records, and of what stands beside them."""
    beside = {link["resolution"] for link in links} - drafts.keys()
    standing = concertation.visible_clauses(SYSTEM).filter(kind=CLAUSE, resolution__key__in=beside)
    return set(standing.values_list("key", flat=True)) | {
        clause_key(key, CLAUSE, place)
        for key, draft in drafts.items()
        for place, _ in enumerate((one for one in draft.parts["clauses"] if one["kind"] == CLAUSE), 1)
    }


RESOLUTION = Kind(
    "resolution",
    read_resolution,
    lambda records, today: load_resolutions(SYSTEM, records),
    fixed=("coalition",),
    touches="resolutions",
    aggregate=True,
    clashes=wrong_links,
)
