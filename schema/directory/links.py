"""What ties organizations to each other and to places."""

from datetime import date
from typing import Any

import graphene
from django.db.models import F

from registry.directory import queries
from registry.directory.models import Location as LocationRow
from registry.directory.models import Membership as MembershipRow
from registry.directory.models import Relationship as RelationshipRow
from registry.directory.queries import visible_organizations

from ..connections import connection_of, order_enum
from ..context import Context, Info
from ..loaders import Row, one
from ..nodes import Node, found_alone, reads
from ..values import PartialDate, Quantity, as_of, from_thing, listed
from .dated import Dated
from .evidence import Sourced, viewer_may
from .reference import Term, term

ORGANIZATION = "schema.directory.organizations.Organization"
BY_MEMBER = {"MEMBER": ("organization__sort_name", "key"), "SINCE": (F("begins").asc(nulls_first=True), "key")}
BY_COALITION = {"COALITION": ("coalition__sort_name", "key"), "SINCE": (F("begins").asc(nulls_first=True), "key")}
BY_TYPE = {"TYPE": ("type", "target__sort_name", "key")}

MemberOrder = order_enum("MemberOrder", BY_MEMBER)
MembershipOrder = order_enum("MembershipOrder", BY_COALITION)


class Membership(graphene.ObjectType):
    """An organization in a coalition."""

    class Meta:
        interfaces = (Node, Dated, Sourced)
        default_resolver = from_thing

    organization = graphene.Field(ORGANIZATION, required=True)
    coalition = graphene.Field(ORGANIZATION, required=True)
    category = graphene.String()
    votes = graphene.Boolean(required=True)
    basis = graphene.String(description="`participation`, `inferred`: the source shows it only taking part.")
    subject = graphene.String()
    accepted = graphene.Boolean(required=True, description="False: proposed, not yet accepted by the other side.")
    to_confirm = graphene.Boolean(
        required=True, as_of=as_of(), description="Not certain to hold, or nobody vouched for it lately."
    )
    confidence = graphene.String()
    note = graphene.String()
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_to_confirm(row: Row[MembershipRow], info: Info, as_of: date | None = None) -> bool:
        return row.thing.to_confirm_on(as_of or row.day)

    @staticmethod
    def resolve_organization(row: Row[MembershipRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_coalition(row: Row[MembershipRow], info: Info) -> Any:
        return one(row, "coalition", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_viewer_may(row: Row[MembershipRow], info: Info) -> list[str]:
        return viewer_may(row, info)


class Relationship(graphene.ObjectType):
    """A dated, typed link between two organizations."""

    class Meta:
        interfaces = (Node, Dated, Sourced)
        default_resolver = from_thing

    type = graphene.Field(graphene.NonNull(Term))
    origin = graphene.Field(ORGANIZATION, required=True)
    target = graphene.Field(ORGANIZATION, required=True)
    date = PartialDate(description="Of a one-day act, which has no period.")
    subject = graphene.String()
    basis = graphene.String()
    fact_set = graphene.String(description="Links of one set were one fact with several parties.")
    quantities = listed(Quantity)
    accepted = graphene.Boolean(required=True)
    confidence = graphene.String()
    note = graphene.String()
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_type(row: Row[RelationshipRow], info: Info) -> Any:
        return term(info.context, "relation_types", row.thing.type)

    @staticmethod
    def resolve_origin(row: Row[RelationshipRow], info: Info) -> Any:
        return one(row, "origin", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_target(row: Row[RelationshipRow], info: Info) -> Any:
        return one(row, "target", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_viewer_may(row: Row[RelationshipRow], info: Info) -> list[str]:
        return viewer_may(row, info)


class Location(graphene.ObjectType):
    """A place where an organization is found. A confidential one has no address, for anyone."""

    class Meta:
        interfaces = (Node,)
        default_resolver = from_thing

    organization = graphene.Field(ORGANIZATION, required=True)
    name = graphene.String()
    city = graphene.String()
    region = graphene.String()
    province = graphene.String()
    address = graphene.String()
    confidential = graphene.Boolean(required=True)
    note = graphene.String()
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_organization(row: Row[LocationRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_address(row: Row[LocationRow], info: Info) -> str | None:
        location = row.with_rows("organization")
        withheld = location.confidential or location.organization.front_door_only
        return None if withheld else location.address or None

    @staticmethod
    def resolve_viewer_may(row: Row[LocationRow], info: Info) -> list[str]:
        return viewer_may(row, info)


MembershipConnection = connection_of(Membership)
RelationshipConnection = connection_of(Relationship)


@reads(Membership, MembershipRow)
def membership(context: Context, key: str, day: date) -> Row[MembershipRow]:
    """One membership (NOT_FOUND)."""
    return found_alone(queries.visible_memberships(context.actor), key, day)


@reads(Relationship, RelationshipRow)
def relationship(context: Context, key: str, day: date) -> Row[RelationshipRow]:
    """One relationship (NOT_FOUND)."""
    return found_alone(queries.visible_relationships(context.actor), key, day)


@reads(Location, LocationRow)
def location(context: Context, key: str, day: date) -> Row[LocationRow]:
    """One place (NOT_FOUND)."""
    return found_alone(queries.visible_locations(context.actor), key, day)
