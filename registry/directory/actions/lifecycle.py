"""Whether an organization exists, is shown, and is looked after by people of its own. Nothing is moved or deleted."""

from datetime import date

from registry.core.actor import Actor
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.validation import Checks
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import Organization, OrganizationName, OrganizationState
from .forms import LINE, NAMES, PROFILE, Form, Values
from .profile import _save_refolded


@action
def add_organization(actor: Actor, *, coalition: str, values: Values) -> Organization:
    """A new organization, published, which the coalition looks after until it is claimed.

    `values`: the fields of `PROFILE` and `name_fr`, `name_en`, `name_es`, one name at least.
    Raises Refused: ALREADY_EXISTS when one that the actor may see has that name.
    """
    steward = queries.organization_for_change(actor, coalition, "add_organization", "coalition")
    if not steward.is_coalition:
        raise refuse(ErrorCode.NOT_A_COALITION, "coalition")
    form = Form(actor)
    clean = form.clean(PROFILE | NAMES, {"kind": None, **values})
    names = {field.removeprefix("name_"): clean.pop(field) for field in NAMES if field in clean}
    if not any(names.values()):
        form.checks.refuse(ErrorCode.MISSING, "name_fr")
    form.settle()
    organization = Organization(steward=steward, exercise=steward.exercise, country="CA", **clean)
    _add(actor, organization, names)
    record(actor, "organization.added", organization, fields=[*clean, "names"], codes={"coalition": steward.key})
    return organization


@action
def found_coalition(actor: Actor, name: str, *, language: str) -> Organization:
    """The coalition with which an installation begins, before any list of kinds is loaded. System only.

    Raises Refused: NOT_ALLOWED; MISSING, TOO_LONG, NOT_A_TEXT; ALREADY_EXISTS.
    """
    if not actor.is_system:
        raise refuse(ErrorCode.NOT_ALLOWED)
    checks = Checks()
    text = checks.text("name", name, LINE, required=True)
    checks.settle()
    coalition = Organization(kind=rules.COALITION, country="CA")
    _add(actor, coalition, {language: text})
    record(actor, "organization.added", coalition, fields=["kind", "names"])
    return coalition


@action
def publish_organization(actor: Actor, key: str, *, version: int | None = None) -> Organization:
    """Show it to everyone. Raises Refused (WRONG_STATE) if it is shown already."""
    return _show(actor, key, "publish_organization", True, version)


@action
def unpublish_organization(actor: Actor, key: str, *, version: int | None = None) -> Organization:
    """Show it to its own people only. Raises Refused (WRONG_STATE) if that is so already."""
    return _show(actor, key, "unpublish_organization", False, version)


@action
def close_organization(
    actor: Actor, key: str, *, since: PartialDate | str | None = None, version: int | None = None
) -> Organization:
    """It exists no longer from a day (today), month or year on. WRONG_STATE if it is closed or merged by then."""
    organization = queries.organization_for_change(actor, key, "close_organization")
    expect_version(organization, version)
    start = _start(since)
    _enter(organization, rules.CLOSED, start, None)
    record(actor, "organization.closed", organization, fields=["states"], codes={"since": str(start)})
    return organization


@action
def reopen_organization(
    actor: Actor, key: str, *, since: PartialDate | str | None = None, version: int | None = None
) -> Organization:
    """It exists again from then on, or an announced closing is taken back. WRONG_STATE if neither has a sense."""
    organization = queries.organization_for_change(actor, key, "reopen_organization")
    expect_version(organization, version)
    start = _start(since)
    _enter(organization, rules.ACTIVE, start, None)
    record(actor, "organization.reopened", organization, fields=["states"], codes={"since": str(start)})
    return organization


@action
def merge_organization(
    actor: Actor, key: str, *, into: str, since: PartialDate | str | None = None, version: int | None = None
) -> Organization:
    """It is part of another one from then on. Its names, services and links stay with it, as they were.

    The actor answers for both: nobody says alone that another organization took theirs over.
    Raises Refused: NOT_ALLOWED for the other one too; SAME_THING, EXERCISE_APART, LOOP when it was merged into this
    one, WRONG_STATE.
    """
    organization = queries.organization_for_change(actor, key, "merge_organization")
    expect_version(organization, version)
    successor = _other(actor, into, organization)
    if not policy.may_answer_for(actor, successor, "merge_organization"):
        raise refuse(ErrorCode.NOT_ALLOWED, "into")
    if _leads_to(successor, organization):
        raise refuse(ErrorCode.LOOP, "into")
    start = _start(since)
    _enter(organization, rules.MERGED, start, successor)
    codes = {"since": str(start), "into": successor.key}
    record(actor, "organization.merged", organization, fields=["states"], codes=codes)
    return organization


@action
def claim_organization(actor: Actor, key: str) -> Organization:
    """People of the organization administer it from now on: coordinators no longer edit it. System only."""
    return _claim(actor, key, "claim_organization", True)


@action
def release_organization(actor: Actor, key: str) -> Organization:
    """Nobody of the organization administers it any more: its coordinators look after it again. System only."""
    return _claim(actor, key, "release_organization", False)


def _add(actor: Actor, organization: Organization, names: dict[str, str]) -> None:
    """Save a new organization with its names, active and confirmed today."""
    _refuse_twin(actor, organization, names)
    organization.confirmed_on = montreal_today()
    organization.save()
    for language, text in names.items():
        if text:
            organization.names.create(use=OrganizationName.Use.NAME, language=language, text=text)
    organization.states.create(status=rules.ACTIVE)
    _save_refolded(organization)


def _show(actor: Actor, key: str, verb: str, published: bool, version: int | None) -> Organization:
    organization = queries.organization_for_change(actor, key, verb)
    expect_version(organization, version)
    if organization.published == published:
        raise refuse(ErrorCode.WRONG_STATE)
    organization.published = published
    organization.save(update_fields=["published"])
    name = "organization.published" if published else "organization.unpublished"
    record(actor, name, organization, fields=["published"])
    return organization


def _claim(actor: Actor, key: str, verb: str, claimed: bool) -> Organization:
    organization = queries.organization_for_change(actor, key, verb)
    if organization.claimed != claimed:
        organization.claimed = claimed
        organization.save(update_fields=["claimed"])
        name = "organization.claimed" if claimed else "organization.released"
        record(actor, name, organization, fields=["claimed"])
    return organization


def _start(since: PartialDate | str | None) -> PartialDate:
    checks = Checks()
    start = checks.partial_date("since", since)
    checks.settle()
    return start or PartialDate.of(montreal_today())


def _enter(organization: Organization, status: str, start: PartialDate, successor: Organization | None) -> None:
    """A new dated state. What was announced for later gives way; what already happened later stands against it."""
    rows = list(OrganizationState.objects.filter(organization=organization).order_by("pk"))
    later = [row for row in rows if _begins(row) > start.first_day]
    today = montreal_today()
    if any(_begins(row) <= today for row in later):
        raise refuse(ErrorCode.WRONG_STATE, "since")
    exists = rules.standing_on([row for row in rows if row not in later], start.first_day).exists
    holds_already = exists is (Truth.YES if status == rules.ACTIVE else Truth.NO)
    if holds_already and not (status == rules.ACTIVE and later):
        raise refuse(ErrorCode.WRONG_STATE)
    for row in later:
        row.delete()
    if not holds_already:
        OrganizationState.objects.create(organization=organization, status=status, since=start, successor=successor)


def _begins(row: OrganizationState) -> date:
    return row.since.first_day if row.since else date.min


def _other(actor: Actor, key: str, organization: Organization) -> Organization:
    other = queries.organization(actor, key, "into").thing
    if other == organization:
        raise refuse(ErrorCode.SAME_THING, "into")
    if other.exercise != organization.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, "into")
    return other


def _leads_to(start: Organization, end: Organization) -> bool:
    """Whether `start` was, or will be, merged into `end`, over any number of steps."""
    waiting, met = [start.pk], set[int]()
    while waiting:
        met.update(waiting)
        rows = OrganizationState.objects.filter(organization__in=waiting, status=rules.MERGED)
        waiting = [pk for pk in rows.values_list("successor", flat=True) if pk and pk not in met]
    return end.pk in met


def _refuse_twin(actor: Actor, organization: Organization, names: dict[str, str]) -> None:
    draft = [OrganizationName(use=OrganizationName.Use.NAME, language=one, text=text) for one, text in names.items()]
    organization.refold([row for row in draft if row.text], montreal_today())
    seen = queries.organizations(actor, exercise=True).filter(exercise=organization.exercise)
    if seen.filter(sort_name=organization.sort_name).exists():
        raise refuse(ErrorCode.ALREADY_EXISTS, "name_fr")
