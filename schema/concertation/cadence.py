"""A group's meetings against its rules: the cadence of a year, and who may be co-chair."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import queries
from registry.concertation.messages import cadence_sentences
from registry.concertation.models import Group as GroupRow
from registry.concertation.queries import Candidate
from registry.concertation.rules.cadence import YearOfMeetings as YearFound
from registry.concertation.rules.eligibility import Judged
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import FIRST_DAY

from ..context import Info
from ..directory.links import ORGANIZATION
from ..loaders import Peers, Row
from ..values import LAST_DAY, Truth, as_of, from_thing, listed
from .rule_sets import MeetingRule


class YearOfMeetings(graphene.ObjectType):
    """A year of a group's meetings against its rule. Only meetings that were held count."""

    class Meta:
        default_resolver = from_thing

    year = graphene.Int(required=True)
    holds = graphene.NonNull(
        Truth, description="unknown: the year runs still, or what is written here is not enough to tell."
    )
    held = graphene.Int(required=True)
    least = graphene.Int(required=True)
    most = graphene.Int()
    missing = listed(graphene.Int, description="The numbers of the meetings that lack; 3: the third.")
    unmet = listed(MeetingRule, description="The meetings of the pattern that none was.")
    beyond = graphene.Int(required=True, description="How many more there were than the most.")
    other_formats = listed(graphene.String, description="Modes of meetings that the rule doesn't name.")
    sentences = listed(graphene.String, description="What is missing or too much, in the language of the request.")

    @staticmethod
    def resolve_holds(year: YearFound, info: Info) -> str:
        return year.holds.value

    @staticmethod
    def resolve_sentences(year: YearFound, info: Info) -> list[str]:
        return cadence_sentences(year, info.context.today)


CADENCE: dict[str, Any] = {
    "year": graphene.Int(description="The calendar year; else the one of the day asked about."),
    "description": "Its meetings of a year against its rule, for its people; null: no rule, or not for whoever asks.",
}


def cadence_of(row: Row[GroupRow], info: Info, year: int | None) -> YearFound | None:
    """The group's cadence of a year, read for all peers. Raises Refused (NUMBER_OUT_OF_RANGE)."""
    told = row.day.year if year is None else year
    if not FIRST_DAY.year <= told <= LAST_DAY.year:
        raise refuse(ErrorCode.NUMBER_OUT_OF_RANGE, "year", min=FIRST_DAY.year, max=LAST_DAY.year)
    return row.by_key(("cadence", told), lambda rows: queries.cadences(info.context.actor, rows, told), None)


class EligibilityCondition(graphene.ObjectType):
    """One condition of eligibility."""

    code = graphene.String(required=True)
    value = graphene.String(description="What it must be.")
    have = graphene.Int(description="The number that it is compared with, where there is one.")
    holds = graphene.NonNull(Truth, description="unknown: only people know, or too little is written here.")

    class Meta:
        default_resolver = from_thing

    @staticmethod
    def resolve_holds(judged: Judged, info: Info) -> str:
        return judged.holds.value

    @staticmethod
    def resolve_code(judged: Judged, info: Info) -> str:
        return judged.condition.code

    @staticmethod
    def resolve_value(judged: Judged, info: Info) -> str:
        return str(judged.condition.value)


class CoChairCandidate(graphene.ObjectType):
    """An organization, and whether it may put somebody forward as co-chair."""

    organization = graphene.Field(ORGANIZATION)
    holds = graphene.NonNull(Truth)
    conditions = listed(EligibilityCondition)

    @staticmethod
    def resolve_organization(told: tuple[Candidate, Row[Any]], info: Info) -> Any:
        return told[1]

    @staticmethod
    def resolve_holds(told: tuple[Candidate, Row[Any]], info: Info) -> str:
        return told[0].eligibility.holds.value

    @staticmethod
    def resolve_conditions(told: tuple[Candidate, Row[Any]], info: Info) -> Any:
        return told[0].eligibility.judged


class CadenceQuery(graphene.ObjectType):
    """Who may lead a group."""

    eligible_co_chairs = graphene.List(
        graphene.NonNull(CoChairCandidate),
        group=graphene.String(required=True, description="The key of the group (NOT_FOUND)."),
        as_of=as_of(),
        description="Each organization that sits in the group or came to it, with its eligibility, for the group's "
        "people; null: no rule, or not for whoever asks.",
    )

    @staticmethod
    def resolve_eligible_co_chairs(root: None, info: Info, group: str, as_of: date | None = None) -> Any:
        actor, day = info.context.actor, as_of or info.context.today
        found = queries.eligible_co_chairs(actor, queries.group(actor, group), day)
        if found is None:
            return None
        peers = Peers([one.organization for one in found], day)
        return [(one, Row(one.organization, peers)) for one in found]
