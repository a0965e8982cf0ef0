"""Error reports, for those whom they reach."""

from datetime import date
from typing import Any

import graphene

from registry.directory import queries
from registry.directory.models import ErrorReport as ReportRow

from ..context import Context, Info
from ..loaders import Row, one
from ..nodes import Node, found_alone, reads
from ..values import from_thing, listed
from .evidence import viewer_may
from .links import ORGANIZATION
from .services import Service


class ErrorReport(graphene.ObjectType):
    """Somebody says that a page is wrong. Who said it is not kept with it."""

    class Meta:
        interfaces = (Node,)
        default_resolver = from_thing

    version = graphene.Int(required=True)
    organization = graphene.Field(ORGANIZATION)
    service = graphene.Field(Service)
    text = graphene.String(required=True)
    made_at = graphene.DateTime(required=True)
    handled_at = graphene.DateTime()
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_organization(row: Row[ReportRow], info: Info) -> Any:
        return one(row, "organization", lambda: queries.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_service(row: Row[ReportRow], info: Info) -> Any:
        return one(row, "service", lambda: queries.visible_services(info.context.actor))

    @staticmethod
    def resolve_viewer_may(row: Row[ReportRow], info: Info) -> list[str]:
        return viewer_may(row, info)


@reads(ErrorReport, ReportRow)
def error_report(context: Context, key: str, day: date) -> Row[ReportRow]:
    """One error report that reached whoever asks (NOT_FOUND)."""
    return found_alone(queries.visible_reports(context.actor), key, day)
