"""What loading writes for every subject: rows by key, where they come from, what their file said.

These are steps of the subjects' own actions: each is called within one, which records the events.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q

from .actor import Actor
from .errors import ErrorCode, refuse
from .models import Citation, Contradiction, Keyed, LoadedRecord, SourceDocument, Statement
from .records import Record, Source, day_of_change

T = TypeVar("T", bound=Keyed)
M = TypeVar("M", bound=Model)
WORKED_OUT = ("begins", "ends")


def require_system(actor: Actor) -> None:
    """Refuse (NOT_ALLOWED) what the system alone does, such as loading files."""
    if not actor.is_system:
        raise refuse(ErrorCode.NOT_ALLOWED)


def save_rows(
    actor: Actor,
    model: type[T],
    records: Sequence[Record],
    links: Mapping[str, Mapping[str, int]] | None = None,
    *,
    prepare: Callable[[Mapping[str, T]], None] | None = None,
    prepared: Iterable[str] = (),
) -> dict[str, T]:
    """Insert the new records' rows and write the changed columns of the others: {key: row}.

    `links` gives, for each link column, the primary keys of the things that it may name. `prepare` works out
    the columns `prepared` of the rows, just before they are written.
    """
    known = {record.key for record in records if not record.new}
    rows = {row.key: row for row in model._default_manager.select_for_update(of=("self",)).filter(key__in=known)}
    columns: set[str] = set(prepared)
    for record in records:
        row = rows.setdefault(record.key, model(key=record.key)) if record.new else rows[record.key]
        for column, value in record.columns.items():
            setattr(row, column, value)
        for column, key in record.links.items():
            setattr(row, f"{column}_id", None if key is None else (links or {})[column][key])
        if not record.new:
            columns |= {*record.columns, *record.links}
    if prepare:
        prepare(rows)
    if columns:
        update_rows(actor, [rows[key] for key in known], columns)
    model._default_manager.bulk_create([rows[record.key] for record in records if record.new])
    return rows


def update_rows(actor: Actor, rows: Sequence[M], columns: Iterable[str]) -> None:
    """Write these columns of the rows, and what is worked out from them."""
    if not rows:
        return
    own = {field.name: field for field in rows[0]._meta.concrete_fields}
    derived = [own[name] for name in WORKED_OUT if name in own]
    for row in rows:
        for field in derived:
            field.pre_save(row, add=False)
    names = [*columns, *(field.name for field in derived)]
    type(rows[0])._default_manager.bulk_update(rows, sorted(set(names)))


def save_terms(
    actor: Actor, model: type[M], owner: str, rows: Mapping[str, Keyed], records: Sequence[Record], today: date
) -> None:
    """Write the `terms` of the records whose rows these are; `owner` is the column that names the row.

    The first terms hold always. Changed ones are a new row that holds from a day on, so that yesterday's answer
    stays; in place only if the last change was that same day's.
    """
    told = [record for record in records if "terms" in record.parts]
    owners = [rows[record.key].pk for record in told if not record.new]
    before: Iterable[Any] = model._default_manager.filter(**{f"{owner}__in": owners})
    known: dict[int, dict[date | None, M]] = defaultdict(dict)
    for terms in before:
        known[getattr(terms, f"{owner}_id")][terms.since] = terms
    written: list[M] = []
    for record in told:
        row, standing = rows[record.key], known[rows[record.key].pk]
        begun = max((day for day in standing if day), default=None)
        day = day_of_change(today, begun, record.columns.get("as_of")) if standing else None
        terms = standing.get(day) or model(**{owner: row, "since": day})
        for column, value in record.parts["terms"].items():
            setattr(terms, column, value)
        written.append(terms)
    changed = [terms for terms in written if terms.pk]
    model._default_manager.bulk_create([terms for terms in written if terms.pk is None])
    if changed:
        model._default_manager.bulk_update(changed, sorted(told[0].parts["terms"]))


def cite(actor: Actor, subject_type: str, sources: Mapping[str, Sequence[Source] | None]) -> None:
    """Say where each thing comes from: {its key: its sources}, instead of what was said before; None leaves it."""
    told = {key: given for key, given in sources.items() if given is not None}
    Citation.objects.filter(subject_type=subject_type, subject_key__in=told).delete()
    documents = _documents([source for given in told.values() for source in given])
    Citation.objects.bulk_create(
        Citation(
            subject_type=subject_type,
            subject_key=key,
            document_id=documents[source.type, source.reference],
            section=source.section,
            page=source.page,
            confidence=source.confidence,
            position=position,
        )
        for key, given in told.items()
        for position, source in enumerate(given)
    )


def remember(actor: Actor, kind: str, records: Sequence[Record]) -> None:
    """Keep what the file said, for the next load to compare with."""
    LoadedRecord.objects.bulk_create(
        [
            LoadedRecord(
                kind=kind,
                key=record.key,
                collection=record.collection,
                digest=record.digest,
                columns=dict(record.digests),
            )
            for record in records
        ],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["collection", "digest", "columns"],
    )


def save_contradictions(actor: Actor, records: Sequence[Record]) -> dict[str, Contradiction]:
    """Keep statements that disagree side by side, each with its own sources."""
    rows = save_rows(actor, Contradiction, records)
    stated = [record for record in records if "statements" in record.parts]
    Statement.objects.filter(contradiction__in=[rows[record.key].pk for record in stated]).delete()
    Statement.objects.bulk_create(
        Statement(contradiction=rows[record.key], position=position, **statement["columns"])
        for record in stated
        for position, statement in enumerate(record.parts["statements"])
    )
    cite(actor, "contradiction", {record.key: record.sources for record in records})
    cite(
        actor,
        "statement",
        {
            f"{record.key}#{position}": statement["sources"]
            for record in stated
            for position, statement in enumerate(record.parts["statements"])
        },
    )
    remember(actor, "contradiction", records)
    return rows


def _documents(sources: Sequence[Source]) -> dict[tuple[str, str], int]:
    """Primary keys of the documents by type and reference; the unknown ones are added."""
    wanted = {(source.type, source.reference): source for source in sources}
    if not wanted:
        return {}
    same = Q(reference__in={reference for _, reference in wanted})
    known = set(SourceDocument.objects.filter(same).values_list("type", "reference"))
    SourceDocument.objects.bulk_create(
        SourceDocument(type=source.type, reference=source.reference, read_on=source.read_on)
        for identity, source in wanted.items()
        if identity not in known
    )
    found = SourceDocument.objects.filter(same).values_list("type", "reference", "pk")
    return {(kind, reference): pk for kind, reference, pk in found}
