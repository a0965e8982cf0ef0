"""Concerns: what members raise to a group, and how it is answered. They are seen by the group's people alone."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import actions, queries
from registry.concertation.models import Concern as ConcernRow
from registry.concertation.models import ConcernAnswer as AnswerRow
from registry.concertation.models import ConcernRaiser as RaiserRow
from registry.concertation.models import Outcome as OutcomeRow
from registry.directory import queries as directory

from ..connections import connection_of, pages
from ..context import Context, Info
from ..directory.evidence import Change
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, term
from ..errors import camel
from ..listings import Page, Span, page_of
from ..loaders import Peers, Row, children, one
from ..mutations import Offer, mutation
from ..nodes import Node, found_alone, reads
from ..values import Date, from_thing, listed
from .activities import Activity

GROUP = "schema.concertation.groups.Group"
OUTCOME = "schema.concertation.meetings.Outcome"
RESOLUTION = "schema.concertation.resolutions.Resolution"


class ConcernRaiser(graphene.ObjectType):
    """An organization that raised the concern, since when, and what it adds."""

    class Meta:
        default_resolver = from_thing

    organization = graphene.Field(ORGANIZATION, required=True)
    on = Date(required=True)
    words = graphene.String()

    @staticmethod
    def resolve_organization(row: Row[RaiserRow], info: Info) -> Any:
        return one(row, "organization", lambda: directory.visible_organizations(info.context.actor))


class ConcernAnswer(graphene.ObjectType):
    """One of the seven ways in which the group answers, and by what."""

    class Meta:
        default_resolver = from_thing

    key = graphene.String(required=True)
    concern = graphene.Field(lambda: Concern, required=True)
    kind = graphene.NonNull(Term, description="Of `activity_kinds`, never `other`.")
    on = Date(required=True)
    note = graphene.String()
    activity = graphene.Field(Activity)
    resolution = graphene.Field(RESOLUTION)
    outcome = graphene.Field(OUTCOME)

    @staticmethod
    def resolve_concern(row: Row[AnswerRow], info: Info) -> Any:
        return one(row, "concern", lambda: queries.visible_concerns(info.context.actor))

    @staticmethod
    def resolve_kind(row: Row[AnswerRow], info: Info) -> Any:
        return term(info.context, "activity_kinds", row.thing.kind)

    @staticmethod
    def resolve_activity(row: Row[AnswerRow], info: Info) -> Any:
        return one(row, "activity", lambda: queries.visible_activities(info.context.actor))

    @staticmethod
    def resolve_resolution(row: Row[AnswerRow], info: Info) -> Any:
        return one(row, "resolution", lambda: queries.visible_resolutions(info.context.actor))

    @staticmethod
    def resolve_outcome(row: Row[AnswerRow], info: Info) -> Any:
        return one(row, "outcome", lambda: queries.visible_outcomes(info.context.actor))


class Concern(graphene.ObjectType):
    """Something that members want their group to take up; several who raise the same are joined in one."""

    class Meta:
        interfaces = (Node,)
        default_resolver = from_thing

    version = graphene.Int(required=True, description="To be given back with a change, so that none is overwritten.")
    group = graphene.Field(GROUP, required=True)
    title = graphene.String(required=True)
    description = graphene.String()
    language = graphene.String(required=True, description="That its text is in.")
    raised_on = Date(required=True)
    state = graphene.String(required=True, description="raised, answered, withdrawn or joined.")
    joined_to = graphene.Field(lambda: Concern, description="The one that it was joined to.")
    passed_from = graphene.Field(GROUP, description="The group that had it before.")
    passed_on = Date()
    raisers = listed(ConcernRaiser, description="Who raised it, as far as whoever asks sees the organization.")
    answers = listed(ConcernAnswer)
    outcomes = listed(OUTCOME, description="What meetings made of it, as far as whoever asks sees them.")
    history = listed(Change, description="The last hundred changes, last first.")
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_group(row: Row[ConcernRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_joined_to(row: Row[ConcernRow], info: Info) -> Any:
        return one(row, "joined_to", lambda: queries.visible_concerns(info.context.actor))

    @staticmethod
    def resolve_passed_from(row: Row[ConcernRow], info: Info) -> Any:
        return one(row, "passed_from", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_raisers(row: Row[ConcernRow], info: Info) -> list[Row[RaiserRow]]:
        return children(row, "concern", lambda: queries.visible_raisers(info.context.actor))

    @staticmethod
    def resolve_answers(row: Row[ConcernRow], info: Info) -> list[Row[AnswerRow]]:
        return children(row, "concern", lambda: queries.answers_by(info.context.actor))

    @staticmethod
    def resolve_outcomes(row: Row[ConcernRow], info: Info) -> list[Row[OutcomeRow]]:
        return children(row, "concern", lambda: queries.visible_outcomes(info.context.actor))

    @staticmethod
    def resolve_history(row: Row[ConcernRow], info: Info) -> Any:
        return row.by_key("history", lambda rows: queries.histories_of_concerns(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[ConcernRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_concerns(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


ConcernConnection = connection_of(Concern)


class ConcernsQuery(graphene.ObjectType):
    """Concerns, for the people of the groups that they were raised to, and of those who raised them."""

    concern = graphene.Field(Concern, key=graphene.String(required=True), description="One concern (NOT_FOUND).")
    concerns = pages(
        ConcernConnection,
        "Concerns, the latest first.",
        group=graphene.String(description="The key of the group."),
        organization=graphene.String(description="The key of an organization that raised it."),
        state=graphene.String(description="raised, answered, withdrawn or joined."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )
    unanswered_concerns = pages(
        ConcernConnection,
        "Concerns that have waited long for an answer, the oldest first; those of the exercise network too.",
        on=Date(description="The day asked about; else today."),
    )
    like_concerns = listed(
        Concern,
        group=graphene.String(required=True, description="The key of the group."),
        title=graphene.String(required=True),
        description="Concerns of the group that likely say the same as this title; the likeliest first.",
    )

    @staticmethod
    def resolve_concern(root: None, info: Info, key: str) -> Row[ConcernRow]:
        return found_alone(queries.visible_concerns(info.context.actor), key, info.context.today, "key")

    @staticmethod
    def resolve_concerns(root: None, info: Info, **arguments: Any) -> Page:
        span, actor = Span.take(arguments), info.context.actor
        group, organization = arguments.get("group"), arguments.get("organization")
        found = queries.concerns(
            actor,
            group=queries.group(actor, group) if group is not None else None,
            organization=directory.organization(actor, organization).thing if organization is not None else None,
            state=arguments.get("state") or "",
            exercise=arguments.get("exercise") or False,
        )
        return page_of(found, span, info.context.today)

    @staticmethod
    def resolve_unanswered_concerns(root: None, info: Info, on: date | None = None, **arguments: Any) -> Page:
        found = queries.unanswered(info.context.actor, on).select_related(None)
        return page_of(found, Span.take(arguments), on or info.context.today)

    @staticmethod
    def resolve_like_concerns(root: None, info: Info, group: str, title: str) -> list[Row[ConcernRow]]:
        actor = info.context.actor
        found = queries.like_concern(actor, queries.group(actor, group), title)
        return Peers(found, info.context.today).each()


@reads(Concern, ConcernRow)
def concern(context: Context, key: str, day: date) -> Row[ConcernRow]:
    """One concern (NOT_FOUND)."""
    return found_alone(queries.visible_concerns(context.actor), key, day)


class ConcernValuesInput(graphene.InputObjectType):
    """What changes of a concern's words; what is left out stays, a null description is emptied."""

    title = graphene.String()
    description = graphene.String()
    language = graphene.String(description="That the text is in.")


_ACTIONS = (
    *(actions.raise_concern, actions.support_concern, actions.withdraw_concern),
    *(actions.join_concerns, actions.answer_concern, actions.pass_on_concern),
)
CHANGES = {
    "edit_concern": mutation(actions.edit_concern, Offer(inputs={"values": (ConcernValuesInput, dict)})),
    **{action.__name__: mutation(action, Offer()) for action in _ACTIONS},
}
