"""Services: whom they take, by which door, and whether they take anybody on a day."""

from datetime import date
from typing import Any

import graphene
from django.db.models import F

from registry.directory import queries
from registry.directory.models import Location as LocationRow
from registry.directory.models import Service as ServiceRow
from registry.directory.models import ServiceTerms as TermsRow
from registry.directory.queries import Contact as ContactValue

from ..connections import connection_of, order_enum
from ..context import Context, Info
from ..loaders import Row, many, one
from ..nodes import Node, found_alone, reads
from ..values import LocalizedText, as_of, from_thing, listed
from .dated import Dated
from .evidence import Kept, Sourced
from .intake import Intake, IntakeInterruption, IntakePeriod, ShownIntake
from .links import ORGANIZATION, Location
from .profile import Contact, description_of
from .reference import Region, Term, term, terms

SERVICE_ORDERS = {
    "NAME": ("sort_name", "key"),
    "NAME_DESC": ("-sort_name", "-key"),
    "ORGANIZATION": ("organization__sort_name", "sort_name", "key"),
    "LEAST_RECENTLY_CONFIRMED": (F("confirmed_on").asc(nulls_first=True), "sort_name", "key"),
}
ServiceOrder = order_enum("ServiceOrder", SERVICE_ORDERS)


class ServiceTerms(graphene.ObjectType):
    """Whom a service takes and by which door, from a day on until the next terms begin."""

    class Meta:
        default_resolver = from_thing

    since = graphene.Field("schema.values.Date", description="Null: always.")
    needs = listed(Term, description="The main need first.")
    audience = graphene.String(required=True, description="persons, professionals or organizations.")
    audience_also = listed(graphene.String)
    populations = listed(Term, description="It takes any of them; empty: not stated.")
    populations_all = listed(Term, description="And the person is all of these.")
    populations_basis = graphene.String()
    age_min = graphene.Int()
    age_max = graphene.Int()
    facts_all = listed(Term, description="Eligibility: every one of these facts holds.")
    facts_any = listed(Term, description="Eligibility: one of these facts holds.")
    criteria = graphene.String(description="The source's own words on eligibility, or triage.")
    criteria_stated = graphene.Boolean(required=True)
    languages = listed(Term, description="Empty: not stated.")
    languages_basis = graphene.String()
    languages_note = graphene.String()
    door = graphene.NonNull(Term)
    door_basis = graphene.String()
    areas = listed(Region, description="Where it is given; empty: not stated.")
    areas_basis = graphene.String()
    areas_note = graphene.String()

    @staticmethod
    def resolve_needs(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "needs", row.thing.needs)

    @staticmethod
    def resolve_populations(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "populations", row.thing.populations)

    @staticmethod
    def resolve_populations_all(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "populations", row.thing.populations_all)

    @staticmethod
    def resolve_facts_all(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "condition_facts", row.thing.facts_all)

    @staticmethod
    def resolve_facts_any(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "condition_facts", row.thing.facts_any)

    @staticmethod
    def resolve_languages(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "languages", row.thing.languages)

    @staticmethod
    def resolve_door(row: Row[TermsRow], info: Info) -> Any:
        return term(info.context, "doors", row.thing.door)

    @staticmethod
    def resolve_areas(row: Row[TermsRow], info: Info) -> list[Any]:
        known = info.context.vocabulary.regions
        return [known[code] for code in row.thing.area_codes if code in known]


class Schedule(graphene.ObjectType):
    """How often it is given: `times` per `per`, or in words only."""

    times = graphene.Int()
    per = graphene.String(description="week, month, …")
    label = graphene.String()

    class Meta:
        default_resolver = staticmethod(lambda name, default, told, info: told.get(name))

    @staticmethod
    def resolve_label(told: dict[str, Any], info: Info) -> Any:
        return told.get("label_fr")


class Service(graphene.ObjectType):
    """What an organization offers."""

    class Meta:
        interfaces = (Node, Dated, Kept, Sourced)
        default_resolver = from_thing

    name = graphene.String(required=True, description="In the language of the request, else in another one.")
    names = graphene.NonNull(LocalizedText)
    description = graphene.NonNull(LocalizedText)
    organization = graphene.Field(ORGANIZATION, required=True)
    contact = graphene.NonNull(Contact, as_of=as_of())
    fee = graphene.Field(Term, description="Null: not stated.")
    funded = graphene.Boolean()
    schedule = graphene.Field(Schedule)
    city = graphene.String()
    region = graphene.String()
    province = graphene.String()
    capacity_note = graphene.String()
    published = graphene.Boolean(required=True)
    confidence = graphene.String()
    note = graphene.String()
    to_confirm = graphene.Boolean(required=True, as_of=as_of(), description="Nobody confirmed the service lately.")
    terms = graphene.Field(ServiceTerms, as_of=as_of(), description="Whom it takes on the day; null before its first.")
    all_terms = listed(ServiceTerms, description="Every row of them, by their first day.")
    door = graphene.String(as_of=as_of(), description="The code of its door on the day, as in `terms`.")
    intake = graphene.NonNull(Intake, as_of=as_of(), description="Whether it takes people on the day.")
    intake_periods = listed(IntakePeriod, description="Every recorded state, in order; other days are unknown.")
    intake_interruptions = listed(IntakeInterruption)
    locations = listed(Location, description="Where it is given.")

    @staticmethod
    def resolve_name(row: Row[ServiceRow], info: Info) -> str:
        return row.thing.name_in(info.context.language).text

    @staticmethod
    def resolve_description(row: Row[ServiceRow], info: Info) -> dict[str, str]:
        return description_of(row.thing)

    @staticmethod
    def resolve_organization(row: Row[ServiceRow], info: Info) -> Any:
        return one(row, "organization", lambda: queries.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_contact(row: Row[ServiceRow], info: Info, as_of: date | None = None) -> ContactValue:
        return queries.contact_of(info.context.actor, row.with_rows("terms"), as_of or row.day)

    @staticmethod
    def resolve_fee(row: Row[ServiceRow], info: Info) -> Any:
        return term(info.context, "fees", row.thing.fee)

    @staticmethod
    def resolve_schedule(row: Row[ServiceRow], info: Info) -> dict[str, Any] | None:
        return row.thing.schedule or None

    @staticmethod
    def resolve_to_confirm(row: Row[ServiceRow], info: Info, as_of: date | None = None) -> bool:
        return row.thing.to_confirm_on(as_of or row.day)

    @staticmethod
    def resolve_terms(row: Row[ServiceRow], info: Info, as_of: date | None = None) -> Row[TermsRow] | None:
        found = row.with_rows("terms").terms_on(as_of or row.day)
        return next((each for each in many(row, "terms") if each.thing == found), None)

    @staticmethod
    def resolve_all_terms(row: Row[ServiceRow], info: Info) -> list[Row[TermsRow]]:
        return many(row, "terms")

    @staticmethod
    def resolve_door(row: Row[ServiceRow], info: Info, as_of: date | None = None) -> str | None:
        found = row.with_rows("terms").terms_on(as_of or row.day)
        return found.door if found else None

    @staticmethod
    def resolve_intake(row: Row[ServiceRow], info: Info, as_of: date | None = None) -> ShownIntake:
        day = as_of or row.day
        return ShownIntake(row.with_rows("intake_periods").intake_on(day), many(row, "intake_periods"), day)

    @staticmethod
    def resolve_intake_periods(row: Row[ServiceRow], info: Info) -> Any:
        return many(row, "intake_periods")

    @staticmethod
    def resolve_intake_interruptions(row: Row[ServiceRow], info: Info) -> Any:
        return many(row, "intake_interruptions")

    @staticmethod
    def resolve_locations(row: Row[ServiceRow], info: Info) -> list[Row[LocationRow]]:
        return many(row, "locations")


ServiceConnection = connection_of(Service)


@reads(Service, ServiceRow)
def service(context: Context, key: str, day: date, field: str = "id") -> Row[ServiceRow]:
    """One service (NOT_FOUND)."""
    return found_alone(queries.visible_services(context.actor), key, day, field)
