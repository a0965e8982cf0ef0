"""Where an organization is found. A confidential site has a front door only: no address of it is ever kept."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import Checks, gives_an_address, shown
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Location, Organization, Service, ServiceAtLocation
from .forms import DESCRIPTIONS, LOCATION, Draft, Form, Values

OF_ORGANIZATION = (*DESCRIPTIONS, "note", "founded_note", "confidential_note")
OF_LOCATION = ("name", "note")
OF_SERVICE = (*DESCRIPTIONS, "capacity_note", "note")
OF_TERMS = ("criteria", "languages_note", "areas_note")


@action
def change_confidentiality(
    actor: Actor, key: str, *, confidential_site: bool, version: int | None = None
) -> Organization:
    """Say whether it houses people whose place must not be known: if so, every address of it is erased.

    Raises Refused: ADDRESS_WITHHELD for each text that gives an address, to be rewritten first. `value` is its start.
    """
    organization = queries.organization_for_change(actor, key, "change_confidentiality")
    expect_version(organization, version)
    if confidential_site and not organization.confidential_site:
        _refuse_addresses_in_texts(organization)
    draft = Draft(organization)
    draft.set(confidential_site=confidential_site, address_withheld=confidential_site)
    if draft.changed:
        draft.set(confidential_basis="houses_people" if confidential_site else "")
        organization.save()
        if confidential_site:
            Location.objects.filter(organization=organization).update(address="")
        record(actor, "organization.confidentiality_changed", organization, fields=draft.changed)
    return organization


@action
def add_location(
    actor: Actor, key: str, *, values: Values, services: Collection[str] = (), version: int | None = None
) -> Location:
    """A place of the organization `key`, with the keys of those of its services that are given there.

    Raises Refused: ADDRESS_WITHHELD for an address of what is confidential; MISSING without a city.
    """
    organization = queries.organization_for_change(actor, key, "add_location")
    expect_version(organization, version)
    location = Location(organization=organization)
    Draft(location).set(**_clean(actor, location, {"city": None, **values}))
    given_there = _services(organization, services)
    location.save()
    _give_there(location, given_there)
    record(actor, "organization.location_added", organization, fields=["locations"], codes={"location": location.key})
    return location


@action
def edit_location(
    actor: Actor,
    key: str,
    *,
    values: Values,
    services: Collection[str] | None = None,
    version: int | None = None,
) -> Location:
    """Change the given fields of a place, and the services given there unless None. `version`: the organization's."""
    location = queries.location_for_change(actor, key, "edit_location")
    expect_version(location.organization, version)
    draft = Draft(location)
    draft.set(**_clean(actor, location, values))
    before = list(location.services.all())
    given_there = before if services is None else _services(location.organization, services)
    moved = {one.pk for one in given_there} != {one.pk for one in before}
    if moved:
        ServiceAtLocation.objects.filter(location=location).delete()
        _give_there(location, given_there)
    if draft.changed or moved:
        location.save()
        codes = {"location": key}
        record(actor, "organization.location_edited", location.organization, fields=["locations"], codes=codes)
    return location


@action
def remove_location(actor: Actor, key: str, *, version: int | None = None) -> Organization:
    """The organization is no longer found there. `version`: the organization's."""
    location = queries.location_for_change(actor, key, "remove_location")
    expect_version(location.organization, version)
    location.delete()
    record(actor, "organization.location_removed", location.organization, fields=["locations"], codes={"location": key})
    return location.organization


def _refuse_addresses_in_texts(organization: Organization) -> None:
    """Raises Refused: the field of the organization, else `location.…`, `service.…` with what it is a text of."""
    checks = Checks()
    for field, text in _texts(organization):
        if gives_an_address(text):
            checks.refuse(ErrorCode.ADDRESS_WITHHELD, field, value=shown(text))
    checks.settle()


def _texts(organization: Organization) -> Iterator[tuple[str, str]]:
    """What people read of it as free text today, each with the name of its field."""
    today = montreal_today()
    yield from _fields(organization, OF_ORGANIZATION)
    for location in Location.objects.filter(organization=organization):
        yield from _fields(location, OF_LOCATION, "location.")
    for service in Service.objects.filter(organization=organization).prefetch_related("terms"):
        yield from _fields(service, OF_SERVICE, "service.")
        yield "service.schedule", service.schedule.get("label_fr") or ""
        terms = service.terms_on(today)
        if terms is not None:
            yield from _fields(terms, OF_TERMS, "service.")


def _fields(row: Model, names: Iterable[str], prefix: str = "") -> Iterator[tuple[str, str]]:
    return ((prefix + name, getattr(row, name)) for name in names)


def _clean(actor: Actor, location: Location, values: Values) -> dict[str, Any]:
    withheld = location.organization.front_door_only or values.get("confidential", location.confidential) is True
    form = Form(actor, front_door_only=withheld)
    clean = form.clean(LOCATION, values)
    if clean.get("city") == "":
        form.checks.refuse(ErrorCode.MISSING, "city")
    if withheld and clean.get("address"):
        form.checks.refuse(ErrorCode.ADDRESS_WITHHELD, "address")
    form.settle()
    return clean | {"address": ""} if withheld else clean


def _services(organization: Organization, keys: Collection[str]) -> list[Service]:
    found = list(Service.objects.filter(organization=organization, key__in=keys))
    if len(found) != len(set(keys)):
        raise refuse(ErrorCode.NOT_FOUND, "services")
    return found


def _give_there(location: Location, services: Collection[Service]) -> None:
    ServiceAtLocation.objects.bulk_create(ServiceAtLocation(location=location, service=one) for one in services)
