"""Loading concerns with those who raised them, and how they were answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef

from registry.core.actions import cite, remember, require_system, save_rows, update_rows
from registry.core.actor import Actor
from registry.core.records import Record
from registry.directory.models import Organization
from registry.journal.actions import Change, action, record_all

from ...models import Activity, Concern, ConcernAnswer, ConcernRaiser, Group, Outcome, Resolution


@action
def load_concerns(actor: Actor, records: Sequence[Record]) -> None:
    """Write concerns with their sources; the raisers of one that changed are told anew, as a whole."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    rows = save_rows(actor, Concern, records, {"group": groups, "passed_from": groups})
    _write_raisers(rows, records)
    _join(actor, rows, records)
    _settle(row.pk for row in rows.values())
    cite(actor, "concern", {record.key: record.sources for record in records})
    remember(actor, "concern", records)
    record_all(actor, [Change("concern.loaded", rows[one.key], () if one.new else one.fields) for one in records])


@action
def load_answers(actor: Actor, records: Sequence[Record]) -> None:
    """Write answers; the event is the concern's, which is answered from then on, with the keys of its answers."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    models = {"concern": Concern, "activity": Activity, "resolution": Resolution, "outcome": Outcome}
    links = {
        name: dict(model._default_manager.filter(key__in=keys).values_list("key", "pk"))
        for name, model in models.items()
    }
    rows = save_rows(actor, ConcernAnswer, records, links)
    remember(actor, "concernanswer", records)
    of_concern: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        of_concern[rows[record.key].concern_id].append(record)
    _settle(of_concern)
    answered = Concern.objects.in_bulk(of_concern)
    record_all(
        actor,
        [
            Change(
                "concern.answer_loaded",
                answered[pk],
                {field for record in told if not record.new for field in record.fields},
                {"answers": [record.key for record in told]},
            )
            for pk, told in of_concern.items()
        ],
    )


def _write_raisers(rows: Mapping[str, Concern], records: Sequence[Record]) -> None:
    told = [record for record in records if "raisers" in record.parts]
    keys = {raiser["organization"] for record in told for raiser in record.parts["raisers"]}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    ConcernRaiser.objects.filter(concern__in=[rows[record.key] for record in told if not record.new]).delete()
    ConcernRaiser.objects.bulk_create(
        ConcernRaiser(
            concern=rows[record.key],
            organization_id=organizations[raiser["organization"]],
            on=raiser["on"],
            words=raiser["words"],
        )
        for record in told
        for raiser in record.parts["raisers"]
    )


def _join(actor: Actor, rows: Mapping[str, Concern], records: Sequence[Record]) -> None:
    """The concern that another one was joined to may be in the same file: they are linked once both have a row."""
    told = {record.key: record.parts["joined_to"] for record in records if "joined_to" in record.parts}
    pks = dict(Concern.objects.filter(key__in=set(told.values()) - {None}).values_list("key", "pk"))
    changed = [rows[key] for key, target in told.items() if rows[key].joined_to_id != pks.get(target)]
    for row in changed:
        row.joined_to_id = pks.get(told[row.key])
    update_rows(actor, changed, ["joined_to"])


def _settle(concerns: Iterable[int]) -> None:
    """Those of these concerns that stand and have an answer are answered."""
    answers = ConcernAnswer.objects.filter(concern=OuterRef("pk"))
    standing = Concern.objects.filter(Exists(answers), pk__in=list(concerns), state=Concern.State.RAISED)
    standing.update(state=Concern.State.ANSWERED)
