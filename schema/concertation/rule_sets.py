"""Rule sets: how groups of one sort are made up, how often they meet, who may chair them."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import queries, rules
from registry.concertation.models import RuleSet as RuleSetRow

from ..connections import connection_of, pages
from ..context import Context, Info
from ..directory.evidence import Sourced
from ..directory.reference import Term, term
from ..listings import Page, Span, page_of
from ..loaders import Row
from ..nodes import Node, found_alone, reads
from ..values import Codes, from_thing, listed


class SeatRule(graphene.ObjectType):
    """How many hold one role, how they come to it, and for how long; null: no source says."""

    class Meta:
        default_resolver = from_thing

    role = graphene.NonNull(Term)
    least = graphene.Int(required=True)
    most = graphene.Int()
    elected = graphene.Boolean()
    appointed_by = graphene.String()
    term_years = graphene.Int()
    renewable = graphene.String(description="never, once, or a word that is not judged.")

    @staticmethod
    def resolve_role(rule: rules.SeatRule, info: Info) -> Any:
        return term(info.context, "seat_roles", rule.role)


class MeetingRule(graphene.ObjectType):
    """One of the meetings of a year, in its order: in which city, or when."""

    order = graphene.Int(required=True)
    place = graphene.String()
    when = graphene.String()


class Cadence(graphene.ObjectType):
    """How often a group meets in a calendar year, how, and which meetings each year has."""

    least = graphene.Int(required=True)
    most = graphene.Int()
    formats = listed(graphene.String)
    pattern = listed(MeetingRule)


class RuleCondition(graphene.ObjectType):
    """One condition: its code, and what it must be."""

    code = graphene.String(required=True)
    value = graphene.String(required=True, description="true, a number, or a key.")

    @staticmethod
    def resolve_value(condition: rules.Condition, info: Info) -> str:
        return "true" if condition.value is True else str(condition.value)


class RuleSet(graphene.ObjectType):
    """How groups of one sort are made up, how often they meet and who may chair them, as sources state it."""

    class Meta:
        interfaces = (Node, Sourced)
        default_resolver = from_thing

    kind = graphene.String(required=True, description="group, membership or resolution.")
    applies_to = listed(graphene.String, description="Keys of the groups or coalitions that it is about.")
    composition = graphene.String(description="members_only or with_institutions.")
    seats = listed(SeatRule)
    cadence = graphene.Field(Cadence)
    co_chair_eligibility = listed(RuleCondition)
    conditions = listed(RuleCondition, description="Of membership.")
    data = graphene.NonNull(Codes, description="Everything that it says, as it was loaded.")
    confidence = graphene.String()
    note = graphene.String()

    @staticmethod
    def resolve_composition(row: Row[RuleSetRow], info: Info) -> str | None:
        return rules.RuleSet.of(row.thing.data).composition

    @staticmethod
    def resolve_seats(row: Row[RuleSetRow], info: Info) -> Any:
        return rules.RuleSet.of(row.thing.data).seats

    @staticmethod
    def resolve_cadence(row: Row[RuleSetRow], info: Info) -> rules.Cadence | None:
        return rules.RuleSet.of(row.thing.data).cadence

    @staticmethod
    def resolve_co_chair_eligibility(row: Row[RuleSetRow], info: Info) -> Any:
        return rules.RuleSet.of(row.thing.data).co_chair_eligibility

    @staticmethod
    def resolve_conditions(row: Row[RuleSetRow], info: Info) -> Any:
        return rules.RuleSet.of(row.thing.data).conditions


RuleSetConnection = connection_of(RuleSet)


class RuleSetsQuery(graphene.ObjectType):
    """Rules of groups, of membership and of resolutions; anyone may read them."""

    rule_sets = pages(
        RuleSetConnection, "Rule sets, by key.", kind=graphene.String(description="group, membership or resolution.")
    )

    @staticmethod
    def resolve_rule_sets(root: None, info: Info, kind: str = "", **arguments: Any) -> Page:
        found = queries.rule_sets(info.context.actor, kind=kind)
        return page_of(found, Span.take(arguments), info.context.today)


@reads(RuleSet, RuleSetRow)
def rule_set(context: Context, key: str, day: date) -> Row[RuleSetRow]:
    """One rule set (NOT_FOUND)."""
    return found_alone(queries.rule_sets(context.actor), key, day)
