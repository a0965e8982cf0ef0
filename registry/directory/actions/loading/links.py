"""Loading what links two organizations: memberships in coalitions, and relationships of every other type."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from registry.core.actions import cite, remember, require_system, save_rows
from registry.core.actor import Actor
from registry.core.records import Record
from registry.journal.actions import Change, action, record_all

from ...models import Membership, Organization, Relationship

L = TypeVar("L", Membership, Relationship)


@action
def load_memberships(actor: Actor, records: Sequence[Record]) -> None:
    """Write memberships; the event is the member organization's."""
    rows = _save(actor, Membership, "membership", records)
    _record(actor, "membership", {row.key: row.organization_id for row in rows.values()}, records)


@action
def load_relationships(actor: Actor, records: Sequence[Record]) -> None:
    """Write relationships; the event is that of the organization from which they go."""
    rows = _save(actor, Relationship, "relationship", records)
    _record(actor, "relationship", {row.key: row.origin_id for row in rows.values()}, records)


def _save(actor: Actor, model: type[L], kind: str, records: Sequence[Record]) -> dict[str, L]:
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    pks = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = save_rows(actor, model, records, {column: pks for record in records for column in record.links})
    cite(actor, kind, {record.key: record.sources for record in records})
    remember(actor, kind, records)
    return rows


def _record(actor: Actor, kind: str, owners: Mapping[str, int], records: Sequence[Record]) -> None:
    """One event for each organization, with the keys of its links that were loaded."""
    links: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        links[owners[record.key]].append(record)
    organizations = Organization.objects.in_bulk(links)
    record_all(
        actor,
        [
            Change(
                f"organization.{kind}_loaded",
                organizations[pk],
                {field for record in of_one if not record.new for field in record.fields},
                {f"{kind}s": [record.key for record in of_one]},
            )
            for pk, of_one in links.items()
        ],
    )
