"""Groups: working groups, committees, boards and networks; who sits in them, and by which rules."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import actions, queries, rules
from registry.concertation.models import Group as GroupRow
from registry.concertation.models import Listing as ListingRow
from registry.concertation.models.times import latest_first
from registry.core.translations import in_language
from registry.directory import queries as directory
from registry.directory.queries import visible_organizations

from ..connections import connection_of, dated_pages, pages
from ..context import Context, Info
from ..directory.dated import Dated
from ..directory.evidence import Kept, Sourced
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, check_codes, term
from ..errors import camel
from ..listings import Listing as PageListing
from ..listings import Page, Span, dated_page, page_of
from ..loaders import Row, one
from ..mutations import Offer, mutation
from ..nodes import Node, found_alone, reads
from ..values import Codes, LocalizedText, PartialDate, as_of, from_thing, listed, strings
from .activities import ROLES, SPAN, ActivityConnection, ActivityPartyConnection, acts_of
from .cadence import CADENCE, YearOfMeetings, cadence_of
from .concerns import ConcernConnection
from .meetings import MeetingConnection, meetings_of
from .rule_sets import RuleSet
from .seats import (
    BY_ORGANIZATION,
    Compliance,
    SatTogether,
    SeatConnection,
    SeatOrder,
    Vacancy,
    compliance_of,
    together,
    vacancies_of,
)


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
        interfaces = (Node, Kept, Sourced)
        default_resolver = from_thing

    name = graphene.String(required=True, description="In the language of the request, else in another one.")
    names = graphene.NonNull(LocalizedText)
    name_variants = listed(graphene.String)
    acronym = graphene.String()
    kind = graphene.NonNull(Term)
    constituted = graphene.Boolean(required=True)
    status = graphene.String(as_of=as_of(), description="active, planned, not_yet, ended or unknown.")
    body = graphene.Field(ORGANIZATION, description="The organization that it belongs to.")
    coalition = graphene.Field(ORGANIZATION, description="Whose work it is part of.")
    parent = graphene.Field(lambda: Group)
    mandate_topics = listed(graphene.String)
    issues = listed(graphene.String)
    composition_rule = graphene.String(description="members_only or with_institutions.")
    regions_count = graphene.Int()
    meetings_per_year = graphene.NonNull(Codes, description="As a source tells it: `min`, `max`, `approx`.")
    size = graphene.NonNull(Codes, description="How many it has, as a source tells it: `value`, `approx`, `note`.")
    website = graphene.String()
    province = graphene.String()
    city = graphene.String()
    since = PartialDate()
    until = PartialDate()
    exercise = graphene.Boolean(required=True, description="Fictional, for demonstration.")
    confidence = graphene.String()
    note = graphene.String()
    open_minutes = graphene.Boolean(required=True, description="Anyone may read its approved minutes.")
    rule_set = graphene.Field(RuleSet, description="The rules that it keeps; null: none is written down.")
    seats = dated_pages(SeatConnection, "Who sits in it, and to whom a seat is offered.", order_by=SeatOrder())
    compliance = graphene.Field(
        Compliance, as_of=as_of(), description="How it stands with its rules; null: none is written down."
    )
    vacancies = listed(Vacancy, as_of=as_of(), description="Seats to be filled now, or within 90 days.")
    listings = dated_pages(ListingConnection, "Organizations that it names, if it is a public list.")
    activities = pages(ActivityConnection, "Those of its timeline, the latest first.")
    acts = pages(ActivityPartyConnection, "The acts in which it took part, the latest first.", roles=ROLES, **SPAN)
    concerns = pages(ConcernConnection, "What was raised to it, the latest first.")
    meetings = pages(MeetingConnection, "Its meetings, by day.")
    cadence = graphene.Field(YearOfMeetings, **CADENCE)

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
    def resolve_status(row: Row[GroupRow], info: Info, as_of: date | None = None) -> str | None:
        return rules.status_on(row.thing.status, row.thing.since, row.thing.until, as_of or row.day) or None

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
    def resolve_rule_set(row: Row[GroupRow], info: Info) -> Any:
        return one(row, "rule_set", lambda: queries.rule_sets(info.context.actor))

    @staticmethod
    def resolve_seats(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        return dated_page(row, info, "group", queries.visible_seats, BY_ORGANIZATION, arguments)

    @staticmethod
    def resolve_compliance(row: Row[GroupRow], info: Info, as_of: date | None = None) -> Any:
        return compliance_of(row, info, as_of or row.day)

    @staticmethod
    def resolve_vacancies(row: Row[GroupRow], info: Info, as_of: date | None = None) -> Any:
        return vacancies_of(row, info, as_of or row.day)

    @staticmethod
    def resolve_history(row: Row[GroupRow], info: Info) -> Any:
        return row.by_key("history", lambda rows: queries.histories_of_groups(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[GroupRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_groups(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)

    @staticmethod
    def resolve_listings(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        orders = {"ORGANIZATION": ("organization__sort_name", "key")}
        return dated_page(row, info, "group", queries.visible_listings, orders, arguments)

    @staticmethod
    def resolve_activities(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        found = queries.visible_activities(info.context.actor)
        listing = PageListing("group", lambda: found, latest_first(), ("activities",))
        return listing.page(row, Span.take(arguments), row.day)

    @staticmethod
    def resolve_acts(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        return acts_of(row, info, "group", arguments)

    @staticmethod
    def resolve_concerns(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        found = queries.visible_concerns(info.context.actor)
        listing = PageListing("group", lambda: found, ("-raised_on", "-pk"), ("concerns",))
        return listing.page(row, Span.take(arguments), row.day)

    @staticmethod
    def resolve_meetings(row: Row[GroupRow], info: Info, **arguments: Any) -> Page:
        return meetings_of(row, info, "group", arguments)

    @staticmethod
    def resolve_cadence(row: Row[GroupRow], info: Info, year: int | None = None) -> Any:
        return cadence_of(row, info, year)


GroupConnection = connection_of(Group)


class GroupsQuery(graphene.ObjectType):
    """Groups; anyone sees them, and who sits in them."""

    group = graphene.Field(
        Group, key=graphene.String(required=True), as_of=as_of(), description="One group (NOT_FOUND)."
    )
    groups = pages(
        GroupConnection,
        "Groups, by name.",
        text=graphene.String(description="Words of its names or acronym; accents and case don't matter."),
        kind=graphene.String(description="A code of `group_kinds`."),
        coalition=graphene.String(description="The key of the organization that they belong to or work for."),
        organization=graphene.String(description="The key of an organization that may sit in them on the day."),
        as_of=as_of(),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )
    common_groups = listed(
        SatTogether,
        one=graphene.String(required=True, description="The key of an organization."),
        other=graphene.String(required=True, description="The key of the other."),
        as_of=as_of(),
        description="The groups in which the two may meet on the day (NOT_FOUND); `organization` is the other.",
    )

    @staticmethod
    def resolve_group(root: None, info: Info, key: str, as_of: date | None = None) -> Row[GroupRow]:
        found = queries.groups(info.context.actor, exercise=True)
        return found_alone(found, key, as_of or info.context.today, "key")

    @staticmethod
    def resolve_groups(root: None, info: Info, **arguments: Any) -> Page:
        span, day = Span.take(arguments), arguments.pop("as_of", None) or info.context.today
        told = {name: value for name, value in arguments.items() if value is not None}
        if "kind" in told:
            check_codes(info.context, kind=("group_kinds", [told["kind"]]))
        found = queries.groups(info.context.actor, on=day, **told)
        return page_of(found.select_related(None).order_by("sort_name", "key"), span, day)

    @staticmethod
    def resolve_common_groups(root: None, info: Info, one: str, other: str, as_of: date | None = None) -> Any:
        actor, day = info.context.actor, as_of or info.context.today
        first, second = (
            directory.organization(actor, key, name).thing for name, key in (("one", one), ("other", other))
        )
        return together({"": queries.common_groups(actor, first, second, day)}, day)[""]


@reads(Group, GroupRow)
def group(context: Context, key: str, day: date) -> Row[GroupRow]:
    """One group (NOT_FOUND)."""
    return found_alone(queries.groups(context.actor, exercise=True), key, day)


def _names(row: GroupRow) -> dict[str, str]:
    return {**row.names, "original": row.name_original}


class GroupInput(graphene.InputObjectType):
    """What changes of a group; what is left out stays as it is."""

    kind = graphene.String(description="A code of `group_kinds`.")
    name_fr = graphene.String()
    name_en = graphene.String()
    name_es = graphene.String()
    acronym = graphene.String()
    parent = graphene.String(description="The key of the group of which it is a part; empty: of none.")
    rule_set = graphene.String(description="The key of its rules; empty: none.")
    composition_rule = graphene.String(description="A code of `composition_rules`; empty: not stated.")
    mandate_topics = strings("The topics of its mandate.")
    open_minutes = graphene.Boolean()
    website = graphene.String()
    city = graphene.String()
    since = PartialDate()


_ACTIONS = (
    *(actions.create_group, actions.edit_group, actions.end_group, actions.offer_seat, actions.accept_seat),
    *(actions.decline_seat, actions.renew_seat, actions.confirm_seat, actions.end_seat),
)
_OFFERS = {"edit_group": Offer(inputs={"values": (GroupInput, dict)})}
CHANGES = {action.__name__: mutation(action, _OFFERS.get(action.__name__, Offer())) for action in _ACTIONS}
