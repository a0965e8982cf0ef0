"""A referral agreement's life: proposed, accepted or declined, amended, suspended, resumed, confirmed, ended."""

from dataclasses import asdict
from datetime import date
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.directory.rules import in_force
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import Agreement, AgreementTerms
from ..rules import Cover


@action
def propose_agreement(
    actor: Actor,
    proposed_by: str,
    *,
    origin: str | None,
    target: str,
    cover: Cover,
    service: str | None = None,
    since: PartialDate | None = None,
    audience: str = Agreement.Audience.PUBLIC,
) -> Agreement:
    """Propose that `origin` (None: any practitioner) sends people to `target`, in the name of one of the two.

    It opens no pathway before the other end accepts it.
    Raises Refused: SAME_THING, NOT_ALLOWED, NOT_FOUND, EXERCISE_APART, DATE_OUT_OF_RANGE, and what `cover` has wrong.
    """
    proposer = queries.proposing_organization(actor, proposed_by)
    rules.check_ends(origin, target, proposer.key)
    rules.check_start(since)
    receiving = directory.organization(actor, target).thing
    giving = None if origin is None else directory.organization(actor, origin).thing
    if giving is not None and giving.exercise != receiving.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, "target")
    agreement = Agreement.objects.create(
        origin_kind=Agreement.Origin.PRACTITIONERS if giving is None else Agreement.Origin.ORGANIZATION,
        origin=giving,
        target=receiving,
        service=_service_of(actor, receiving, service),
        state=Agreement.State.PROPOSED,
        proposed_by=proposer,
        audience=rules.checked_audience(audience),
        since=since or PartialDate.of(montreal_today()),
        since_basis="stated",
        ongoing=True,
    )
    AgreementTerms.objects.create(agreement=agreement, **asdict(_checked(actor, cover)))
    record(actor, "agreement.proposed", agreement, codes={"origin": origin, "target": target, "by": proposer.key})
    return agreement


@action
def accept_agreement(actor: Actor, key: str, *, version: int | None = None) -> Agreement:
    """The other end accepts the proposal; it can be used from its first day on."""
    agreement = _to_change(actor, key, "accept_agreement", version, Agreement.State.PROPOSED)
    agreement.state = Agreement.State.ACCEPTED
    _vouch(agreement)
    agreement.save()
    record(actor, "agreement.accepted", agreement, fields=["state"])
    return agreement


@action
def decline_agreement(actor: Actor, key: str, *, version: int | None = None) -> Agreement:
    """The other end declines the proposal, or whoever made it takes it back."""
    agreement = _to_change(actor, key, "decline_agreement", version, Agreement.State.PROPOSED)
    agreement.state = Agreement.State.DECLINED
    agreement.save(update_fields=["state"])
    record(actor, "agreement.declined", agreement, fields=["state"])
    return agreement


@action
def amend_agreement(
    actor: Actor, key: str, *, cover: Cover, since: date | None = None, version: int | None = None
) -> Agreement:
    """Change what the agreement covers from a day on (today by default), until the next recorded amendment."""
    agreement = _to_change(actor, key, "amend_agreement", version, Agreement.State.ACCEPTED)
    day = _change_terms(agreement, since, asdict(_checked(actor, cover)))
    record(actor, "agreement.amended", agreement, fields=["terms"], codes={"since": str(day)})
    return agreement


@action
def suspend_agreement(
    actor: Actor, key: str, *, since: date | None = None, reason: str = "", version: int | None = None
) -> Agreement:
    """Stop using the agreement from a day on (today by default), until it is, or already was, resumed."""
    return _set_usable(actor, key, "suspend_agreement", False, since, rules.checked_reason(reason), version)


@action
def resume_agreement(actor: Actor, key: str, *, since: date | None = None, version: int | None = None) -> Agreement:
    """Use a suspended agreement again from a day on (today by default)."""
    return _set_usable(actor, key, "resume_agreement", True, since, "", version)


@action
def confirm_agreement(actor: Actor, key: str, *, version: int | None = None) -> Agreement:
    """Say that the agreement still holds as it is written. Raises Refused (WRONG_STATE: it is over)."""
    agreement = _to_change(actor, key, "confirm_agreement", version, Agreement.State.ACCEPTED)
    _refuse_over(agreement)
    _vouch(agreement)
    agreement.save(update_fields=["first_confirmed_on", "confirmed_on"])
    record(actor, "agreement.confirmed", agreement, fields=["confirmed_on"])
    return agreement


@action
def end_agreement(actor: Actor, key: str, *, until: PartialDate, version: int | None = None) -> Agreement:
    """End the agreement: `until` is the first day on which it no longer holds (or the month or year of it).

    Raises Refused: WRONG_STATE if it was over before; DATES_REVERSED, DATE_OUT_OF_RANGE.
    """
    agreement = _to_change(actor, key, "end_agreement", version, Agreement.State.ACCEPTED)
    _refuse_over(agreement)
    rules.check_end(agreement.since, until)
    agreement.until, agreement.until_basis, agreement.ongoing = until, "stated", False
    agreement.save(update_fields=["until", "until_basis", "ongoing", "ends"])
    record(actor, "agreement.ended", agreement, fields=["until"], codes={"until": str(until)})
    return agreement


@action
def show_agreement(actor: Actor, key: str, *, audience: str, version: int | None = None) -> Agreement:
    """Choose who may see the agreement: anyone, whoever is signed in, or its parties."""
    agreement = _to_change(actor, key, "show_agreement", version, Agreement.State.ACCEPTED)
    agreement.audience = rules.checked_audience(audience)
    agreement.save(update_fields=["audience"])
    record(actor, "agreement.shown", agreement, fields=["audience"], codes={"audience": agreement.audience})
    return agreement


def _to_change(actor: Actor, key: str, verb: str, version: int | None, state: str) -> Agreement:
    agreement = queries.for_change(actor, key, verb)
    expect_version(agreement, version)
    if agreement.state != state:
        raise refuse(ErrorCode.WRONG_STATE)
    return agreement


def _refuse_over(agreement: Agreement) -> None:
    if agreement.period.over_on(montreal_today()) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE)


def _set_usable(
    actor: Actor, key: str, verb: str, usable: bool, since: date | None, reason: str, version: int | None
) -> Agreement:
    agreement = _to_change(actor, key, verb, version, Agreement.State.ACCEPTED)
    terms = in_force(agreement.terms.all(), since or montreal_today())
    if terms is not None and terms.usable is usable:
        raise refuse(ErrorCode.WRONG_STATE)
    day = _change_terms(agreement, since, {"usable": usable, "usable_note": reason})
    name = "agreement.resumed" if usable else "agreement.suspended"
    record(actor, name, agreement, fields=["terms"], codes={"since": str(day)})
    return agreement


def _change_terms(agreement: Agreement, since: date | None, values: dict[str, Any]) -> date:
    """Write these values from a day on (today by default), until the next recorded change of any of them.

    What is recorded of other values for later days stays. Gives back the first day.
    """
    day = since or montreal_today()
    rules.check_terms_day(day, agreement.begins, agreement.ends)
    rows = list(agreement.terms.all())
    later = rules.until_next_change(rows, day, values.keys())
    terms = in_force(rows, day) or rows[0]
    if terms.since != day:
        terms.pk, terms.since = None, day
    for row in (terms, *later):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return day


def _checked(actor: Actor, cover: Cover) -> Cover:
    lists = directory.vocabulary(actor)
    return rules.checked_cover(cover, {name: lists.codes(name) for name in ("needs", "populations", "condition_facts")})


def _service_of(actor: Actor, organization: Organization, key: str | None) -> Service | None:
    """The named service, which must be the receiving organization's. Raises Refused (NOT_FOUND)."""
    if key is None:
        return None
    service = directory.service(actor, key).thing
    if service.organization_id != organization.pk:
        raise refuse(ErrorCode.NOT_FOUND, "service")
    return service


def _vouch(agreement: Agreement) -> None:
    today = montreal_today()
    agreement.first_confirmed_on = agreement.first_confirmed_on or today
    agreement.confirmed_on = today
