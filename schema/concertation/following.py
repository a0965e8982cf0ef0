"""What waits before and after meetings: for whoever runs a group, and for whoever sits in one."""

from datetime import date
from typing import Any

import graphene
from django.db.models import QuerySet

from registry.concertation import queries
from registry.concertation.queries import Asked as AskedValue
from registry.concertation.queries import Decided as DecidedValue
from registry.concertation.queries import FollowUp as FollowUpValue
from registry.directory import queries as directory

from ..context import Info
from ..loaders import Peers, Row
from ..values import Date, listed
from .meetings import Attendance, Meeting, Outcome


def _rows(found: QuerySet[Any], info: Info) -> list[Row[Any]]:
    return Peers(found, info.context.today).each()


class FollowUp(graphene.ObjectType):
    """What whoever runs meetings has left to do."""

    attendance = listed(Meeting, description="Past meetings of which nobody has told who came.")
    to_submit = listed(Meeting, description="Held meetings whose minutes are not submitted.")
    to_approve = listed(Meeting, description="Meetings whose minutes are to be approved.")
    commitments = listed(Outcome, description="Those of its meetings that are not kept, and late or due soon.")

    @staticmethod
    def resolve_attendance(found: FollowUpValue, info: Info) -> list[Row[Any]]:
        return _rows(found.attendance, info)

    @staticmethod
    def resolve_to_submit(found: FollowUpValue, info: Info) -> list[Row[Any]]:
        return _rows(found.to_submit, info)

    @staticmethod
    def resolve_to_approve(found: FollowUpValue, info: Info) -> list[Row[Any]]:
        return _rows(found.to_approve, info)

    @staticmethod
    def resolve_commitments(found: FollowUpValue, info: Info) -> list[Row[Any]]:
        return _rows(found.commitments, info)


class Asked(graphene.ObjectType):
    """What is asked of an organization."""

    invitations = listed(Attendance, description="Invitations to meetings to come, without an answer.")
    commitments = listed(Outcome, description="Those that are not kept, and late or due soon.")

    @staticmethod
    def resolve_invitations(found: AskedValue, info: Info) -> list[Row[Any]]:
        return _rows(found.invitations, info)

    @staticmethod
    def resolve_commitments(found: AskedValue, info: Info) -> list[Row[Any]]:
        return _rows(found.commitments, info)


class Decided(graphene.ObjectType):
    """What came of the meetings of an organization's groups and coalitions since a day."""

    outcomes = listed(Outcome, description="Of meetings from that day on, the latest first.")
    approved = listed(Meeting, description="Meetings whose minutes were approved since.")

    @staticmethod
    def resolve_outcomes(found: DecidedValue, info: Info) -> list[Row[Any]]:
        return _rows(found.outcomes, info)

    @staticmethod
    def resolve_approved(found: DecidedValue, info: Info) -> list[Row[Any]]:
        return _rows(found.approved, info)


class FollowingQuery(graphene.ObjectType):
    """What waits, and what happened meanwhile."""

    follow_up = graphene.Field(FollowUp, required=True, description="What whoever asks, running meetings, has to do.")
    asked = graphene.Field(
        Asked, organization=graphene.String(required=True, description="Its key."), description="(NOT_FOUND)"
    )
    decided_since = graphene.Field(
        Decided,
        organization=graphene.String(required=True, description="Its key."),
        since=Date(required=True),
        description="What was decided while its people were away (NOT_FOUND).",
    )

    @staticmethod
    def resolve_follow_up(root: None, info: Info) -> FollowUpValue:
        return queries.follow_up(info.context.actor)

    @staticmethod
    def resolve_asked(root: None, info: Info, organization: str) -> AskedValue:
        found = directory.organization(info.context.actor, organization).thing
        return queries.asked_of(info.context.actor, [found])

    @staticmethod
    def resolve_decided_since(root: None, info: Info, organization: str, since: date) -> DecidedValue:
        found = directory.organization(info.context.actor, organization).thing
        return queries.decided_since(info.context.actor, found, since)
