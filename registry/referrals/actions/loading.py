"""Loading agreements. Changed terms are a new dated row, so that yesterday's answer stays."""

from collections.abc import Sequence
from datetime import date

from registry.concertation.models import Group
from registry.core.actions import cite, remember, require_system, save_rows, save_terms
from registry.core.actor import Actor
from registry.core.records import Record
from registry.directory.models import Organization, Service
from registry.journal.actions import Change, action, record_all

from ..models import Agreement, AgreementTerms, AnsweredReferral


@action
def load_agreements(actor: Actor, records: Sequence[Record], *, today: date) -> None:
    """Write agreements with their terms, answered referrals and sources; changed terms hold from `today` on."""
    require_system(actor)
    keys = {key for record in records for key in record.links.values()}
    organizations = dict(Organization.objects.filter(key__in=keys).values_list("key", "pk"))
    groups = dict(Group.objects.filter(key__in=keys).values_list("key", "pk"))
    services = dict(Service.objects.filter(key__in=keys).values_list("key", "pk"))
    ends = {"origin": organizations, "target": organizations, "origin_group": groups, "target_group": groups}
    rows = save_rows(actor, Agreement, records, {**ends, "service": services})
    save_terms(actor, AgreementTerms, "agreement", rows, records, today)
    _write_answers(rows, records)
    cite(actor, "agreement", {record.key: record.sources for record in records})
    remember(actor, "agreement", records)
    record_all(actor, [Change("agreement.loaded", rows[one.key], () if one.new else one.fields) for one in records])


def _write_answers(rows: dict[str, Agreement], records: Sequence[Record]) -> None:
    """Referrals answered through the agreement: told anew as a whole."""
    told = [record for record in records if "answered_referrals" in record.parts]
    known = [rows[record.key] for record in told if not record.new]
    AnsweredReferral.objects.filter(agreement__in=known).delete()
    AnsweredReferral.objects.bulk_create(
        AnsweredReferral(agreement=rows[record.key], **given)
        for record in told
        for given in record.parts["answered_referrals"]
    )
