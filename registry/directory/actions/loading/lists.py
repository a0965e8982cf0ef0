"""Loading the lists that everything else is told with: codes of taxonomies, and regions."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from registry.core.actions import remember, require_system
from registry.core.actor import Actor
from registry.core.records import Record
from registry.core.text import fold
from registry.journal.actions import Change, action, record_all

from ...models import Region, Taxonomy, Term

REGIONS = "regions"
Row = TypeVar("Row", Term, Region)


@action
def load_terms(actor: Actor, records: Sequence[Record]) -> None:
    """Write codes of taxonomies; a record's key is `taxonomy:code`. One event for each list."""
    require_system(actor)
    identities = {record.key: record.key.split(":", 1) for record in records}
    lists = {taxonomy for taxonomy, _ in identities.values()}
    known = {(term.taxonomy, term.code): term for term in Term.objects.filter(taxonomy__in=lists)}
    written = []
    for record in records:
        taxonomy, code = identities[record.key]
        term = known.get((taxonomy, code)) or Term(taxonomy=taxonomy, code=code)
        _fill(term, record, "labels")
        written.append(term)
    _write(written, records)
    remember(actor, "term", records)
    _record(actor, lists)


@action
def load_regions(actor: Actor, records: Sequence[Record]) -> None:
    """Write regions, provinces and countries; a record's key is the code. One event for the list."""
    require_system(actor)
    known = Region.objects.in_bulk([record.key for record in records], field_name="code")
    written = []
    for record in records:
        region = known.get(record.key) or Region(code=record.key)
        _fill(region, record, "names")
        written.append(region)
    _write(written, records)
    remember(actor, "region", records)
    _record(actor, {REGIONS})


def _fill(row: Term | Region, record: Record, named: str) -> None:
    for column, value in record.columns.items():
        setattr(row, column, value)
    row.folded = fold(" ".join(text for text in getattr(row, named).values() if text))


def _write(rows: Sequence[Row], records: Sequence[Record]) -> None:
    manager = type(rows[0])._default_manager
    standing = [row for row in rows if row.pk]
    manager.bulk_create([row for row in rows if row.pk is None])
    if standing:
        manager.bulk_update(standing, sorted({"folded"}.union(*(record.columns for record in records))))


def _record(actor: Actor, lists: Iterable[str]) -> None:
    """One event for each list: whoever keeps a copy of it follows its version."""
    keys = set(lists)
    Taxonomy.objects.bulk_create([Taxonomy(key=key) for key in keys], ignore_conflicts=True)
    rows = Taxonomy.objects.filter(key__in=keys)
    record_all(actor, [Change("taxonomy.loaded", row) for row in rows])
