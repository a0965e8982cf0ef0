"""What can be asked of the directory."""

from datetime import date
from typing import Any

import graphene

from registry.core.errors import ErrorCode, refuse
from registry.directory import queries
from registry.directory.models import Organization as OrganizationRow
from registry.directory.models import Service as ServiceRow
from registry.search import queries as searching

from ..connections import pages
from ..context import Info
from ..listings import Page, Span, order_by, page_of
from ..loaders import Peers, Row
from ..values import as_of, listed, strings
from .organizations import (
    ORGANIZATION_ORDERS,
    Organization,
    OrganizationConnection,
    OrganizationOrder,
    organization,
)
from .reference import Region, Term, check_codes
from .services import SERVICE_ORDERS, Service, ServiceConnection, ServiceOrder, service

LONGEST_TEXT = 200


class Found(graphene.ObjectType):
    """The best matches of each kind, best first."""

    class Meta:
        name = "SearchResult"

    organizations = listed(Organization)
    services = listed(Service)
    groups = listed("schema.concertation.groups.Group")
    activities = listed("schema.concertation.activities.Activity")
    resolutions = listed("schema.concertation.resolutions.Resolution")
    needs = listed(Term)
    places = listed(Region)


def exercise() -> Any:
    return graphene.Boolean(default_value=False, description="Bring in the fictional exercise network.")


class DirectoryQuery(graphene.ObjectType):
    """Organizations and services, on a day."""

    organization = graphene.Field(
        Organization, key=graphene.String(required=True), as_of=as_of(), description="One organization (NOT_FOUND)."
    )
    organizations = pages(
        OrganizationConnection,
        "Organizations. Each filter holds on the day; a need takes narrower ones along.",
        text=graphene.String(description="Words of its names, acronym or city; accents and case don't matter."),
        kinds=strings("Codes of `organization_kinds`."),
        regions=strings("Codes of regions of Québec."),
        provinces=strings("Codes of provinces."),
        needs=strings("It has a service for one of these,"),
        languages=strings("in one of these languages,"),
        doors=strings("by one of these doors,"),
        intake=strings("whose intake may be in one of these states."),
        coalition=graphene.String(description="The key of a coalition of which it may be a member."),
        status=strings("active, closed, merged or unknown, as it may be."),
        as_of=as_of(),
        exercise=exercise(),
        order_by=OrganizationOrder(),
    )
    coalitions = pages(OrganizationConnection, "Organizations whose members are organizations.", exercise=exercise())
    service = graphene.Field(
        Service, key=graphene.String(required=True), as_of=as_of(), description="One service (NOT_FOUND)."
    )
    services = pages(
        ServiceConnection,
        "Services that may be in force on the day; each filter holds on it.",
        text=graphene.String(description="Words of its name or city; accents and case don't matter."),
        organization=graphene.String(description="The key of its organization."),
        needs=strings("For one of these needs, or narrower ones."),
        languages=strings("In one of these languages."),
        populations=strings("For one of these populations, or narrower ones."),
        doors=strings("By one of these doors."),
        intake=strings("Whose intake may be in one of these states."),
        regions=strings("Given in, around or inside one of these regions."),
        as_of=as_of(),
        exercise=exercise(),
        order_by=ServiceOrder(),
    )
    search = graphene.Field(
        graphene.NonNull(Found),
        text=graphene.String(required=True),
        as_of=as_of(),
        exercise=exercise(),
        description="Organizations, services, groups, activities, resolutions, needs and places that have every word.",
    )

    @staticmethod
    def resolve_organization(root: None, info: Info, key: str, as_of: date | None = None) -> Row[OrganizationRow]:
        return organization(info.context, key, as_of or info.context.today, "key")

    @staticmethod
    def resolve_organizations(root: None, info: Info, **arguments: Any) -> Page:
        span, day = Span.take(arguments), arguments.pop("as_of", None) or info.context.today
        order = order_by(arguments.pop("order_by", None), ORGANIZATION_ORDERS)
        _check(info, arguments, provinces="regions")
        found = queries.organizations(info.context.actor, on=day, **arguments)
        return page_of(found.order_by(*order), span, day)

    @staticmethod
    def resolve_coalitions(root: None, info: Info, exercise: bool = False, **arguments: Any) -> Page:
        found = queries.coalitions(info.context.actor, exercise=exercise)
        return page_of(found.order_by("sort_name", "key"), Span.take(arguments), info.context.today)

    @staticmethod
    def resolve_service(root: None, info: Info, key: str, as_of: date | None = None) -> Row[ServiceRow]:
        return service(info.context, key, as_of or info.context.today, "key")

    @staticmethod
    def resolve_services(root: None, info: Info, **arguments: Any) -> Page:
        span, day = Span.take(arguments), arguments.pop("as_of", None) or info.context.today
        order = order_by(arguments.pop("order_by", None), SERVICE_ORDERS)
        _check(info, arguments)
        found = queries.services(info.context.actor, on=day, **arguments)
        return page_of(found.select_related(None).order_by(*order), span, day)

    @staticmethod
    def resolve_search(
        root: None, info: Info, text: str, as_of: date | None = None, exercise: bool = False
    ) -> dict[str, Any]:
        day = as_of or info.context.today
        _check(info, {"text": text})
        found = searching.search(info.context.actor, text, on=day, exercise=exercise)
        return {
            "organizations": Peers(found.organizations, day).each(),
            "services": Peers(found.services, day).each(),
            "groups": Peers(found.groups, day).each(),
            "activities": Peers(found.activities, day).each(),
            "resolutions": Peers(found.resolutions, day).each(),
            "needs": found.needs,
            "places": found.places,
        }


_LISTS = {
    "kinds": "organization_kinds",
    "regions": "regions",
    "needs": "needs",
    "languages": "languages",
    "populations": "populations",
    "doors": "doors",
    "intake": "intake_statuses",
    "status": "org_statuses",
}


def _check(info: Info, arguments: dict[str, Any], **lists: str) -> None:
    """Raises Refused (TOO_LONG, UNKNOWN_CODE) for a filter that nothing can meet."""
    if len(arguments.get("text") or "") > LONGEST_TEXT:
        raise refuse(ErrorCode.TOO_LONG, "text", max=LONGEST_TEXT)
    for field, taxonomy in {**_LISTS, **lists}.items():
        if arguments.get(field):
            check_codes(info.context, **{field: (taxonomy, arguments[field])})
        elif field in arguments:
            del arguments[field]
    arguments.setdefault("text", "")
    arguments["text"] = arguments["text"] or ""
