"""Organizations."""

from datetime import date
from typing import Any

import graphene
from django.db.models import F

from registry.concertation import queries as concertation
from registry.core.models import DatedQuerySet
from registry.directory import queries
from registry.directory.models import Location as LocationRow
from registry.directory.models import Organization as OrganizationRow
from registry.directory.models import OrganizationName, Relationship
from registry.directory.queries import Contact as ContactValue
from registry.referrals import queries as referrals

from ..concertation.activities import ROLES, SPAN, ActivityPartyConnection, CoSignatory, acts_of, signs_with
from ..concertation.meetings import MeetingConnection, meetings_of
from ..concertation.seats import BY_GROUP, OwnSeatOrder, SatTogether, SeatConnection, sat_with
from ..connections import connection_of, dated_pages, order_enum, pages
from ..context import Context, Info
from ..listings import Page, dated_page
from ..loaders import Row, many
from ..nodes import Node, found_alone, reads
from ..values import Date, LabeledText, LocalizedText, PartialDate, as_of, from_thing, listed, strings
from .evidence import Kept, Sourced
from .links import (
    BY_COALITION,
    BY_MEMBER,
    BY_TYPE,
    Location,
    MemberOrder,
    MembershipConnection,
    MembershipOrder,
    RelationshipConnection,
)
from .profile import Contact, Name, ShownStatus, Status, description_of
from .reference import Term, term
from .services import SERVICE_ORDERS, ServiceConnection, ServiceOrder

AGREEMENTS = "schema.referrals.AgreementConnection"
ORGANIZATION_ORDERS = {
    "NAME": ("sort_name", "key"),
    "NAME_DESC": ("-sort_name", "-key"),
    "CITY": ("city", "sort_name", "key"),
    "LEAST_RECENTLY_CONFIRMED": (F("confirmed_on").asc(nulls_first=True), "sort_name", "key"),
}
OrganizationOrder = order_enum("OrganizationOrder", ORGANIZATION_ORDERS)


class Organization(graphene.ObjectType):
    """A member organization, an institution, or a coalition (whose members are organizations)."""

    class Meta:
        interfaces = (Node, Kept, Sourced)
        default_resolver = from_thing

    name = graphene.String(required=True, as_of=as_of(), description="On the day, in the language of the request.")
    name_in = graphene.NonNull(
        LabeledText,
        language=graphene.String(required=True),
        as_of=as_of(),
        description="On the day, in that language, else in another one, labelled.",
    )
    names = graphene.NonNull(LocalizedText, as_of=as_of(), description="What it is called on the day.")
    all_names = listed(Name, description="Every name that it ever had, and spellings to find it by.")
    acronym = graphene.String()
    kind = graphene.NonNull(Term)
    is_coalition = graphene.Boolean(required=True)
    status = graphene.NonNull(Status, as_of=as_of())
    country = graphene.String()
    scope = graphene.String(description="local_or_provincial, canada, cross_border or international.")
    province = graphene.String()
    region = graphene.String()
    region_basis = graphene.String()
    city = graphene.String()
    contact = graphene.NonNull(Contact)
    description = graphene.NonNull(LocalizedText)
    founded = PartialDate()
    founded_basis = graphene.String()
    founded_note = graphene.String()
    front_door_only = graphene.Boolean(required=True, description="No address of it is kept or shown.")
    exercise = graphene.Boolean(required=True, description="Fictional, for demonstration.")
    published = graphene.Boolean(required=True)
    claimed = graphene.Boolean(required=True, description="Somebody of the organization keeps it up here.")
    stated_as_of = PartialDate(description="The latest date for which its source vouches.")
    confirmed_on = Date(description="The last day on which somebody confirmed its profile here.")
    note = graphene.String()
    locations = listed(Location)
    memberships = dated_pages(MembershipConnection, "Its coalitions.", order_by=MembershipOrder())
    members = dated_pages(MembershipConnection, "Its members, if it is a coalition.", order_by=MemberOrder())
    relationships_out = dated_pages(
        RelationshipConnection, "Its links to others.", types=strings("Only these relation types.")
    )
    relationships_in = dated_pages(
        RelationshipConnection, "Links of others to it.", types=strings("Only these relation types.")
    )
    services = dated_pages(ServiceConnection, "What it offers.", order_by=ServiceOrder())
    agreements_out = dated_pages(AGREEMENTS, "Agreements by which it refers.")
    agreements_in = dated_pages(AGREEMENTS, "Agreements by which it receives.")
    assemblies = pages(MeetingConnection, "Assemblies of its members, if it is a coalition, by day.")
    acts = pages(ActivityPartyConnection, "The acts in which it took part, the latest first.", roles=ROLES, **SPAN)
    seats = dated_pages(SeatConnection, "Where it sits, and where a seat is offered to it.", order_by=OwnSeatOrder())
    sat_with = listed(SatTogether, as_of=as_of(), description="Who may sit with it on the day, and in which group.")
    signs_with = listed(CoSignatory, description="Who signs with it, most often first.", **SPAN)

    @staticmethod
    def resolve_name(row: Row[OrganizationRow], info: Info, as_of: date | None = None) -> str:
        return row.with_rows("names").name_on(as_of or row.day, info.context.language).text

    @staticmethod
    def resolve_name_in(row: Row[OrganizationRow], info: Info, language: str, as_of: date | None = None) -> Any:
        return row.with_rows("names").name_on(as_of or row.day, language)

    @staticmethod
    def resolve_names(row: Row[OrganizationRow], info: Info, as_of: date | None = None) -> dict[str, str]:
        return row.with_rows("names").names_on(as_of or row.day)

    @staticmethod
    def resolve_all_names(row: Row[OrganizationRow], info: Info) -> list[Row[OrganizationName]]:
        return many(row, "names")

    @staticmethod
    def resolve_kind(row: Row[OrganizationRow], info: Info) -> Any:
        return term(info.context, "organization_kinds", row.thing.kind)

    @staticmethod
    def resolve_status(row: Row[OrganizationRow], info: Info, as_of: date | None = None) -> ShownStatus:
        return ShownStatus(row, as_of or row.day)

    @staticmethod
    def resolve_contact(row: Row[OrganizationRow], info: Info) -> ContactValue:
        return queries.contact_of(info.context.actor, row.thing)

    @staticmethod
    def resolve_description(row: Row[OrganizationRow], info: Info) -> dict[str, str]:
        return description_of(row.thing)

    @staticmethod
    def resolve_stated_as_of(row: Row[OrganizationRow], info: Info) -> Any:
        return row.thing.as_of

    @staticmethod
    def resolve_locations(row: Row[OrganizationRow], info: Info) -> list[Row[LocationRow]]:
        return many(row, "locations")

    @staticmethod
    def resolve_memberships(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "organization", queries.visible_memberships, BY_COALITION, arguments)

    @staticmethod
    def resolve_members(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "coalition", queries.visible_memberships, BY_MEMBER, arguments)

    @staticmethod
    def resolve_relationships_out(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "origin", _of_types(arguments), BY_TYPE, arguments)

    @staticmethod
    def resolve_relationships_in(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "target", _of_types(arguments), BY_TYPE, arguments)

    @staticmethod
    def resolve_services(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "organization", queries.visible_services, SERVICE_ORDERS, arguments)

    @staticmethod
    def resolve_agreements_out(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "origin", referrals.visible_agreements, {"KEY": ("key",)}, arguments)

    @staticmethod
    def resolve_agreements_in(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "target", referrals.visible_agreements, {"KEY": ("key",)}, arguments)

    @staticmethod
    def resolve_assemblies(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return meetings_of(row, info, "coalition", arguments)

    @staticmethod
    def resolve_acts(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return acts_of(row, info, "organization", arguments)

    @staticmethod
    def resolve_seats(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "organization", concertation.visible_seats, BY_GROUP, arguments)

    @staticmethod
    def resolve_sat_with(row: Row[OrganizationRow], info: Info, as_of: date | None = None) -> Any:
        return sat_with(row, info, as_of or row.day)

    @staticmethod
    def resolve_signs_with(row: Row[OrganizationRow], info: Info, **arguments: Any) -> Any:
        return signs_with(row, info, **arguments)


OrganizationConnection = connection_of(Organization)


@reads(Organization, OrganizationRow)
def organization(context: Context, key: str, day: date, field: str = "id") -> Row[OrganizationRow]:
    """One organization (NOT_FOUND)."""
    return found_alone(queries.visible_organizations(context.actor), key, day, field)


def _of_types(arguments: dict[str, Any]) -> Any:
    def scope(actor: Any) -> DatedQuerySet[Relationship]:
        found = queries.visible_relationships(actor)
        return found.filter(type__in=arguments["types"]) if arguments.get("types") else found

    return scope
