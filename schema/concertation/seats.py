"""Seats, what groups lack by their rules, and who sits with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene
from django.db.models import F

from registry.concertation import messages, queries, rules
from registry.concertation.models import Group as GroupRow
from registry.concertation.models import Seat as SeatRow
from registry.core.translations import in_language
from registry.directory.models import Organization as OrganizationRow
from registry.directory.queries import visible_organizations

from ..connections import connection_of, order_enum
from ..context import Context, Info
from ..directory.dated import Dated
from ..directory.evidence import Sourced
from ..directory.links import ORGANIZATION
from ..directory.reference import Term, term
from ..errors import camel
from ..loaders import Peers, Row, one
from ..nodes import Node, found_alone, reads
from ..values import Codes, PartialDate, Truth, as_of, from_thing, listed

GROUP = "schema.concertation.groups.Group"
BY_ORGANIZATION = {
    "ORGANIZATION": ("organization__sort_name", "key"),
    "ROLE": ("role", "organization__sort_name", "key"),
    "SINCE": (F("begins").asc(nulls_first=True), "key"),
}
BY_GROUP = {"GROUP": ("group__sort_name", "key"), "SINCE": (F("begins").asc(nulls_first=True), "key")}
SeatOrder = order_enum("SeatOrder", BY_ORGANIZATION)
OwnSeatOrder = order_enum("OwnSeatOrder", BY_GROUP)


class Seat(graphene.ObjectType):
    """An organization's place in a group, with its role, for a term."""

    class Meta:
        interfaces = (Node, Dated, Sourced)
        default_resolver = from_thing

    organization = graphene.Field(ORGANIZATION, required=True)
    group = graphene.Field(GROUP, required=True)
    role = graphene.NonNull(Term)
    interim = graphene.Boolean(required=True, description="Until the holder is back or the next election.")
    votes = graphene.Boolean(required=True)
    accepted = graphene.Boolean(required=True, description="False: offered, not yet taken by the organization.")
    subject = graphene.String()
    basis = graphene.String()
    to_confirm = graphene.Boolean(
        required=True, as_of=as_of(), description="Not certain to hold, or nobody vouched for it lately."
    )
    confidence = graphene.String()
    note = graphene.String()
    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_organization(row: Row[SeatRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_group(row: Row[SeatRow], info: Info) -> Any:
        return one(row, "group", lambda: queries.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_role(row: Row[SeatRow], info: Info) -> Any:
        return term(info.context, "seat_roles", row.thing.role)

    @staticmethod
    def resolve_to_confirm(row: Row[SeatRow], info: Info, as_of: date | None = None) -> bool:
        return row.thing.to_confirm_on(as_of or row.day)

    @staticmethod
    def resolve_viewer_may(row: Row[SeatRow], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of_seats(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


SeatConnection = connection_of(Seat)


@reads(Seat, SeatRow)
def seat(context: Context, key: str, day: date) -> Row[SeatRow]:
    """One seat, or an offer of one (NOT_FOUND)."""
    return found_alone(queries.visible_seats(context.actor), key, day)


@dataclass(frozen=True)
class Told:
    """A finding of the rules about a role, with the organizations that any of them names, by key."""

    finding: Any
    role: str
    organizations: Mapping[str, Row[OrganizationRow]]

    @property
    def organization(self) -> Row[OrganizationRow] | None:
        return self.organizations.get(self.finding.organization)


class Missing(graphene.ObjectType):
    """One thing that is missing or not known."""

    code = graphene.String(required=True)
    organization = graphene.Field(ORGANIZATION, description="Whom it is about; null: nobody in particular.")
    numbers = graphene.NonNull(Codes, description="The figures: certain, possible, least, most, short, years, terms.")
    sentence = graphene.String(required=True, description="In the language of the request.")

    @staticmethod
    def resolve_code(told: Told, info: Info) -> str:
        return str(told.finding.code)

    @staticmethod
    def resolve_numbers(told: Told, info: Info) -> Any:
        return told.finding.numbers

    @staticmethod
    def resolve_sentence(told: Told, info: Info) -> str:
        language, found = info.context.language, told.organization
        name = found.with_rows("names").name_on(found.day, language).text if found else ""
        role = term(info.context, "seat_roles", told.role)
        label = in_language(role.labels, language).text if role else ""
        return messages.sentence(told.finding, role=label, organization=name)


class CompliancePart(graphene.ObjectType):
    """One rule on the day: composition, seats (of a role), term or renewal."""

    code = graphene.String(required=True)
    role = graphene.Field(Term)
    holds = graphene.NonNull(Truth)
    missing = listed(Missing, description="Nothing where the rule is met.")

    @staticmethod
    def resolve_code(told: Told, info: Info) -> str:
        return str(told.finding.code)

    @staticmethod
    def resolve_role(told: Told, info: Info) -> Any:
        return term(info.context, "seat_roles", told.role)

    @staticmethod
    def resolve_holds(told: Told, info: Info) -> str:
        return str(told.finding.holds.value)

    @staticmethod
    def resolve_missing(told: Told, info: Info) -> list[Told]:
        return [Told(one, told.role, told.organizations) for one in told.finding.missing]


class Compliance(graphene.ObjectType):
    """How a group stands with the rules about who sits in it, on a day."""

    holds = graphene.NonNull(Truth, description="Yes where every part is met.")
    parts = listed(CompliancePart)


class Vacancy(graphene.ObjectType):
    """Something to be filled: `empty` seats, one held in the meantime (`interim`), or one that is `ending`."""

    code = graphene.String(required=True)
    role = graphene.NonNull(Term)
    count = graphene.Int(required=True)
    seat_key = graphene.String()
    organization = graphene.Field(ORGANIZATION, description="Who holds it.")
    until = PartialDate()

    @staticmethod
    def resolve_code(told: Told, info: Info) -> str:
        return str(told.finding.code)

    @staticmethod
    def resolve_role(told: Told, info: Info) -> Any:
        return term(info.context, "seat_roles", told.role)

    @staticmethod
    def resolve_count(told: Told, info: Info) -> int:
        return int(told.finding.count)

    @staticmethod
    def resolve_seat_key(told: Told, info: Info) -> str | None:
        return told.finding.seat or None

    @staticmethod
    def resolve_until(told: Told, info: Info) -> Any:
        return told.finding.until


def compliance_of(row: Row[GroupRow], info: Info, day: date) -> dict[str, Any] | None:
    """How the group stands with its rules; those of its peers are worked out with it."""
    made, organizations = _made_up(row, info, day)
    if made.compliance is None:
        return None
    parts = [Told(part, part.role, organizations) for part in made.compliance.parts]
    return {"holds": made.compliance.holds.value, "parts": parts}


def vacancies_of(row: Row[GroupRow], info: Info, day: date) -> list[Told]:
    made, organizations = _made_up(row, info, day)
    return [Told(vacancy, vacancy.role, organizations) for vacancy in made.vacancies]


def _made_up(row: Row[GroupRow], info: Info, day: date) -> tuple[queries.Made, Mapping[str, Row[OrganizationRow]]]:
    def read(rows: list[GroupRow]) -> tuple[dict[str, queries.Made], dict[str, Row[OrganizationRow]]]:
        found = queries.made_up(info.context.actor, rows, day)
        named = {key for made in found.values() for key in _named(made)}
        peers = Peers(visible_organizations(info.context.actor).filter(key__in=named), day)
        return found, {one.thing.key: one for one in peers.each()}

    found, organizations = row.peers.once(("made_up", day), read)
    return found[row.thing.key], organizations


def _named(made: queries.Made) -> set[str]:
    parts: tuple[rules.Judgement, ...] = made.compliance.parts if made.compliance else ()
    return {missing.organization for part in parts for missing in part.missing} | {
        vacancy.organization for vacancy in made.vacancies
    }


class SatTogether(graphene.ObjectType):
    """An organization that another one may meet in a group on the day; `holds`: whether both surely sit there."""

    organization = graphene.Field(ORGANIZATION, required=True)
    group = graphene.Field(GROUP, required=True)
    holds = graphene.NonNull(Truth)
    to_confirm = graphene.Boolean(
        required=True, description="Not certain to hold, or nobody vouched lately for one of the two seats."
    )


def sat_with(row: Row[OrganizationRow], info: Info, day: date) -> list[dict[str, Any]]:
    """Who may have sat with the organization; those of its peers are read with it."""

    def read(rows: list[OrganizationRow]) -> dict[str, list[dict[str, Any]]]:
        return together(queries.sat_with(info.context.actor, rows, day), day)

    return row.by_key(("sat_with", day), read, [])


def together(found: Mapping[str, list[queries.Together]], day: date) -> dict[str, list[dict[str, Any]]]:
    """The same as types of the schema: organizations are peers of each other, and groups too."""
    met = [one for told in found.values() for one in told]
    organizations = {row.thing.pk: row for row in Peers((one.organization for one in met), day).each()}
    groups = {row.thing.pk: row for row in Peers((one.group for one in met), day).each()}
    return {
        key: [
            {
                "organization": organizations[one.organization.pk],
                "group": groups[one.group.pk],
                "holds": one.holds.value,
                "to_confirm": one.to_confirm,
            }
            for one in told
        ]
        for key, told in found.items()
    }
