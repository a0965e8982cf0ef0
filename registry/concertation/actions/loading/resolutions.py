"""Loading resolutions with their recitals, clauses, and what these follow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from registry.core.actions import cite, remember, require_system, save_rows, update_rows
from registry.core.actor import Actor
from registry.core.records import Record
from registry.directory.models import Organization
from registry.journal.actions import Change, action, record_all

from ...models import Clause, ClauseLink, Group, Resolution
from ...rules import stems
from ...rules.resolutions import clause_key


@action
def load_resolutions(actor: Actor, records: Sequence[Record]) -> None:
    """Write resolutions with their sources; the clauses of one that changed are told anew, as a whole.

    A clause is known by its resolution's key and its place: `ex-res-001-c1`, and `ex-res-001-a1` for a recital.
    """
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    ends = {"coalition": organizations, "mover": organizations, "seconder": organizations, "group": groups}
    rows = save_rows(actor, Resolution, records, ends)
    told = {record.key: record.parts["clauses"] for record in records if "clauses" in record.parts}
    _write_clauses(rows, told)
    _write_links(told)
    _restem(actor, list(rows.values()))
    cite(actor, "resolution", {record.key: record.sources for record in records})
    remember(actor, "resolution", records)
    record_all(actor, [Change("resolution.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _write_clauses(rows: Mapping[str, Resolution], told: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Clauses keep their rows by their keys, which others may follow."""
    wanted: list[Clause] = []
    for key, clauses in told.items():
        places: dict[str, int] = defaultdict(int)
        for given in clauses:
            places[given["kind"]] += 1
            place = places[given["kind"]]
            texts = {name: given[name] for name in ("text_fr", "text_en")}
            made = Clause(
                key=clause_key(key, given["kind"], place), resolution=rows[key], kind=given["kind"],
                position=place - 1, **texts,
            )  # fmt: skip
            wanted.append(made)
    ours = Clause.objects.filter(resolution__in=[rows[key].pk for key in told])
    ours.exclude(key__in=[one.key for one in wanted]).filter(followed_by=None).delete()
    Clause.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["key"], update_fields=["position", "text_fr", "text_en"]
    )


def _write_links(told: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """What operative clauses follow: a clause of another resolution or, where none is numbered, the whole of it."""
    links = [
        (clause_key(key, Clause.Kind.CLAUSE, place), link)
        for key, clauses in told.items()
        for place, given in enumerate((one for one in clauses if one["kind"] == Clause.Kind.CLAUSE), 1)
        for link in given["links"]
    ]
    named = {
        clause_key(link["resolution"], Clause.Kind.CLAUSE, link["clause"])
        for _, link in links
        if link["clause"] is not None
    }
    clauses = dict(Clause.objects.filter(key__in=named | {source for source, _ in links}).values_list("key", "pk"))
    wholes = dict(Resolution.objects.filter(key__in={link["resolution"] for _, link in links}).values_list("key", "pk"))
    ClauseLink.objects.filter(clause__resolution__key__in=told).delete()
    made = []
    for source, link in links:
        numbered = link["clause"] is not None
        target = clauses.get(clause_key(link["resolution"], Clause.Kind.CLAUSE, link["clause"])) if numbered else None
        whole = None if numbered else wholes[link["resolution"]]
        if target or whole:
            made.append(
                ClauseLink(clause_id=clauses[source], kind=link["kind"], target_id=target, target_resolution_id=whole)
            )
    ClauseLink.objects.bulk_create(made)


def _restem(actor: Actor, rows: Sequence[Resolution]) -> None:
    texts: dict[int, list[str]] = defaultdict(list)
    for clause in Clause.objects.filter(resolution__in=[row.pk for row in rows]):
        texts[clause.resolution_id] += clause.texts.values()
    for row in rows:
        row.stems = stems.index(row.subjects.values(), texts[row.pk])
    update_rows(actor, rows, ["stems"])
