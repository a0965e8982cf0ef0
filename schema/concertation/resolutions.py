"""Resolutions: their clauses, what follows what, what is in force on a day, and what a draft is like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene

from registry.concertation import actions, queries
from registry.concertation.models import Clause as ClauseRow
from registry.concertation.models import ClauseLink as LinkRow
from registry.concertation.models import Resolution as ResolutionRow
from registry.concertation.rules.likeness import Hit
from registry.concertation.rules.lineage import Followed
from registry.concertation.rules.lineage import Standing as StandingValue
from registry.core.translations import in_language
from registry.directory import queries as directory

from ..connections import connection_of, pages
from ..context import Context, Info
from ..directory.evidence import Change, Sourced
from ..directory.links import ORGANIZATION
from ..errors import camel
from ..listings import Page, Span, page_of
from ..loaders import Peers, Row, children, many, one
from ..mutations import Offer, mutation
from ..nodes import Node, found_alone, reads
from ..values import Date, LocalizedText, PartialDate, Truth, as_of, from_thing, listed
from .concerns import GROUP
from .meetings import Meeting


class Follower(graphene.ObjectType):
    """An adopted clause that amends, supersedes or reaffirms the text."""

    kind = graphene.String(required=True, description="amends, supersedes or reaffirms.")
    clause = graphene.String(required=True, description="Its key.")
    adopted_on = PartialDate()
    by_then = graphene.NonNull(Truth, description="Whether it was adopted by the day that was asked about.")

    @staticmethod
    def resolve_kind(followed: Followed, info: Info) -> str:
        return followed.follower.kind.value

    @staticmethod
    def resolve_clause(followed: Followed, info: Info) -> str:
        return followed.follower.clause

    @staticmethod
    def resolve_adopted_on(followed: Followed, info: Info) -> Any:
        return followed.follower.adopted

    @staticmethod
    def resolve_by_then(followed: Followed, info: Info) -> str:
        return followed.by_then.value


class Standing(graphene.ObjectType):
    """Whether a text is in force on a day, and why."""

    holds = graphene.NonNull(Truth)
    reason = graphene.String(
        required=True,
        description="adopted, amended, reaffirmed, not_adopted, not_yet, date_unknown, superseded or maybe_superseded.",
    )
    adopted_on = PartialDate()
    followed = listed(Follower, description="What followed it by that day, or may have.")

    @staticmethod
    def resolve_holds(standing: StandingValue, info: Info) -> str:
        return standing.holds.value

    @staticmethod
    def resolve_reason(standing: StandingValue, info: Info) -> str:
        return standing.reason.value

    @staticmethod
    def resolve_adopted_on(standing: StandingValue, info: Info) -> Any:
        return standing.adopted


class ClauseLink(graphene.ObjectType):
    """A clause amends, supersedes or reaffirms another one, or a whole resolution."""

    class Meta:
        default_resolver = from_thing

    kind = graphene.String(required=True, description="amends, supersedes or reaffirms.")
    clause = graphene.Field(lambda: Clause, required=True)
    target = graphene.Field(lambda: Clause)
    target_resolution = graphene.Field(lambda: Resolution, description="Where it follows a resolution as a whole.")

    @staticmethod
    def resolve_clause(row: Row[LinkRow], info: Info) -> Any:
        return one(row, "clause", lambda: queries.visible_clauses(info.context.actor))

    @staticmethod
    def resolve_target(row: Row[LinkRow], info: Info) -> Any:
        return one(row, "target", lambda: queries.visible_clauses(info.context.actor))

    @staticmethod
    def resolve_target_resolution(row: Row[LinkRow], info: Info) -> Any:
        return one(row, "target_resolution", lambda: queries.visible_resolutions(info.context.actor))


class Clause(graphene.ObjectType):
    """A recital or an operative clause, in its place."""

    class Meta:
        interfaces = (Node,)
        default_resolver = from_thing

    kind = graphene.String(required=True, description="recital or clause.")
    position = graphene.Int(required=True, description="From 0, among those of its kind.")
    texts = graphene.NonNull(LocalizedText)
    resolution = graphene.Field(lambda: Resolution, required=True)
    links = listed(ClauseLink, description="What it amends, supersedes or reaffirms.")
    followed_by = listed(ClauseLink, description="What amends, supersedes or reaffirms it.")
    in_force = graphene.Field(
        Standing, as_of=as_of(), description="Whether it is in force on the day; null for a recital."
    )

    @staticmethod
    def resolve_resolution(row: Row[ClauseRow], info: Info) -> Any:
        return one(row, "resolution", lambda: queries.visible_resolutions(info.context.actor))

    @staticmethod
    def resolve_links(row: Row[ClauseRow], info: Info) -> list[Row[LinkRow]]:
        return children(row, "clause", lambda: queries.visible_links(info.context.actor))

    @staticmethod
    def resolve_followed_by(row: Row[ClauseRow], info: Info) -> list[Row[LinkRow]]:
        return children(row, "target", lambda: queries.visible_links(info.context.actor))

    @staticmethod
    def resolve_in_force(row: Row[ClauseRow], info: Info, as_of: date | None = None) -> StandingValue | None:
        resolution = one(row, "resolution", lambda: queries.visible_resolutions(info.context.actor))
        return _standings(resolution, info, as_of or row.day).get(row.thing.key) if resolution else None


@dataclass(frozen=True)
class _Likeness:
    """A likeness with the rows that it is about."""

    hit: Hit
    resolution: Row[ResolutionRow]
    clause: Row[ClauseRow] | None
    other_clause: Row[ClauseRow] | None


class Likeness(graphene.ObjectType):
    """A resolution that may be in force and says the same as a draft, the contrary or something near; what shows it."""

    kind = graphene.String(required=True, description="duplicate, contradiction, or related (neither is claimed).")
    score = graphene.Float(required=True, description="How alike the two are, up to 1.")
    resolution = graphene.Field(lambda: Resolution, required=True)
    clause = graphene.Field(Clause, description="The draft's clause that shows it; null: its subject does.")
    other_clause = graphene.Field(Clause, description="The other one's; null: its text is not held.")
    shared_words = listed(graphene.String, description="Words of the draft's whose meaning the other has too.")
    opposed_words = listed(graphene.String, description="For a contradiction: the draft's words for or against.")
    other_opposed_words = listed(graphene.String, description="The other one's.")

    @staticmethod
    def resolve_kind(likeness: _Likeness, info: Info) -> str:
        return likeness.hit.kind.value

    @staticmethod
    def resolve_score(likeness: _Likeness, info: Info) -> float:
        return likeness.hit.score

    @staticmethod
    def resolve_shared_words(likeness: _Likeness, info: Info) -> Sequence[str]:
        return likeness.hit.shared

    @staticmethod
    def resolve_opposed_words(likeness: _Likeness, info: Info) -> Sequence[str]:
        return likeness.hit.opposed[0]

    @staticmethod
    def resolve_other_opposed_words(likeness: _Likeness, info: Info) -> Sequence[str]:
        return likeness.hit.opposed[1]


class Resolution(graphene.ObjectType):
    """What a coalition's members adopt. Known by its key alone: numbers restart, and some are missing."""

    class Meta:
        interfaces = (Node, Sourced)
        default_resolver = from_thing

    version = graphene.Int(required=True, description="To be given back with a change, so that none is overwritten.")
    subject = graphene.String(required=True, description="In the language of the request, else in another one.")
    subjects = graphene.NonNull(LocalizedText)
    subject_basis = graphene.String(description="own_translation: the French form is the registry's own.")
    coalition = graphene.Field(ORGANIZATION)
    group = graphene.Field(GROUP)
    group_basis = graphene.String()
    filed_under = graphene.String()
    number = graphene.Int(description="As printed; null: none is known.")
    assembly = graphene.Field(Meeting, description="The assembly, where it is one of this registry.")
    assembly_on = PartialDate(description="The date of the assembly as printed; null: none is known.")
    assembly_basis = graphene.String()
    assembly_note = graphene.String()
    state = graphene.String(required=True, description="draft, proposed, adopted, defeated or withdrawn.")
    state_basis = graphene.String()
    mover = graphene.Field(ORGANIZATION)
    seconder = graphene.Field(ORGANIZATION)
    votes_for = graphene.Int()
    votes_against = graphene.Int()
    abstentions = graphene.Int()
    decided_on = Date(description="The day of a vote that was recorded here.")
    confidence = graphene.String()
    note = graphene.String()
    text_held = graphene.Boolean(required=True, description="False: only a reference to it is held.")
    clauses = listed(Clause, description="Recitals first, each kind in its order.")
    followed_by = listed(ClauseLink, description="What follows it as a whole; the rest is told by its clauses.")
    in_force = graphene.Field(
        Standing, required=True, as_of=as_of(), description="In force as long as one of its operative clauses is."
    )
    similar = listed(Likeness, description="For a draft or a proposal: what says the same or the contrary.")
    history = listed(Change, description="The last hundred changes, last first.")
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_subject(row: Row[ResolutionRow], info: Info) -> str:
        return in_language(row.thing.subjects, info.context.language).text

    @staticmethod
    def resolve_coalition(row: Row[ResolutionRow], info: Info) -> Any:
        return one(row, "coalition", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_group(row: Row[ResolutionRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_assembly(row: Row[ResolutionRow], info: Info) -> Any:
        return one(row, "assembly", lambda: queries.visible_meetings(info.context.actor))

    @staticmethod
    def resolve_mover(row: Row[ResolutionRow], info: Info) -> Any:
        return one(row, "mover", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_seconder(row: Row[ResolutionRow], info: Info) -> Any:
        return one(row, "seconder", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_text_held(row: Row[ResolutionRow], info: Info) -> bool:
        return bool(many(row, "clauses"))

    @staticmethod
    def resolve_clauses(row: Row[ResolutionRow], info: Info) -> list[Row[ClauseRow]]:
        return many(row, "clauses")

    @staticmethod
    def resolve_followed_by(row: Row[ResolutionRow], info: Info) -> list[Row[LinkRow]]:
        return children(row, "target_resolution", lambda: queries.visible_links(info.context.actor))

    @staticmethod
    def resolve_in_force(row: Row[ResolutionRow], info: Info, as_of: date | None = None) -> StandingValue:
        return _standings(row, info, as_of or row.day)[row.thing.key]

    @staticmethod
    def resolve_similar(row: Row[ResolutionRow], info: Info) -> list[_Likeness]:
        return row.by_key("similar", lambda rows: _similar(info.context, rows, row.day), [])

    @staticmethod
    def resolve_history(row: Row[ResolutionRow], info: Info) -> Any:
        row.with_rows("coalition", "group")
        return row.by_key("history", lambda rows: queries.histories_of_resolutions(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[ResolutionRow], info: Info) -> list[str]:
        row.with_rows("group")
        found = row.by_key("verbs", lambda rows: queries.verbs_of_resolutions(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


ResolutionConnection = connection_of(Resolution)


class ResolutionsQuery(graphene.ObjectType):
    """Resolutions; adopted ones are seen by anyone."""

    resolution = graphene.Field(
        Resolution, key=graphene.String(required=True), as_of=as_of(), description="One resolution (NOT_FOUND)."
    )
    resolutions = pages(
        ResolutionConnection,
        "Resolutions, the last assembly's first; with `text`, the best first.",
        coalition=graphene.String(description="The key of the coalition."),
        group=graphene.String(description="The key of the group that it comes from."),
        text=graphene.String(description="Words in French or English; accents and endings don't matter."),
        in_force_on=Date(description="Those of which something may be in force on that day."),
        state=graphene.String(description="draft, proposed, adopted, defeated or withdrawn."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )

    @staticmethod
    def resolve_resolution(root: None, info: Info, key: str, as_of: date | None = None) -> Row[ResolutionRow]:
        day = as_of or info.context.today
        return found_alone(queries.visible_resolutions(info.context.actor), key, day, "key")

    @staticmethod
    def resolve_resolutions(root: None, info: Info, **arguments: Any) -> Page:
        span, actor = Span.take(arguments), info.context.actor
        coalition, group = arguments.get("coalition"), arguments.get("group")
        on = arguments.get("in_force_on")
        found = queries.resolutions(
            actor,
            coalition=directory.organization(actor, coalition).thing if coalition is not None else None,
            group=queries.group(actor, group) if group is not None else None,
            text=arguments.get("text") or "",
            in_force_on=on,
            state=arguments.get("state") or "",
            exercise=arguments.get("exercise") or False,
        )
        return page_of(found, span, on or info.context.today)


@reads(Resolution, ResolutionRow)
def resolution(context: Context, key: str, day: date) -> Row[ResolutionRow]:
    """One resolution (NOT_FOUND)."""
    return found_alone(queries.visible_resolutions(context.actor), key, day)


@reads(Clause, ClauseRow)
def clause(context: Context, key: str, day: date) -> Row[ClauseRow]:
    """One clause of a resolution that the actor may see (NOT_FOUND)."""
    return found_alone(queries.visible_clauses(context.actor), key, day)


def _standings(row: Row[ResolutionRow], info: Info, day: date) -> Mapping[str, StandingValue]:
    """How the row's peers and their operative clauses stand on the day, by key."""
    return row.peers.once(("standings", day), lambda rows: queries.standings(info.context.actor, rows, day))


def _similar(context: Context, rows: Sequence[ResolutionRow], day: date) -> dict[str, list[_Likeness]]:
    """What each of these is like; all the rows that this leads to are peers."""
    found = queries.similar_of(context.actor, rows)
    told = [one for likenesses in found.values() for one in likenesses]
    clauses = Peers((part for one in told for part in (one.clause, one.other_clause) if part), day)
    resolutions = Peers((one.resolution for one in told), day)

    def in_it(part: ClauseRow | None) -> Row[ClauseRow] | None:
        return Row(part, clauses) if part else None

    return {
        key: [
            _Likeness(one.hit, Row(one.resolution, resolutions), in_it(one.clause), in_it(one.other_clause))
            for one in likenesses
        ]
        for key, likenesses in found.items()
    }


class ClauseInput(graphene.InputObjectType):
    """A recital or an operative clause as it is to stand; without `key` it is a new one."""

    kind = graphene.String(required=True, description="recital or clause.")
    text_fr = graphene.String()
    text_en = graphene.String()
    key = graphene.String(description="Of the clause that stays.")


class ResolutionInput(graphene.InputObjectType):
    """What to change in a draft."""

    subject_fr = graphene.String()
    subject_en = graphene.String()
    subject_es = graphene.String()
    clauses = graphene.List(graphene.NonNull(ClauseInput), description="All of them, in their order.")


_ACTIONS = (
    *(actions.draft_resolution, actions.move_resolution, actions.second_resolution, actions.put_to_assembly),
    *(actions.record_vote, actions.correct_vote, actions.withdraw_resolution),
    *(actions.link_clause, actions.unlink_clause),
)
CHANGES = {action.__name__: mutation(action, Offer()) for action in _ACTIONS}
CHANGES["edit_resolution"] = mutation(actions.edit_resolution, Offer(inputs={"values": (ResolutionInput, dict)}))
