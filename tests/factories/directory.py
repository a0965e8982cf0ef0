"""Rows of the directory for tests, made plainly: a vocabulary, organizations, services, links, and who acts on them."""

from datetime import date
from itertools import count
from typing import Any

from registry.core.actor import Actor, ActorKind, Grant, Role, Scope
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import (
    IntakePeriod,
    Location,
    Membership,
    Organization,
    OrganizationName,
    OrganizationState,
    Region,
    Relationship,
    Service,
    ServiceTerms,
    Term,
)

_numbers = count(1)
TERMS = {
    "needs": {"legal": "", "legal_information": "legal", "housing": "", "emergency_shelter": "housing", "food": ""},
    "populations": {"everyone": "", "claimant": "everyone", "women": "everyone", "families": "everyone"},
    "languages": {"fr": "", "en": "", "es": ""},
    "doors": dict.fromkeys(("walk_in", "self", "appointment"), "")
    | dict.fromkeys(("professional_referral", "agreement_only", "government_referral"), ""),
    "intake_statuses": dict.fromkeys(("open", "limited", "waitlist", "suspended", "closed"), ""),
    "organization_kinds": dict.fromkeys(("coalition", "community", "municipality"), ""),
    "condition_facts": dict.fromkeys(("urgent", "homeless"), ""),
    "audiences": dict.fromkeys(("persons", "professionals", "organizations"), ""),
    "fees": dict.fromkeys(("free", "paid", "symbolic"), ""),
    "group_kinds": dict.fromkeys(("working_group", "committee", "board", "network"), ""),
    "seat_roles": dict.fromkeys(("member", "chair", "co_chair", "institution", "coordinator"), ""),
    "composition_rules": dict.fromkeys(("members_only", "with_institutions"), ""),
    "relation_types": dict.fromkeys(("partnership", "funds", "part_of", "member_of"), ""),
    "activity_kinds": dict.fromkeys(("meeting_or_workshop", "resolution", "public_campaign", "media", "other"), ""),
    "activity_natures": dict.fromkeys(("activity", "event"), ""),
    "activity_statuses": dict.fromkeys(("done", "planned"), ""),
    "party_roles": dict.fromkeys(("organizer", "signatory", "participant"), ""),
    "impact_kinds": dict.fromkeys(("government_practice", "members_knowledge"), ""),
    "units": dict.fromkeys(("person", "session", "hour"), ""),
    "approximations": dict.fromkeys(("exact", "about"), ""),
}
LABELS = {
    "legal": {"fr": "Aide juridique", "en": "Legal help", "es": "Ayuda legal"},
    "emergency_shelter": {"fr": "Hébergement d’urgence", "en": "Emergency shelter", "es": "Alojamiento de urgencia"},
}


def vocabulary() -> None:
    """The lists that the rows below are told with, and three regions of Québec."""
    for taxonomy, terms in TERMS.items():
        for position, (code, broader) in enumerate(terms.items()):
            labels = LABELS.get(code, dict.fromkeys(("fr", "en", "es"), code))
            Term.objects.create(taxonomy=taxonomy, code=code, broader=broader, labels=labels, position=position)
    places = [("region", "03", "Capitale-Nationale", "Québec"), ("region", "06", "Montréal", "Montréal")]
    for position, (kind, code, name, city) in enumerate([*places, ("province", "QC", "Québec", "")]):
        names = {"fr": name, "en": name, "es": name}
        province = "QC" if kind == "region" else ""
        Region.objects.create(type=kind, code=code, province=province, names=names, chief_city=city, position=position)


def organization(name: str = "", *, status: str = "", since: str | None = None, **fields: Any) -> Organization:
    """A published organization with one French name."""
    name = name or f"Organisme {next(_numbers)}"
    made = Organization.objects.create(
        **{"kind": "community", "province": "QC", "region": "06", "city": "Montréal"} | fields
    )
    row = OrganizationName.objects.create(organization=made, use="name", language="fr", text=name)
    if status:
        OrganizationState.objects.create(organization=made, status=status, since=partial(since))
    made.refold([row], montreal_today())
    made.save()
    return made


def coalition(name: str = "", **fields: Any) -> Organization:
    return organization(name, **{"kind": "coalition"} | fields)


def service(owner: Organization | None = None, name: str = "", *, published: bool = True, **terms: Any) -> Service:
    """A published service with terms that always hold: French, walk-in, legal information, for everyone."""
    made = Service(
        organization=owner or organization(),
        name_fr=name or f"Service {next(_numbers)}",
        published=published,
        since=PartialDate(2020),
        confirmed_on=montreal_today(),
    )
    made.refold()
    made.save()
    values = {"needs": ["legal_information"], "populations": ["everyone"], "languages": ["fr"], "door": "walk_in"}
    areas = [{"type": "region", "code": "06"}]
    ServiceTerms.objects.create(service=made, **values | {"areas": areas} | terms)
    return made


def intake(of: Service, status: str, since: str | None, until: str | None = None, **fields: Any) -> IntakePeriod:
    """A period, confirmed on its first day."""
    start = partial(since)
    confirmed = start.first_day if start else None
    return IntakePeriod.objects.create(
        service=of,
        status=status,
        since=start,
        until=partial(until),
        position=of.intake_periods.count(),
        **{"first_confirmed_on": confirmed, "confirmed_on": confirmed} | fields,
    )


def location(of: Organization, **fields: Any) -> Location:
    return Location.objects.create(organization=of, **{"city": "Montréal", "region": "06"} | fields)


def member(of: Organization, organization: Organization, since: str = "2020", **fields: Any) -> Membership:
    return Membership.objects.create(coalition=of, organization=organization, since=partial(since), **fields)


def link(origin: Organization, target: Organization, **fields: Any) -> Relationship:
    return Relationship.objects.create(origin=origin, target=target, **{"type": "partnership"} | fields)


def partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def day(text: str) -> date:
    return date.fromisoformat(text)


def person(*grants: Grant, name: str = "person") -> Actor:
    """Somebody who has signed in, with these grants."""
    return Actor(id=name, kind=ActorKind.PERSON, grants=frozenset(grants))


def reader(of: Organization) -> Actor:
    return person(Grant(Role.READER, Scope.ORGANIZATION, of.pk), name="reader")


def contributor(of: Organization) -> Actor:
    return person(Grant(Role.CONTRIBUTOR, Scope.ORGANIZATION, of.pk), name="contributor")


def administrator(of: Organization) -> Actor:
    return person(Grant(Role.ADMINISTRATOR, Scope.ORGANIZATION, of.pk), name="administrator")


def coordinator(of: Organization) -> Actor:
    return person(Grant(Role.COORDINATOR, Scope.COALITION, of.pk), name="coordinator")
