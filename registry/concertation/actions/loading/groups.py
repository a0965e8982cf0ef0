"""Loading groups, who is on a public list, and statements of sources that disagree."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from registry.core.actions import cite, remember, require_system, save_contradictions, save_rows, update_rows
from registry.core.actor import Actor
from registry.core.models import Aggregate
from registry.core.records import Record
from registry.directory.models import Organization, Service
from registry.journal.actions import Change, action, record_all

from ...models import Activity, Group, Listing, RuleSet

SUBJECTS: dict[str, type[Aggregate]] = {
    "organization": Organization,
    "service": Service,
    "group": Group,
    "activity": Activity,
}


@action
def load_groups(actor: Actor, records: Sequence[Record]) -> None:
    """Write groups with their sources."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    pks = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    rule_sets = dict(RuleSet.objects.filter(key__in=keys).values_list("key", "pk"))
    links = {"body": pks, "coalition": pks, "rule_set": rule_sets}
    rows = save_rows(actor, Group, records, links, prepare=_refold, prepared=("folded", "sort_name"))
    _join_parents(actor, rows, records)
    cite(actor, "group", {record.key: record.sources for record in records})
    remember(actor, "group", records)
    record_all(actor, [Change("group.loaded", rows[one.key], () if one.new else one.fields) for one in records])


@action
def load_listings(actor: Actor, records: Sequence[Record]) -> None:
    """Write who is named on a public list; the event is the list's."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = save_rows(actor, Listing, records, {"organization": organizations, "group": groups})
    cite(actor, "listing", {record.key: record.sources for record in records})
    remember(actor, "listing", records)
    named: dict[int, list[str]] = defaultdict(list)
    for row in rows.values():
        named[row.group_id].append(row.key)
    lists = Group.objects.in_bulk(named)
    record_all(actor, [Change("group.listing_loaded", lists[pk], codes={"listings": named[pk]}) for pk in named])


@action
def load_contradictions(actor: Actor, records: Sequence[Record]) -> None:
    """Write statements that disagree; the event is that of the thing that they are about."""
    require_system(actor)
    rows = save_contradictions(actor, records)
    about: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows.values():
        about[row.subject_type, row.subject_key].append(row.key)
    for kind, model in SUBJECTS.items():
        keys = [key for of_kind, key in about if of_kind == kind]
        things: Sequence[Aggregate] = list(model._default_manager.filter(key__in=keys))
        record_all(
            actor,
            [
                Change(f"{kind}.contradiction_loaded", thing, codes={"contradictions": about[kind, thing.key]})
                for thing in things
            ],
        )


def _refold(rows: Mapping[str, Group]) -> None:
    for row in rows.values():
        row.refold()


def _join_parents(actor: Actor, rows: Mapping[str, Group], records: Sequence[Record]) -> None:
    """A group's parent may be in the same file: it is joined once both have a row."""
    told = {record.key: record.parts["parent"] for record in records if "parent" in record.parts}
    pks = dict(Group.objects.filter(key__in=set(told.values()) - {None}).values_list("key", "pk"))
    changed = [rows[key] for key, parent in told.items() if rows[key].parent_id != pks.get(parent)]
    for row in changed:
        row.parent_id = pks.get(told[row.key])
    update_rows(actor, changed, ["parent"])
