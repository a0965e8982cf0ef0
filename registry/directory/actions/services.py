"""A service: what it is called and says of itself, whom it takes by which door, and until when it exists."""

from datetime import date
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import Service, ServiceTerms
from .forms import NAMES, SERVICE, TERMS, Draft, Form, Values

BASES = {
    "populations": "populations_basis",
    "languages": "languages_basis",
    "door": "door_basis",
    "areas": "areas_basis",
}
REQUIRED = {"needs": (), "door": ""}


@action
def add_service(
    actor: Actor, organization: str, *, values: Values, terms: Values, since: PartialDate | str | None = None
) -> Service:
    """A new service, not yet published: the fields of `SERVICE`, one name at least, and those of `TERMS`.

    `since`: from when it exists (today). Needs and door are asked for; what else is left out is unknown.
    """
    owner = queries.organization_for_change(actor, organization, "add_service")
    form = Form(actor, front_door_only=owner.front_door_only)
    clean = form.clean(SERVICE, values)
    clean_terms = form.clean(TERMS, {**REQUIRED, **terms})
    start = form.checks.partial_date("since", since) or PartialDate.of(montreal_today())
    _check_names(form, clean)
    _check_terms(form, clean_terms)
    form.settle()
    today = montreal_today()
    service = Service(
        organization=owner,
        published=False,
        since=start,
        since_basis=Basis.STATED,
        first_confirmed_on=today,
        confirmed_on=today,
        **clean,
    )
    service.refold()
    service.save()
    ServiceTerms.objects.create(service=service, **clean_terms, **_bases(clean_terms))
    codes = {"organization": owner.key, "since": str(start)}
    record(actor, "service.added", service, fields=[*clean, *clean_terms], codes=codes)
    return service


@action
def edit_service(actor: Actor, key: str, *, values: Values, version: int | None = None) -> Service:
    """Change the fields of `SERVICE` that are given: nothing that a pathway depends on."""
    service = queries.service_for_change(actor, key, "edit_service")
    expect_version(service, version)
    form = Form(actor, front_door_only=service.organization.front_door_only)
    clean = form.clean(SERVICE, values)
    _check_names(form, {field: getattr(service, field) for field in NAMES} | clean)
    form.settle()
    draft = Draft(service)
    draft.set(**clean)
    if draft.changed:
        service.refold()
        service.save()
        record(actor, "service.edited", service, fields=draft.changed)
    return service


@action
def change_service_terms(
    actor: Actor, key: str, *, values: Values, since: date | str | None = None, version: int | None = None
) -> Service:
    """Change whom it takes, by which door, from a day on (today; ahead or back-dated), until the next change.

    The fields of `TERMS` that are left out stay as they are on that day. A change made for a day on which one
    already begins is written over that one; the days before keep their answer.
    """
    service = queries.service_for_change(actor, key, "change_service_terms")
    expect_version(service, version)
    form = Form(actor, front_door_only=service.organization.front_door_only)
    clean = form.clean(TERMS, values)
    start = form.checks.day("since", since) or montreal_today()
    before = rules.in_force(service.terms.all(), start) or service.terms.first()
    terms = before or ServiceTerms(service=service)
    draft = Draft(terms)
    draft.set(**clean)
    _check_terms(form, {field: getattr(terms, field) for field in TERMS})
    form.settle()
    if draft.changed:
        draft.set(**_bases(clean))
        if terms.since != start:
            terms.pk, terms._state.adding, terms.since = None, True, start
        terms.save()
        codes = {"since": start.isoformat()}
        record(actor, "service.terms_changed", service, fields=draft.changed, codes=codes)
    return service


@action
def publish_service(actor: Actor, key: str, *, version: int | None = None) -> Service:
    """Show it to everyone who may see its organization. WRONG_STATE if it is shown already."""
    return _show(actor, key, "publish_service", True, version)


@action
def unpublish_service(actor: Actor, key: str, *, version: int | None = None) -> Service:
    """Show it to the organization's own people only. WRONG_STATE if that is so already."""
    return _show(actor, key, "unpublish_service", False, version)


@action
def end_service(
    actor: Actor, key: str, *, until: PartialDate | str | None = None, version: int | None = None
) -> Service:
    """It exists no longer from a day (today), month or year on. WRONG_STATE if it was over before."""
    service = queries.service_for_change(actor, key, "end_service")
    expect_version(service, version)
    form = Form(actor)
    end = form.checks.partial_date("until", until) or PartialDate.of(montreal_today())
    if service.since and end.last_day < service.since.first_day:
        form.checks.refuse(ErrorCode.DATES_REVERSED, "until")
    form.settle()
    if service.period.over_on(montreal_today()) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE)
    service.until, service.until_basis, service.ongoing = end, Basis.STATED, False
    service.save()
    record(actor, "service.ended", service, fields=["until"], codes={"until": str(end)})
    return service


def _show(actor: Actor, key: str, verb: str, published: bool, version: int | None) -> Service:
    service = queries.service_for_change(actor, key, verb)
    expect_version(service, version)
    if service.published == published:
        raise refuse(ErrorCode.WRONG_STATE)
    service.published = published
    service.save(update_fields=["published"])
    record(actor, "service.published" if published else "service.unpublished", service, fields=["published"])
    return service


def _check_names(form: Form, values: dict[str, Any]) -> None:
    if not any(values.get(field) for field in NAMES):
        form.checks.refuse(ErrorCode.MISSING, "name_fr")


def _check_terms(form: Form, values: dict[str, Any]) -> None:
    if not values["needs"] and not any(problem.field == "needs" for problem in form.checks.problems):
        form.checks.refuse(ErrorCode.MISSING, "needs")
    youngest, oldest = values.get("age_min"), values.get("age_max")
    if youngest is not None and oldest is not None and youngest > oldest:
        form.checks.refuse(ErrorCode.NUMBER_OUT_OF_RANGE, "age_max", min=youngest, max=120)


def _bases(values: dict[str, Any]) -> dict[str, Any]:
    """Who says it is the organization itself: stated, where it says something."""
    bases: dict[str, Any] = {
        basis: Basis.STATED if values[field] else Basis.NOT_STATED for field, basis in BASES.items() if field in values
    }
    if {"facts_all", "facts_any", "criteria"} & values.keys():
        bases["criteria_stated"] = True
    return bases
