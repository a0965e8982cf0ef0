"""Loading activities with their parties, what they are about, and their impact."""

from collections.abc import Mapping, Sequence

from registry.core.actions import cite, remember, require_system, save_rows
from registry.core.actor import Actor
from registry.core.records import Record
from registry.directory.models import Organization, Service
from registry.journal.actions import Change, action, record_all

from ...models import Activity, ActivityParty, Group, Impact


@action
def load_activities(actor: Actor, records: Sequence[Record]) -> None:
    """Write activities with their sources; the parties and impacts of one that changed are told anew, as a whole."""
    require_system(actor)
    named = {party["key"] for record in records for party in record.parts.get("parties", ())}
    keys = named | {key for record in records for key in record.links.values()}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    services = dict(Service.objects.filter(key__in=keys).values_list("key", "pk"))
    links = {"group": groups, "service": services}
    rows = save_rows(actor, Activity, records, links, prepare=_refold, prepared=("folded",))
    _write_parts(rows, records, organizations, groups)
    cite(actor, "activity", {record.key: record.sources for record in records})
    remember(actor, "activity", records)
    record_all(actor, [Change("activity.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _write_parts(
    rows: Mapping[str, Activity],
    records: Sequence[Record],
    organizations: Mapping[str, int],
    groups: Mapping[str, int],
) -> None:
    joined = [record for record in records if "parties" in record.parts]
    ActivityParty.objects.filter(activity__in=[rows[record.key] for record in joined if not record.new]).delete()
    ActivityParty.objects.bulk_create(
        ActivityParty(
            activity=rows[record.key],
            role=party["role"],
            position=position,
            organization_id=organizations[party["key"]] if party["type"] == "organization" else None,
            group_id=groups[party["key"]] if party["type"] == "group" else None,
        )
        for record in joined
        for position, party in enumerate(record.parts["parties"])
    )
    changing = [record for record in records if "impacts" in record.parts]
    Impact.objects.filter(activity__in=[rows[record.key] for record in changing if not record.new]).delete()
    Impact.objects.bulk_create(
        Impact(activity=rows[record.key], kind=kind) for record in changing for kind in record.parts["impacts"]
    )


def _refold(rows: Mapping[str, Activity]) -> None:
    for row in rows.values():
        row.refold()
