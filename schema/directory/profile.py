"""What an organization is called, whether it exists, and how it is reached."""

from datetime import date
from typing import Any

import graphene

from registry.core.dates import PartialDate as ExactPartialDate
from registry.directory.models import Organization, OrganizationName
from registry.directory.queries import visible_organizations
from registry.directory.rules import Standing

from ..context import Info
from ..loaders import Peers, Row, one
from ..values import PartialDate, Truth, as_of, from_thing, listed


class Name(graphene.ObjectType):
    """A name in force, a former one, or a spelling to find it by."""

    class Meta:
        default_resolver = from_thing

    text = graphene.String(required=True)
    language = graphene.String(description="fr, en or es; null: the original, or unknown.")
    use = graphene.String(required=True, description="name, former or variant.")
    descriptive = graphene.Boolean(required=True, description="A description in that language, not a name it uses.")
    since = PartialDate()
    until = PartialDate()
    holds = graphene.NonNull(Truth, as_of=as_of())
    note = graphene.String()

    @staticmethod
    def resolve_holds(row: Row[OrganizationName], info: Info, as_of: date | None = None) -> str:
        return row.thing.holds_on(as_of or row.day).value


class Status(graphene.ObjectType):
    """What an organization is on a day: active, closed, merged or unknown."""

    class Meta:
        name = "OrganizationStatus"

    status = graphene.String(required=True, description="The latest that it may be.")
    possible = listed(graphene.String, description="All that it may be: several inside an imprecise date.")
    exists = graphene.NonNull(Truth, description="Neither closed nor merged.")
    since = PartialDate()
    successor = graphene.Field("schema.directory.organizations.Organization", description="Who goes on in its place.")
    note = graphene.String()

    @staticmethod
    def resolve_status(shown: "ShownStatus", info: Info) -> str:
        return shown.standing.status

    @staticmethod
    def resolve_possible(shown: "ShownStatus", info: Info) -> tuple[str, ...]:
        return shown.standing.possible

    @staticmethod
    def resolve_exists(shown: "ShownStatus", info: Info) -> str:
        return shown.standing.exists.value

    @staticmethod
    def resolve_since(shown: "ShownStatus", info: Info) -> ExactPartialDate | None:
        return shown.standing.row.since if shown.standing.row else None

    @staticmethod
    def resolve_successor(shown: "ShownStatus", info: Info) -> Row[Organization] | None:
        if shown.standing.row is None:
            return None
        state = Row(shown.standing.row, shown.states)
        return one(state, "successor", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_note(shown: "ShownStatus", info: Info) -> str | None:
        return (shown.standing.row.note or None) if shown.standing.row else None


class ShownStatus:
    """The standing of an organization on a day, with the states of all its peers."""

    def __init__(self, row: Row[Organization], day: date) -> None:
        self.standing: Standing[Any] = row.with_rows("states").standing_on(day)
        self.states = row.peers.once(
            ("states", day),
            lambda rows: Peers((state for one in rows for state in one.states.all()), day),
        )


class Contact(graphene.ObjectType):
    """Channels, never a place."""

    class Meta:
        default_resolver = from_thing

    website = graphene.String()
    email = graphene.String()
    phone = graphene.String()
    withheld = graphene.Boolean(required=True, description="There are some, shown to partners who have signed in.")


def description_of(thing: Any) -> dict[str, str]:
    return {language: getattr(thing, f"description_{language}") for language in ("fr", "en", "es")}
