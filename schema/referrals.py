"""Referral agreements."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import queries as concertation
from registry.directory import queries as directory
from registry.directory.rules import in_force
from registry.referrals import actions, queries
from registry.referrals.models import Agreement as AgreementRow
from registry.referrals.models import AgreementTerms as TermsRow
from registry.referrals.rules import Cover

from .connections import connection_of, pages
from .context import Context, Info
from .directory.dated import Dated
from .directory.evidence import Kept, Sourced
from .directory.links import ORGANIZATION
from .directory.reference import Term, terms
from .directory.services import Service
from .errors import camel
from .listings import Page, Span, page_of
from .loaders import Row, many, one
from .mutations import Offer, mutations
from .nodes import Node, found_alone, reads
from .values import Quantity, as_of, from_thing, listed, strings


class AgreementTerms(graphene.ObjectType):
    """What an agreement covers, from a day on until the next terms begin."""

    class Meta:
        default_resolver = from_thing

    since = graphene.Field("schema.values.Date", description="Null: always.")
    needs = listed(Term, description="Empty: not stated.")
    populations = listed(Term, description="Empty: no condition.")
    populations_basis = graphene.String()
    conditions_all = listed(Term, description="Every one of these facts holds of the person.")
    conditions_any = listed(Term, description="One of these facts holds of the person.")
    conditions_source = graphene.String(description="The source's own words.")
    formality = graphene.String(required=True, description="formal, informal, or in_development (not usable).")
    usable = graphene.Boolean(required=True)
    usable_note = graphene.String()
    promised_days = graphene.Float(description="Within how many days an answer is promised.")

    @staticmethod
    def resolve_needs(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "needs", row.thing.needs)

    @staticmethod
    def resolve_populations(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "populations", row.thing.populations)

    @staticmethod
    def resolve_conditions_all(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "condition_facts", row.thing.conditions_all)

    @staticmethod
    def resolve_conditions_any(row: Row[TermsRow], info: Info) -> Any:
        return terms(info.context, "condition_facts", row.thing.conditions_any)


class Agreement(graphene.ObjectType):
    """From an organization or any practitioner, to an organization. A group as an end is shown, never used."""

    class Meta:
        interfaces = (Node, Dated, Kept, Sourced)
        default_resolver = from_thing

    origin_kind = graphene.String(required=True, description="organization, practitioners (any) or group.")
    origin = graphene.Field(ORGANIZATION, description="Null: any practitioner, or a group.")
    origin_group = graphene.Field("schema.concertation.Group")
    target = graphene.Field(ORGANIZATION)
    target_group = graphene.Field("schema.concertation.Group")
    service = graphene.Field(Service, description="The one service that it leads into; null: any of its target's.")
    state = graphene.String(required=True, description="proposed, accepted or declined.")
    proposed_by = graphene.Field(ORGANIZATION)
    audience = graphene.String(required=True, description="Who may see it: public, partners or parties.")
    subject = graphene.String()
    volumes = listed(Quantity)
    confidence = graphene.String()
    note = graphene.String()
    to_confirm = graphene.Boolean(
        required=True, as_of=as_of(), description="Not certain to hold, or nobody confirmed it lately."
    )
    terms = graphene.Field(AgreementTerms, as_of=as_of(), description="What it covers on the day.")
    all_terms = listed(AgreementTerms, description="Every row of them, by their first day.")

    @staticmethod
    def resolve_origin(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "origin", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_origin_group(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "origin_group", lambda: concertation.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_target(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "target", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_target_group(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "target_group", lambda: concertation.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_service(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "service", lambda: directory.visible_services(info.context.actor))

    @staticmethod
    def resolve_proposed_by(row: Row[AgreementRow], info: Info) -> Any:
        return one(row, "proposed_by", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_to_confirm(row: Row[AgreementRow], info: Info, as_of: date | None = None) -> bool:
        return row.thing.to_confirm_on(as_of or row.day)

    @staticmethod
    def resolve_terms(row: Row[AgreementRow], info: Info, as_of: date | None = None) -> Row[TermsRow] | None:
        found = in_force(row.with_rows("terms").terms.all(), as_of or row.day)
        return next((each for each in many(row, "terms") if each.thing == found), None)

    @staticmethod
    def resolve_all_terms(row: Row[AgreementRow], info: Info) -> list[Row[TermsRow]]:
        return many(row, "terms")

    @staticmethod
    def resolve_history(row: Row[AgreementRow], info: Info) -> Any:
        return row.by_key("history", lambda rows: queries.histories_of(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[AgreementRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


AgreementConnection = connection_of(Agreement)


class ReferralsQuery(graphene.ObjectType):
    """Referral agreements, as far as they are shown to whoever asks."""

    agreement = graphene.Field(
        Agreement, key=graphene.String(required=True), as_of=as_of(), description="One agreement (NOT_FOUND)."
    )
    agreements = pages(
        AgreementConnection,
        "Agreements, by key.",
        organization=graphene.String(description="The key of an organization at one end."),
        service=graphene.String(description="The key of a service that they lead into."),
        as_of=as_of(),
        ever=graphene.Boolean(default_value=False, description="Also what no longer holds, or doesn't yet."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
    )

    @staticmethod
    def resolve_agreement(root: None, info: Info, key: str, as_of: date | None = None) -> Row[AgreementRow]:
        return found_alone(queries.visible_agreements(info.context.actor), key, as_of or info.context.today, "key")

    @staticmethod
    def resolve_agreements(root: None, info: Info, **arguments: Any) -> Page:
        span, actor = Span.take(arguments), info.context.actor
        day = arguments.get("as_of") or info.context.today
        organization, service = arguments.get("organization"), arguments.get("service")
        found = queries.agreements(
            actor,
            organization=directory.organization(actor, organization).thing if organization is not None else None,
            service=directory.service(actor, service).thing if service is not None else None,
            on=None if arguments.get("ever") else day,
            exercise=arguments.get("exercise") or False,
        )
        return page_of(found.select_related(None).order_by("key"), span, day)


class AgreementCoverInput(graphene.InputObjectType):
    """What an agreement covers."""

    needs = graphene.List(graphene.NonNull(graphene.String), required=True, description="Codes of `needs`.")
    formality = graphene.String(description="formal, informal or in_development; else formal.")
    populations = strings("Codes of `populations`; none: no condition.")
    conditions_all = strings("Codes of `condition_facts`: every one holds of the person.")
    conditions_any = strings("Codes of `condition_facts`: one of them holds of the person.")
    promised_days = graphene.Decimal(description="Within how many days an answer is promised.")


def _cover(given: dict[str, Any]) -> Cover:
    return Cover(**{name: value for name, value in given.items() if value is not None})


@reads(Agreement, AgreementRow)
def agreement(context: Context, key: str, day: date) -> Row[AgreementRow]:
    """One agreement (NOT_FOUND)."""
    return found_alone(queries.visible_agreements(context.actor), key, day)


NOT_OFFERED: dict[str, str] = {}
_COVERED = Offer(inputs={"cover": (AgreementCoverInput, _cover)})
CHANGES = mutations(actions, NOT_OFFERED, {"propose_agreement": _COVERED, "amend_agreement": _COVERED})
