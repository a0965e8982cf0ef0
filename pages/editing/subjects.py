"""What can be changed, found by the keys in an address. Each raises Refused (NOT_FOUND) where nothing may be seen."""

from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext

from registry.concertation import queries as concertation
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.models import Keyed
from registry.core.translations import Text
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement

from .forms import Subject

K = TypeVar("K", bound=Keyed)
Crumbs = tuple[tuple[str, str], ...]


def name_of(organization: Organization) -> Text:
    """What it is called today, in the reader's language where it has a name in it."""
    return organization.name_on(montreal_today(), get_language() or "fr")


def organization(actor: Actor, key: str) -> Subject:
    """An organization, with what may be done to it and in its name."""
    found = directory.organization(actor, key)
    begun = concertation.verbs_over_coalition(actor, found.thing) | concertation.begun_by(actor, found.thing)
    verbs = found.verbs | referrals.verbs_over(actor, found.thing) | begun
    crumbs = crumbs_to(found.thing)
    return Subject(found.thing, name_of(found.thing), verbs, found.thing.version, crumbs[-1][1], crumbs)


def service(actor: Actor, key: str) -> Subject:
    found = directory.service(actor, key)
    crumbs = crumbs_to_service(found.thing)
    name = found.thing.name_in(get_language() or "fr")
    return Subject(found.thing, name, found.verbs, found.thing.version, crumbs[-1][1], crumbs)


def location(actor: Actor, key: str, location: str) -> Subject:
    """A place of the organization `key`; its version is the organization's."""
    owner = directory.organization(actor, key).thing
    place = one_of(directory.locations(actor, owner), location)
    verbs = directory.verbs_of(actor, [place]).get(place.key, frozenset())
    crumbs = crumbs_to(owner)
    name = Text(place.name or place.city or gettext("Lieu"), None)
    return Subject(place, name, verbs, owner.version, crumbs[-1][1] + "#lieux", crumbs)


def membership(actor: Actor, key: str) -> Subject:
    """A membership; its version is the member's."""
    row = one_of(directory.visible_memberships(actor).select_related("organization", "coalition"), key)
    verbs = directory.verbs_of(actor, [row]).get(row.key, frozenset())
    back = _home(actor, row.organization, row.coalition)
    name = Text(f"{name_of(row.organization)} – {name_of(row.coalition)}", None)
    return Subject(row, name, verbs, row.organization.version, f"{back[-1][1]}#adhesions", back)


def relationship(actor: Actor, key: str) -> Subject:
    """A link between two organizations; its version is that of the one that it starts from."""
    row = one_of(directory.visible_relationships(actor).select_related("origin", "target"), key)
    verbs = directory.verbs_of(actor, [row]).get(row.key, frozenset())
    back = _home(actor, row.origin, row.target)
    name = Text(f"{name_of(row.origin)} – {name_of(row.target)}", None)
    return Subject(row, name, verbs, row.origin.version, f"{back[-1][1]}#liens", back)


def error_report(actor: Actor, key: str) -> Subject:
    row = one_of(directory.visible_reports(actor).select_related("organization"), key)
    verbs = directory.verbs_of(actor, [row]).get(row.key, frozenset())
    crumbs = crumbs_to(row.organization)
    return Subject(row, name_of(row.organization), verbs, row.version, crumbs[-1][1], crumbs)


def agreement(actor: Actor, key: str) -> Subject:
    found = referrals.agreement(actor, key)
    name = Text(agreement_words(found.thing), None)
    crumbs = (desk_crumb(), (name.text, reverse("manage_agreement", args=[key])))
    return Subject(found.thing, name, found.verbs, found.thing.version, crumbs[-1][1], crumbs)


def agreement_words(agreement: Agreement) -> str:
    """From whom to whom: `Halte du Vieux-Quai → Maison Tremplin`."""
    language = get_language() or "fr"
    origin = name_of(agreement.origin).text if agreement.origin else gettext("Tout intervenant")
    if agreement.origin_group:
        origin = str(agreement.origin_group.names.get(language) or agreement.origin_group.names["fr"])
    target = name_of(agreement.target).text if agreement.target else ""
    if agreement.target_group:
        target = str(agreement.target_group.names.get(language) or agreement.target_group.names["fr"])
    return f"{origin} → {target}"


def desk_crumb() -> tuple[str, str]:
    return gettext("Mon bureau"), reverse("desk")


def crumbs_to(organization: Organization) -> Crumbs:
    return desk_crumb(), (name_of(organization).text, reverse("manage_organization", args=[organization.key]))


def crumbs_to_service(service: Service) -> Crumbs:
    here = (service.name_in(get_language() or "fr").text, reverse("manage_service", args=[service.key]))
    return (*crumbs_to(service.organization), here)


def _home(actor: Actor, *sides: Organization) -> Crumbs:
    """The way to the side that the actor keeps up."""
    verbs = directory.verbs_of(actor, list(sides))
    mine = [side for side in sides if verbs.get(side.key, frozenset()) & {"edit_organization", "add_organization"}]
    return crumbs_to(mine[0] if mine else sides[0])


def one_of(rows: "QuerySet[K]", key: str) -> K:
    """The row of this key among those that may be seen."""
    row = rows.filter(key=key).first()
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return row
