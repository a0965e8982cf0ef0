"""Where things come from: sources, contradictions, history."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import queries as concertation
from registry.core.models import Citation, Contradiction, Statement
from registry.directory import queries
from registry.directory.queries import HistoryEntry

from ..connections import connection_of, pages
from ..context import Context, Info
from ..errors import camel
from ..listings import Page, Span, page_of
from ..loaders import Peers, Row, many
from ..nodes import Node, found_alone, reads
from ..values import Codes, PartialDate, from_thing, listed


class Source(graphene.ObjectType):
    """One place in a document that says so."""

    class Meta:
        default_resolver = from_thing

    type = graphene.String(required=True, description="seed, url, named or own (general knowledge).")
    reference = graphene.String(required=True, description="The document's name or address.")
    section = graphene.String()
    page = graphene.Int()
    read_on = PartialDate()
    confidence = graphene.String(description="strong, medium or thin.")

    @staticmethod
    def resolve_type(citation: Citation, info: Info) -> str:
        return citation.document.type

    @staticmethod
    def resolve_reference(citation: Citation, info: Info) -> str:
        return citation.document.reference

    @staticmethod
    def resolve_read_on(citation: Citation, info: Info) -> Any:
        return citation.document.read_on


class Change(graphene.ObjectType):
    """One entry of the journal: ids, codes and names of fields, never a text."""

    at = graphene.DateTime(required=True)
    name = graphene.String(required=True, description="As `service.intake_changed`.")
    version = graphene.Int(required=True, description="The thing's version from then on.")
    fields = listed(graphene.String)
    codes = graphene.NonNull(Codes)
    actor_kind = graphene.String(required=True)
    actor_id = graphene.String(description="For the organization's own people.")

    @staticmethod
    def resolve_actor_id(entry: HistoryEntry, info: Info) -> str | None:
        return entry.actor_id or None


class StatementOfSource(graphene.ObjectType):
    """What one source says."""

    class Meta:
        name = "Statement"
        default_resolver = from_thing

    value = graphene.String(required=True)
    number = graphene.Float()
    date = PartialDate()
    since = PartialDate()
    until = PartialDate()
    period_label = graphene.String()
    sources = listed(Source)

    @staticmethod
    def resolve_sources(row: Row[Statement], info: Info) -> list[Citation]:
        found = row.peers.once("sources", lambda rows: queries.statement_citations(info.context.actor, rows))
        return found.get(row.thing.pk, [])


class ContradictionOfSources(graphene.ObjectType):
    """Sources that disagree, side by side; none is chosen."""

    class Meta:
        name = "Contradiction"
        interfaces = (Node,)
        default_resolver = from_thing

    subject_type = graphene.String(required=True)
    subject_key = graphene.String(required=True)
    attribute = graphene.String(required=True)
    kind = graphene.String(required=True, description="conflict, evolution, apparent or spelling.")
    note = graphene.String()
    statements = listed(StatementOfSource)

    @staticmethod
    def resolve_statements(row: Row[Contradiction], info: Info) -> list[Row[Statement]]:
        return many(row, "statements")


ContradictionConnection = connection_of(ContradictionOfSources)


class Sourced(graphene.Interface):
    """What says where it comes from."""

    sources = listed(Source, description="Where it is said; several where several say it.")

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return Node.resolve_type(row, info)

    @staticmethod
    def resolve_sources(row: Row[Any], info: Info) -> list[Citation]:
        return row.by_key("sources", lambda rows: queries.citations_of(info.context.actor, rows), [])


class Kept(graphene.Interface):
    """What has a version, a history, and people who keep it up."""

    version = graphene.Int(required=True, description="To be given back with a change, so that none is overwritten.")
    contradictions = listed(ContradictionOfSources, description="What sources disagree about.")
    history = listed(Change, description="The last hundred changes, last first.")
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return Node.resolve_type(row, info)

    @staticmethod
    def resolve_version(row: Row[Any], info: Info) -> int:
        version: int = row.thing.version
        return version

    @staticmethod
    def resolve_contradictions(row: Row[Any], info: Info) -> list[Row[Contradiction]]:
        def read(rows: list[Any]) -> dict[str, list[Row[Contradiction]]]:
            found = queries.contradictions_of(info.context.actor, rows)
            peers = Peers([one for told in found.values() for one in told], row.day)
            return {key: [Row(one, peers) for one in told] for key, told in found.items()}

        return row.by_key("contradictions", read, [])

    @staticmethod
    def resolve_history(row: Row[Any], info: Info) -> list[HistoryEntry]:
        return row.by_key("history", lambda rows: queries.histories_of(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[Any], info: Info) -> list[str]:
        return viewer_may(row, info)


def viewer_may(row: Row[Any], info: Info) -> list[str]:
    """The mutations that whoever asks may call on the thing."""
    verbs = row.by_key("verbs", lambda rows: queries.verbs_of(info.context.actor, rows), frozenset())
    return sorted(camel(verb) for verb in verbs)


class EvidenceQuery(graphene.ObjectType):
    """What sources disagree about."""

    contradictions = pages(
        ContradictionConnection, "What sources disagree about.", exercise=graphene.Boolean(default_value=False)
    )

    @staticmethod
    def resolve_contradictions(root: None, info: Info, exercise: bool = False, **arguments: Any) -> Page:
        found = concertation.contradictions(info.context.actor, exercise=exercise)
        return page_of(found, Span.take(arguments), info.context.today)


@reads(ContradictionOfSources, Contradiction)
def contradiction(context: Context, key: str, day: date) -> Row[Contradiction]:
    """One contradiction about something that the actor may see (NOT_FOUND)."""
    return found_alone(concertation.contradictions(context.actor, exercise=True), key, day)
