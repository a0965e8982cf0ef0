"""Groups: working groups, committees, boards and networks, as names."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import queries
from registry.concertation.models import Group as GroupRow
from registry.concertation.models import Listing as ListingRow
from registry.core.translations import in_language
from registry.directory.queries import visible_organizations

from ..connections import connection_of, dated_pages, pages
from ..context import Context, Info
from ..directory.dated import Dated
from ..directory.evidence import Sourced
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, term
from ..listings import Listing as PageListing
from ..listings import Page, Span, dated_page, page_of
from ..loaders import Row, one
from ..nodes import Node, found_alone, reads
from ..values import LocalizedText, PartialDate, from_thing, listed
from .activities import ROLES, SPAN, ActivityConnection, ActivityPartyConnection, acts_of
from .concerns import ConcernConnection


class Listing(graphene.ObjectType):
    """An organization named on a public list: no seat and no vote."""

    class Meta:
        interfaces = (Dated, Sourced)
        default_resolver = from_thing

    key = graphene.String(required=True)
    organization = graphene.Field(ORGANIZATION)
    group = graphene.Field(lambda: Group)
    subject = graphene.String()
    basis = graphene.String()
    note = graphene.String()

    @staticmethod
    def resolve_organization(row: Row[ListingRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_group(row: Row[ListingRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))


ListingConnection = connection_of(Listing)


class Group(graphene.ObjectType):
    """A body with members where `constituted`; else only a name."""

    class Meta:
        interfaces = (Node, Sourced)
        default_resolver = from_thing

    name = graphene.String(required=True, description="In the language of the request, else in another one.")
    names = graphene.NonNull(LocalizedText)
    name_variants = listed(graphene.String)
    acronym = graphene.String()
    kind = graphene.NonNull(Term)
    version = graphene.Int(required=True)
    constituted = graphene.Boolean(required=True)
    status = graphene.String(description="active, planned, ended or unknown.")
    body = graphene.Field(ORGANIZATION, description="The organization that it belongs to.")
    coalition = graphene.Field(ORGANIZATION, description="Whose work it is part of.")
    parent = graphene.Field(lambda: Group)
    mandate_topics = listed(graphene.String)
    issues = listed(graphene.String)
    composition_rule = graphene.String(description="members_only or with_institutions.")
    regions_count = graphene.Int()
    website = graphene.String()
    province = graphene.String()
    city = graphene.String()
    since = PartialDate()
    until = PartialDate()
    exercise = graphene.Boolean(required=True, description="Fictional, for demonstration.")
    confidence = graphene.String()
    note = graphene.String()
    listings = dated_pages(ListingConnection, "Organizations that it names, if it is a public list.")
    activities = pages(ActivityConnection, "Those of its timeline, the latest first.")
    acts = pages(
        ActivityPartyConnection, "The acts in which it took part, the latest first.", roles=ROLES, **SPAN
    )
    concerns = pages(ConcernConnection, "What was raised to it, the latest first.")

    @staticmethod
    def resolve_name(row: Row[GroupRow], info: Info) -> str:
        return in_language(_names(row.thing), info.context.language).text

    @staticmethod
    def resolve_names(row: Row[GroupRow], info: Info) -> dict[str, str]:
        return _names(row.thing)

    @staticmethod
    def resolve_kind(row: Row[GroupRow], info: Info) -> Any:
        return term(info.context, "group_kinds", row.thing.kind)

    @staticmethod
    def resolve_body(row: Row[GroupRow], info: Info) -> Any:
        return one(row, "body", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_coalition(row: Row[GroupRow], info: Info) -> Any:
        return one(row, "coalition", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_parent(row: Row[GroupRow], info: Info) -> Any:
        return one(row, "parent", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_listings(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        orders = {"ORGANIZATION": ("organization__sort_name", "key")}
        return dated_page(row, info, "group", queries.visible_listings, orders, arguments)

    @staticmethod
    def resolve_activities(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        found = queries.visible_activities(info.context.actor)
        return PageListing("group", lambda: found, queries.latest_first()).page(row, Span.take(arguments), row.day)

    @staticmethod
    def resolve_acts(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        return acts_of(row, info, "group", arguments)

    @staticmethod
    def resolve_concerns(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        found = queries.visible_concerns(info.context.actor)
        return PageListing("group", lambda: found, ("-raised_on", "-pk")).page(row, Span.take(arguments), row.day)


GroupConnection = connection_of(Group)


class GroupsQuery(graphene.ObjectType):
    """Groups; anyone sees their names."""

    group = graphene.Field(Group, key=graphene.String(required=True), description="One group (NOT_FOUND).")
    groups = pages(
        GroupConnection,
        "Groups, by name.",
        coalition=graphene.String(description="The key of the organization that they belong to or work for."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )

    @staticmethod
    def resolve_group(root: None, info: Info, key: str) -> Row[GroupRow]:
        return found_alone(queries.groups(info.context.actor, exercise=True), key, info.context.today, "key")

    @staticmethod
    def resolve_groups(
        root: None, info: Info, coalition: str | None = None, exercise: bool = False, **arguments: Any
    ) -> Page:
        found = queries.groups(info.context.actor, exercise=exercise)
        if coalition is not None:
            found = found.filter(body__key=coalition) | found.filter(coalition__key=coalition)
        found = found.select_related(None).order_by("sort_name", "key")
        return page_of(found, Span.take(arguments), info.context.today)


@reads(Group, GroupRow)
def group(context: Context, key: str, day: date) -> Row[GroupRow]:
    """One group (NOT_FOUND)."""
    return found_alone(queries.groups(context.actor, exercise=True), key, day)


def _names(row: GroupRow) -> dict[str, str]:
    return {**row.names, "original": row.name_original}
