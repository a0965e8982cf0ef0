"""What waits for whoever asks, in the organizations that they keep up."""

from datetime import date
from typing import Any

import graphene

from registry.core.errors import ErrorCode, refuse
from registry.directory import queries
from registry.directory.queries import Aging, Attention, Planned
from registry.referrals import queries as referrals

from .context import Info
from .directory.intake import IntakePeriod
from .directory.links import Membership, Relationship
from .directory.organizations import Organization
from .directory.reports import ErrorReport
from .directory.services import Service, ServiceTerms
from .loaders import Peers, Row
from .referrals import Agreement
from .values import Date, as_of, listed


class AgingThing(graphene.ObjectType):
    """Something to be confirmed by `due` (null: nobody ever did): the state of a service's intake, or the service."""

    class Meta:
        name = "Aging"

    service = graphene.NonNull(Service)
    intake = graphene.Field(IntakePeriod, description="Null when it is the service itself.")
    last_confirmed = Date()
    due = Date()


class PlannedChange(graphene.ObjectType):
    """A change announced for a later day: of the intake, or of whom a service takes."""

    service = graphene.NonNull(Service)
    on = graphene.NonNull(Date)
    intake = graphene.Field(IntakePeriod)
    terms = graphene.Field(ServiceTerms)


class Desk(graphene.ObjectType):
    """What needs whoever asks today, each list in the order of urgency."""

    keeps_up = listed(Organization, description="The organizations that are theirs to keep up.")
    aging = listed(AgingThing)
    planned = listed(PlannedChange)
    error_reports = listed(ErrorReport)
    memberships = listed(Membership, description="Proposals that wait for an answer.")
    relationships = listed(Relationship, description="Proposals that wait for an answer.")
    agreements = listed(Agreement, description="Proposals that wait for an answer.")


class DeskQuery(graphene.ObjectType):
    """What waits."""

    desk = graphene.Field(Desk, as_of=as_of(), description="What needs whoever asks (SIGN_IN_NEEDED).")

    @staticmethod
    def resolve_desk(root: None, info: Info, as_of: date | None = None) -> dict[str, Any]:
        actor, day = info.context.actor, as_of or info.context.today
        if not actor.is_signed_in:
            raise refuse(ErrorCode.SIGN_IN_NEEDED)
        waiting = queries.needs_attention(actor, day)
        shown = _Shown(waiting, day)
        return {
            "keeps_up": Peers(queries.kept_up(actor), day).each(),
            "aging": [shown.aging(one) for one in waiting.aging],
            "planned": [shown.planned(one) for one in waiting.planned],
            "error_reports": Peers(waiting.reports, day).each(),
            "memberships": Peers(waiting.memberships, day).each(),
            "relationships": Peers(waiting.relationships, day).each(),
            "agreements": Peers(referrals.awaiting_answer(actor), day).each(),
        }


class _Shown:
    """The services, periods and terms of a desk as rows: each kind peers of one another."""

    def __init__(self, waiting: Attention, day: date) -> None:
        things: list[Aging | Planned] = [*waiting.aging, *waiting.planned]
        self._services = Peers((one.service for one in things), day)
        self._intakes = Peers((one.intake for one in things if one.intake), day)
        self._terms = Peers((one.terms for one in waiting.planned if one.terms), day)

    def aging(self, one: Aging) -> dict[str, Any]:
        return {
            "service": Row(one.service, self._services),
            "intake": Row(one.intake, self._intakes) if one.intake else None,
            "last_confirmed": one.last_confirmed,
            "due": one.due,
        }

    def planned(self, one: Planned) -> dict[str, Any]:
        return {
            "service": Row(one.service, self._services),
            "on": one.on,
            "intake": Row(one.intake, self._intakes) if one.intake else None,
            "terms": Row(one.terms, self._terms) if one.terms else None,
        }
