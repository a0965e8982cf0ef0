"""Activities: what happened when, who took part in which role, and what it changed."""

from datetime import date
from typing import Any

import graphene

from registry.concertation import actions, queries
from registry.concertation.models import Activity as ActivityRow
from registry.concertation.models import ActivityParty as PartyRow
from registry.concertation.models import ConcernAnswer as AnswerRow
from registry.concertation.models import Impact as ImpactRow
from registry.concertation.models.times import latest_first
from registry.core.translations import in_language
from registry.directory import queries as directory
from registry.directory.models import Organization as OrganizationRow

from ..connections import connection_of, pages
from ..context import Context, Info
from ..directory.dated import Dated
from ..directory.evidence import Kept, Sourced
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, check_codes, term, terms
from ..directory.services import Service
from ..errors import camel
from ..listings import Listing, Page, Span, page_of
from ..loaders import Peers, Row, children, many, one
from ..mutations import Offer, mutation
from ..nodes import Node, found_alone, reads
from ..values import Date, LocalizedText, PartialDate, Quantity, from_thing, listed, strings

GROUP = "schema.concertation.groups.Group"
ANSWER = "schema.concertation.concerns.ConcernAnswer"
SPAN = {
    "since": Date(description="Only what may have taken place on this day or later."),
    "until": Date(description="Only what may have taken place before this day."),
}
ROLES = strings("Only in these roles: codes of `party_roles`, or `about`.")
BY_ACTIVITY = (*latest_first("activity__"), "pk")


class ActivityParty(graphene.ObjectType):
    """An organization or a group in an activity, with its role."""

    class Meta:
        default_resolver = from_thing

    role = graphene.NonNull(Term, description="Of `party_roles`; `about`: what the activity is about, no party.")
    organization = graphene.Field(ORGANIZATION)
    group = graphene.Field(GROUP)
    activity = graphene.Field(lambda: Activity, required=True)

    @staticmethod
    def resolve_role(row: Row[PartyRow], info: Info) -> Any:
        return term(info.context, "party_roles", row.thing.role)

    @staticmethod
    def resolve_organization(row: Row[PartyRow], info: Info) -> Any:
        return one(row, "organization", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_group(row: Row[PartyRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_activity(row: Row[PartyRow], info: Info) -> Any:
        return one(row, "activity", lambda: queries.visible_activities(info.context.actor))


ActivityPartyConnection = connection_of(ActivityParty)


class Impact(graphene.ObjectType):
    """What an activity changed, in one of four kinds."""

    class Meta:
        default_resolver = from_thing

    key = graphene.String(required=True, description="What `removeImpact` takes.")
    kind = graphene.NonNull(Term, description="Of `impact_kinds`.")
    on = PartialDate()
    text = graphene.String()

    @staticmethod
    def resolve_kind(row: Row[ImpactRow], info: Info) -> Any:
        return term(info.context, "impact_kinds", row.thing.kind)


class Activity(graphene.ObjectType):
    """An act with a `date`, one that lasts (`since`, `until`), or one on an unknown day of a window (`within…`)."""

    class Meta:
        interfaces = (Node, Dated, Kept, Sourced)
        default_resolver = from_thing

    title = graphene.String(required=True, description="In the language of the request, else in another one.")
    titles = graphene.NonNull(LocalizedText)
    description = graphene.String()
    kind = graphene.NonNull(Term, description="Of `activity_kinds`: one of the seven ways, or other.")
    nature = graphene.NonNull(Term, description="Of `activity_natures`.")
    status = graphene.NonNull(Term, description="Of `activity_statuses`.")
    date = PartialDate(description="Of an act, which has no period.")
    date_basis = graphene.String()
    within_since = PartialDate(description="Of a window on some day of which it took place.")
    within_until = PartialDate()
    place = graphene.String(description="A city.")
    languages = listed(Term)
    quantities = listed(Quantity)
    group = graphene.Field(GROUP, description="Whose timeline it belongs to.")
    recorded_for = graphene.Field(ORGANIZATION, description="In whose name it was written here.")
    service = graphene.Field(Service)
    published = graphene.Boolean(required=True)
    exercise = graphene.Boolean(required=True, description="Fictional, for demonstration.")
    confidence = graphene.String()
    note = graphene.String()
    parties = pages(ActivityPartyConnection, "Who took part, without what it is only about.", roles=ROLES)
    impacts = listed(Impact)
    answers = listed(ANSWER, description="The concerns that it answers, as far as whoever asks sees them.")

    @staticmethod
    def resolve_title(row: Row[ActivityRow], info: Info) -> str:
        return in_language(row.thing.titles, info.context.language).text

    @staticmethod
    def resolve_kind(row: Row[ActivityRow], info: Info) -> Any:
        return term(info.context, "activity_kinds", row.thing.kind)

    @staticmethod
    def resolve_nature(row: Row[ActivityRow], info: Info) -> Any:
        return term(info.context, "activity_natures", row.thing.nature)

    @staticmethod
    def resolve_status(row: Row[ActivityRow], info: Info) -> Any:
        return term(info.context, "activity_statuses", row.thing.status)

    @staticmethod
    def resolve_languages(row: Row[ActivityRow], info: Info) -> Any:
        return terms(info.context, "languages", row.thing.languages)

    @staticmethod
    def resolve_group(row: Row[ActivityRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_recorded_for(row: Row[ActivityRow], info: Info) -> Any:
        return one(row, "recorded_for", lambda: directory.visible_organizations(info.context.actor))

    @staticmethod
    def resolve_service(row: Row[ActivityRow], info: Info) -> Any:
        return one(row, "service", lambda: directory.visible_services(info.context.actor))

    @staticmethod
    def resolve_parties(row: Row[ActivityRow], info: Info, **arguments: Any) -> Page:
        return acts_of(row, info, "activity", arguments, ("position", "pk"))

    @staticmethod
    def resolve_impacts(row: Row[ActivityRow], info: Info) -> list[Row[ImpactRow]]:
        return many(row, "impacts")

    @staticmethod
    def resolve_answers(row: Row[ActivityRow], info: Info) -> list[Row[AnswerRow]]:
        return children(row, "activity", lambda: queries.answers_by(info.context.actor))

    @staticmethod
    def resolve_history(row: Row[ActivityRow], info: Info) -> Any:
        return row.by_key("history", lambda rows: queries.histories_of_activities(info.context.actor, rows), [])

    @staticmethod
    def resolve_viewer_may(row: Row[ActivityRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_activities(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


ActivityConnection = connection_of(Activity)


class CoSignatory(graphene.ObjectType):
    """An organization that signs with another one, and what both signed, the latest first."""

    organization = graphene.Field(ORGANIZATION, required=True)
    times = graphene.Int(required=True, description="How many acts there are.")
    activities = listed(Activity)


def signs_with(
    row: Row[OrganizationRow], info: Info, since: date | None = None, until: date | None = None
) -> list[dict[str, Any]]:
    """The CoSignatories of an organization; read for all its peers."""

    def read(rows: list[OrganizationRow]) -> dict[str, list[dict[str, Any]]]:
        found = queries.co_signatories(info.context.actor, rows, since=since, until=until)
        told = [one for of_one in found.values() for one in of_one]
        others = Peers([one.organization for one in told], row.day)
        acts = Peers([act for one in told for act in one.activities], row.day)
        return {
            key: [
                {
                    "organization": Row(one.organization, others),
                    "times": len(one.activities),
                    "activities": [Row(act, acts) for act in one.activities],
                }
                for one in of_one
            ]
            for key, of_one in found.items()
        }

    return row.by_key(("signs_with", since, until), read, [])


def acts_of(
    row: Row[Any], info: Info, parent: str, arguments: dict[str, Any], order: tuple[Any, ...] = BY_ACTIVITY
) -> Page:
    """In which acts an organization or a group (`parent`) took part, or who took part in an activity."""
    span = Span.take(arguments)
    roles = arguments.get("roles") or []
    check_roles(info.context, roles)
    since, until = arguments.get("since"), arguments.get("until")
    found = queries.acts_of(info.context.actor, roles=roles, since=since, until=until)
    return Listing(parent, lambda: found, order, ("acts", *roles, since, until)).page(row, span, row.day)


def check_roles(context: Context, roles: list[str]) -> None:
    """Raises Refused (UNKNOWN_CODE) for a role that there isn't."""
    check_codes(context, roles=("party_roles", [role for role in roles if role != PartyRow.ABOUT]))


class ActivitiesQuery(graphene.ObjectType):
    """Activities: anyone sees those that are published."""

    activity = graphene.Field(Activity, key=graphene.String(required=True), description="One activity (NOT_FOUND).")
    activities = pages(
        ActivityConnection,
        "Activities, the latest first.",
        kinds=strings("Only of these `activity_kinds`."),
        coalition=graphene.String(description="The key of a coalition: what it did, or a group of it."),
        group=graphene.String(description="The key of a group, on whose timeline it is or that takes part."),
        organization=graphene.String(description="The key of an organization that takes part."),
        roles=ROLES,
        text=graphene.String(description="Words of its title; accents and endings don't matter."),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
        **SPAN,
    )

    @staticmethod
    def resolve_activity(root: None, info: Info, key: str) -> Row[ActivityRow]:
        return found_alone(queries.visible_activities(info.context.actor), key, info.context.today, "key")

    @staticmethod
    def resolve_activities(root: None, info: Info, **arguments: Any) -> Page:
        span, actor = Span.take(arguments), info.context.actor
        kinds, roles = arguments.get("kinds") or [], arguments.get("roles") or []
        check_codes(info.context, kinds=("activity_kinds", kinds))
        check_roles(info.context, roles)
        coalition, group, organization = (arguments.get(name) for name in ("coalition", "group", "organization"))
        found = queries.activities(
            actor,
            kinds=kinds,
            roles=roles,
            coalition=directory.organization(actor, coalition).thing if coalition is not None else None,
            group=queries.group(actor, group) if group is not None else None,
            organization=directory.organization(actor, organization).thing if organization is not None else None,
            since=arguments.get("since"),
            until=arguments.get("until"),
            text=arguments.get("text") or "",
            exercise=arguments.get("exercise") or False,
        )
        return page_of(found, span, info.context.today)


@reads(Activity, ActivityRow)
def activity(context: Context, key: str, day: date) -> Row[ActivityRow]:
    """One activity (NOT_FOUND)."""
    return found_alone(queries.visible_activities(context.actor), key, day)


class ActivityPartyInput(graphene.InputObjectType):
    """An organization or a group, by its key, in a role."""

    role = graphene.String(required=True, description="Code of `party_roles`, or `about`.")
    organization = graphene.String()
    group = graphene.String()


class QuantityInput(graphene.InputObjectType):
    """A figure."""

    code = graphene.String(required=True, description="What it counts, in a word.")
    value = graphene.Float(required=True)
    unit = graphene.String(required=True, description="Code of `units`.")
    approx = graphene.String(description="Code of `approximations`; else exact.")


class ActivityValuesInput(graphene.InputObjectType):
    """The fields of an activity that can be changed; one that is left out stays, a null one is emptied."""

    kind = graphene.String()
    nature = graphene.String()
    status = graphene.String()
    title_fr = graphene.String()
    title_en = graphene.String()
    title_es = graphene.String()
    description = graphene.String()
    date = PartialDate()
    since = PartialDate()
    until = PartialDate()
    ongoing = graphene.Boolean()
    within_since = PartialDate()
    within_until = PartialDate()
    place = graphene.String()
    languages = strings("Codes of `languages`.")
    quantities = graphene.List(graphene.NonNull(QuantityInput))
    note = graphene.String()


def _parties(*, required: bool) -> Any:
    return graphene.List(graphene.NonNull(ActivityPartyInput), required=required)


CHANGES = {
    "record_activity": mutation(actions.record_activity, Offer(inputs={"parties": (_parties, list)})),
    "edit_activity": mutation(actions.edit_activity, Offer(inputs={"values": (ActivityValuesInput, dict)})),
    "publish_activity": mutation(actions.publish_activity, Offer()),
    "unpublish_activity": mutation(actions.unpublish_activity, Offer()),
    "add_party": mutation(actions.add_party, Offer()),
    "remove_party": mutation(actions.remove_party, Offer()),
    "record_impact": mutation(actions.record_impact, Offer()),
    "remove_impact": mutation(actions.remove_impact, Offer()),
}
