"""Users, what they may do, invitations, API tokens and calendar feeds: one's own, and those of what one manages."""

from datetime import date
from typing import Any

import graphene

from registry.accounts import actions, queries
from registry.accounts.models import ApiToken as TokenRow
from registry.accounts.models import CalendarFeed as FeedRow
from registry.accounts.models import GrantRow
from registry.accounts.models import Invitation as InvitationRow
from registry.accounts.models import User as UserRow
from registry.concertation import queries as concertation
from registry.directory.queries import visible_organizations

from .concertation import Group
from .connections import connection_of, pages
from .context import Context, Info
from .directory.links import ORGANIZATION
from .errors import camel
from .listings import Page, Span, page_of
from .loaders import Row, alone, children, one
from .mutations import Offer, mutations
from .nodes import Node, found_alone, reads
from .values import from_thing, listed


class Owned(graphene.Interface):
    """What people do something with."""

    viewer_may = listed(graphene.String, description="The actions that whoever asks may call on it.")

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return Node.resolve_type(row, info)

    @staticmethod
    def resolve_viewer_may(row: Row[Any], info: Info) -> list[str]:
        found = row.by_key("verbs", lambda rows: queries.verbs_of(info.context.actor, rows), frozenset())
        return sorted(camel(verb) for verb in found)


class Held(graphene.Interface):
    """A role in an organization, a coalition (an organization too) or a group."""

    role = graphene.String(required=True, description="reader, contributor, administrator, coordinator or lead.")
    scope = graphene.String(required=True, description="organization, coalition or group.")
    organization = graphene.Field(ORGANIZATION)
    group = graphene.Field(Group)

    @staticmethod
    def resolve_type(row: Row[Any], info: Info) -> Any:
        return Node.resolve_type(row, info)

    @staticmethod
    def resolve_organization(row: Row[Any], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))

    @staticmethod
    def resolve_group(row: Row[Any], info: Info) -> Any:
        return one(row, "group", lambda: concertation.groups(info.context.actor, exercise=True))


class Grant(graphene.ObjectType):
    """A role that a user holds."""

    class Meta:
        interfaces = (Node, Held, Owned)
        default_resolver = from_thing

    user = graphene.Field(lambda: User)
    granted_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_user(row: Row[GrantRow], info: Info) -> Any:
        return one(row, "user", lambda: queries.users(info.context.actor))


class Invitation(graphene.ObjectType):
    """A role that somebody is offered."""

    class Meta:
        interfaces = (Node, Held, Owned)
        default_resolver = from_thing

    version = graphene.Int(required=True)
    email = graphene.String(description="Forgotten once it is accepted, revoked or too old.")
    language = graphene.String(required=True)
    made_at = graphene.DateTime(required=True)
    expires_at = graphene.DateTime(required=True)
    accepted_at = graphene.DateTime()
    revoked_at = graphene.DateTime()


class ApiToken(graphene.ObjectType):
    """A key to this API. Only a digest of it is kept."""

    class Meta:
        interfaces = (Node, Owned)
        default_resolver = from_thing

    name = graphene.String(required=True)
    access = graphene.String(required=True, description="read or write.")
    organization = graphene.Field(ORGANIZATION, description="It carries only the grant in it; null: all grants.")
    created_at = graphene.DateTime(required=True)
    expires_at = graphene.DateTime(required=True)
    last_used_at = graphene.DateTime(description="To the hour.")
    revoked_at = graphene.DateTime()

    @staticmethod
    def resolve_organization(row: Row[TokenRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))


class CalendarFeed(graphene.ObjectType):
    """An address at which a calendar program reads meetings as its person sees them. Only a digest of it is kept."""

    class Meta:
        interfaces = (Node, Owned)
        default_resolver = from_thing

    group = graphene.Field(Group, description="Whose meetings it has; null: an organization's.")
    organization = graphene.Field(ORGANIZATION, description="Whose meetings it has; null: a group's.")
    created_at = graphene.DateTime(required=True)
    last_used_at = graphene.DateTime(description="To the hour.")
    revoked_at = graphene.DateTime()

    @staticmethod
    def resolve_group(row: Row[FeedRow], info: Info) -> Any:
        return one(row, "group", lambda: concertation.groups(info.context.actor, exercise=True))

    @staticmethod
    def resolve_organization(row: Row[FeedRow], info: Info) -> Any:
        return one(row, "organization", lambda: visible_organizations(info.context.actor))


class User(graphene.ObjectType):
    """Somebody who signs in. The registry keeps no name."""

    class Meta:
        interfaces = (Node, Owned)
        default_resolver = from_thing

    version = graphene.Int(required=True)
    email = graphene.String(required=True)
    language = graphene.String(required=True)
    created_at = graphene.DateTime(required=True)
    grants = listed(Grant, description="The roles that they hold, as far as whoever asks may know.")
    tokens = listed(ApiToken, description="Of oneself: one's tokens; of others: those that whoever asks may revoke.")

    calendar_feeds = listed(CalendarFeed, description="One's own; nobody sees those of others, nor an API token any.")

    @staticmethod
    def resolve_grants(row: Row[UserRow], info: Info) -> list[Row[Any]]:
        return children(row, "user", lambda: queries.visible_grants(info.context.actor))

    @staticmethod
    def resolve_tokens(row: Row[UserRow], info: Info) -> list[Row[Any]]:
        return children(row, "user", lambda: queries.visible_tokens(info.context.actor))

    @staticmethod
    def resolve_calendar_feeds(row: Row[UserRow], info: Info) -> list[Row[Any]]:
        return children(row, "user", lambda: queries.visible_calendar_feeds(info.context.actor))


GrantConnection = connection_of(Grant)
InvitationConnection = connection_of(Invitation)
ApiTokenConnection = connection_of(ApiToken)


class AccountsQuery(graphene.ObjectType):
    """Oneself, and those whom one manages; empty for whoever manages nobody."""

    me = graphene.Field(User, description="Whoever asks; null for somebody who has not signed in.")
    people = pages(
        GrantConnection,
        "Who holds a role in an organization.",
        organization=graphene.String(required=True, description="Its key."),
    )
    staff = pages(
        GrantConnection,
        "Coordinators of a coalition, and leads of its groups.",
        coalition=graphene.String(required=True, description="Its key."),
    )
    pending_invitations = pages(InvitationConnection, "Invitations that can still be accepted, last first.")
    api_tokens = pages(
        ApiTokenConnection,
        "API tokens that are limited to an organization.",
        organization=graphene.String(required=True, description="Its key."),
    )

    @staticmethod
    def resolve_me(root: None, info: Info) -> Row[UserRow] | None:
        actor = info.context.actor
        return alone(queries.me(actor).thing, info.context.today) if actor.is_signed_in else None

    @staticmethod
    def resolve_people(root: None, info: Info, organization: str, **arguments: Any) -> Page:
        found = queries.users_of(info.context.actor, organization)
        return page_of(found.select_related(None), Span.take(arguments), info.context.today)

    @staticmethod
    def resolve_staff(root: None, info: Info, coalition: str, **arguments: Any) -> Page:
        found = queries.staff_of(info.context.actor, coalition)
        return page_of(found.select_related(None), Span.take(arguments), info.context.today)

    @staticmethod
    def resolve_pending_invitations(root: None, info: Info, **arguments: Any) -> Page:
        found = queries.pending_invitations(info.context.actor)
        return page_of(found.select_related(None), Span.take(arguments), info.context.today)

    @staticmethod
    def resolve_api_tokens(root: None, info: Info, organization: str, **arguments: Any) -> Page:
        found = queries.tokens_of(info.context.actor, organization)
        return page_of(found.select_related(None), Span.take(arguments), info.context.today)


@reads(User, UserRow)
def user(context: Context, key: str, day: date) -> Row[UserRow]:
    """Oneself, or a user whom one manages (NOT_FOUND)."""
    return found_alone(queries.users(context.actor), key, day)


@reads(Grant, GrantRow)
def grant(context: Context, key: str, day: date) -> Row[GrantRow]:
    """One grant (NOT_FOUND)."""
    return found_alone(queries.visible_grants(context.actor), key, day)


@reads(Invitation, InvitationRow)
def invitation(context: Context, key: str, day: date) -> Row[InvitationRow]:
    """One invitation (NOT_FOUND)."""
    return found_alone(queries.visible_invitations(context.actor), key, day)


@reads(ApiToken, TokenRow)
def api_token(context: Context, key: str, day: date) -> Row[TokenRow]:
    """One API token (NOT_FOUND)."""
    return found_alone(queries.visible_tokens(context.actor), key, day)


@reads(CalendarFeed, FeedRow)
def calendar_feed(context: Context, key: str, day: date) -> Row[FeedRow]:
    """One calendar feed (NOT_FOUND)."""
    return found_alone(queries.visible_calendar_feeds(context.actor), key, day)


NOT_OFFERED = {
    "invite_first_coordinator": "the system's: the command of an empty installation",
    "load_demo_users": "the system's: part of the demonstration data",
    "note_feed_use": "the system's: noted as a feed is read",
    "note_token_use": "the system's: noted as a token is used",
    "purge_invitations": "the system's: the worker does it when their time is over",
    "request_password_reset": "the page's: whoever asks has no account open, and no answer may tell who has one",
    "set_password": "the page's: it asks for the present password first",
}
_PLAIN = graphene.String(description="The whole token, this once; null where the request is repeated.")
_SECRET = graphene.String(
    description="The secret of its address, /calendrier/<secret>.ics, this once; null where the request is repeated."
)
CHANGES = mutations(
    actions,
    NOT_OFFERED,
    {
        "create_api_token": Offer(shows={"plain": _PLAIN}),
        "create_calendar_feed": Offer(shows={"plain": _SECRET}),
        # No idempotency key: its receipt would hold a digest of a password. The link works once anyway.
        "accept_invitation": Offer(repeatable=False),
    },
)
