"""Loading rule sets, and who sits where."""

from collections import defaultdict
from collections.abc import Sequence

from registry.core.actions import cite, remember, require_system, save_rows
from registry.core.actor import Actor
from registry.core.records import Record
from registry.directory.models import Organization
from registry.journal.actions import Change, action, record_all

from ...models import Group, RuleSet, Seat


@action
def load_rule_sets(actor: Actor, records: Sequence[Record]) -> None:
    """Write rule sets with their sources."""
    require_system(actor)
    rows = save_rows(actor, RuleSet, records)
    cite(actor, "ruleset", {record.key: record.sources for record in records})
    remember(actor, "ruleset", records)
    record_all(actor, [Change("rule_set.loaded", rows[one.key], () if one.new else one.fields) for one in records])


@action
def load_seats(actor: Actor, records: Sequence[Record]) -> None:
    """Write seats; the event is the group's, with the keys of its seats that were loaded."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = save_rows(actor, Seat, records, {"organization": organizations, "group": groups})
    cite(actor, "seat", {record.key: record.sources for record in records})
    remember(actor, "seat", records)
    of_group: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        of_group[rows[record.key].group_id].append(record)
    changed = Group.objects.in_bulk(of_group)
    record_all(
        actor,
        [
            Change(
                "group.seat_loaded",
                changed[pk],
                {field for record in told if not record.new for field in record.fields},
                {"seats": [record.key for record in told]},
            )
            for pk, told in of_group.items()
        ],
    )
