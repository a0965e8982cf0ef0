"""Who somebody is and what they may do; users, grants, invitations, tokens and feeds that an actor may see."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core import signing
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.utils import timezone

from registry.concertation import queries as concertation
from registry.concertation.models import Group
from registry.core.actor import ANONYMOUS, ROLES_OF_SCOPE, Actor, ActorKind, Grant, Role, Scope
from registry.core.errors import ErrorCode, refuse
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.journal.models import Event

from . import policy, rules
from .models import ApiToken, CalendarFeed, GrantRow, Invitation, User

T = TypeVar("T", User, GrantRow, Invitation, ApiToken, CalendarFeed)
_ASKED_OF: dict[type[Model], tuple[str, ...]] = {
    User: ("grants__organization", "grants__group"),
    GrantRow: ("user", "organization", "group"),
    Invitation: ("organization", "group"),
    ApiToken: ("user",),
    CalendarFeed: ("user",),
}
_INVITATION_SALT = "registry.accounts.invitation"


def actor_for(actor: Actor, user: User | None) -> Actor:
    """The Actor that a signed-in user is now; an inactive one is nobody. `actor` vouches for the sign-in."""
    if user is None or not user.is_active:
        return ANONYMOUS
    return Actor(id=user.key, kind=ActorKind.PERSON, grants=_grants(user.grants.all()))


def token_for(actor: Actor, text: str) -> ApiToken:
    """The API token that is written so, if it is good now.

    Raises Refused (EXPIRED), the same for one that never was, has expired, was revoked, or whose user is inactive.
    """
    parts = rules.read_token(text)
    token = ApiToken.objects.select_related("user").filter(key=parts[0]).first() if parts else None
    if (
        parts is None
        or token is None
        or not rules.is_secret(parts[1], token.digest)
        or token.revoked_at is not None
        or token.expires_at <= timezone.now()
        or not token.user.is_active
    ):
        raise refuse(ErrorCode.EXPIRED, "token")
    return token


def actor_for_token(actor: Actor, token: ApiToken) -> Actor:
    """The Actor that a good token stands for: its person, with what the token carries of the grants held now."""
    grants = token.user.grants.all()
    if token.organization_id is not None:
        grants = grants.filter(scope=Scope.ORGANIZATION, organization=token.organization_id)
    return Actor(
        id=token.user.key,
        kind=ActorKind.TOKEN,
        grants=_grants(grants),
        may_write=token.access == ApiToken.Access.WRITE,
    )


def calendar_feed(actor: Actor, secret: str) -> CalendarFeed:
    """The calendar feed whose address holds this secret, if it is good now. `actor` vouches for who asks.

    Raises Refused (NOT_FOUND), the same for one that never was, was revoked, or whose person is inactive or has no
    role any longer through which to see the meetings.
    """
    feeds = CalendarFeed.objects.select_related("user", "group", "organization").filter(revoked_at=None)
    feed = feeds.filter(digest=rules.digest_of(secret)).first()
    if feed is None or not policy.may_follow(actor_for(actor, feed.user), feed.place):
        raise refuse(ErrorCode.NOT_FOUND)
    return feed


def me(actor: Actor) -> Permitted[User]:
    """The person who asks. Raises Refused (SIGN_IN_NEEDED)."""
    user = User.objects.filter(key=actor.id, is_active=True).first() if actor.is_signed_in else None
    if user is None:
        raise refuse(ErrorCode.SIGN_IN_NEEDED)
    return permitted(actor, user)


def my_grants(actor: Actor) -> QuerySet[GrantRow]:
    """The grants that the person who asks holds; asked with a token, those that it carries."""
    return _with_places(policy.visible_grants_to(actor, GrantRow.objects.filter(user__key=actor.id)))


def my_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The API tokens of the person who asks: good ones first."""
    tokens = policy.visible_tokens_to(actor, ApiToken.objects.filter(user__key=actor.id))
    return tokens.select_related("organization").prefetch_related("organization__names")


def my_calendar_feeds(actor: Actor, place: Organization | Group | None = None) -> QuerySet[CalendarFeed]:
    """The calendar feeds that the person who asks keeps, last first; those of one place if it is given."""
    feeds = policy.visible_calendar_feeds_to(actor, CalendarFeed.objects.filter(user__key=actor.id, revoked_at=None))
    if place is not None:
        feeds = feeds.filter(**{"group" if isinstance(place, Group) else "organization": place})
    return feeds.select_related("user", "group", "organization").prefetch_related("organization__names")


def feed_verbs(actor: Actor, place: Organization | Group) -> frozenset[str]:
    """What the actor may do with the calendar of this group or organization."""
    person = actor.kind is ActorKind.PERSON
    return policy.FOLLOW_VERBS if person and policy.may_follow(actor, place) else frozenset()


def my_data(actor: Actor) -> dict[str, Any]:
    """Everything that the registry holds about the person who asks, to be given to them (Law 25).

    Raises Refused (SIGN_IN_NEEDED, NOT_ALLOWED: an API token is not the person).
    """
    user = me(actor).thing
    if not policy.may(actor, "export_my_data", user):
        raise refuse(ErrorCode.NOT_ALLOWED)
    return {
        "user": {"key": user.key, "email": user.email, "language": user.language, "created_at": user.created_at},
        "last_sign_in": user.last_login,
        "grants": [
            {"role": row.role, "scope": row.scope, "in": row.thing.key, "since": row.granted_at}
            for row in my_grants(actor)
        ],
        "tokens": list(
            my_tokens(actor).values("key", "name", "access", "created_at", "expires_at", "last_used_at", "revoked_at")
        ),
        "calendar_feeds": [
            {"key": feed.key, "of": feed.place.key, "created_at": feed.created_at, "last_used_at": feed.last_used_at}
            for feed in my_calendar_feeds(actor)
        ],
        "acts": list(
            Event.objects.filter(actor_id=user.key).values("occurred_at", "name", "aggregate_type", "aggregate_key")
        ),
    }


def users_of(actor: Actor, organization_key: str) -> QuerySet[GrantRow]:
    """Who holds a role in an organization, as its administrator sees it; others, themselves at most."""
    rows = GrantRow.objects.filter(scope=Scope.ORGANIZATION, organization__key=organization_key)
    return _with_places(policy.visible_grants_to(actor, rows)).select_related("user").order_by("user__email")


def staff_of(actor: Actor, coalition_key: str) -> QuerySet[GrantRow]:
    """Coordinators of a coalition and leads of its groups, as its coordinators see them; others, themselves at most."""
    visible = policy.visible_grants_to(actor, GrantRow.objects.exclude(scope=Scope.ORGANIZATION))
    ours = visible.filter(scope=Scope.COALITION, organization__key=coalition_key)
    leads = visible.filter(group__coalition__key=coalition_key) | visible.filter(group__body__key=coalition_key)
    return _with_places((ours | leads).distinct()).select_related("user").order_by("role", "user__email")


def tokens_of(actor: Actor, organization_key: str) -> QuerySet[ApiToken]:
    """API tokens limited to an organization, as its administrator sees them (others: only their own)."""
    tokens = ApiToken.objects.filter(organization__key=organization_key)
    visible = policy.visible_tokens_to(actor, tokens).select_related("user", "organization")
    return visible.prefetch_related("organization__names")


def users(actor: Actor) -> QuerySet[User]:
    """Every user that `actor` may see: themself, and whoever holds a role in what they manage."""
    return policy.visible_users_to(actor, User.objects.order_by("email"))


def pending_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations that can still be accepted, in what `actor` manages, last first."""
    pending = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())
    return _with_places(policy.visible_invitations_to(actor, pending))


def user(actor: Actor, key: str) -> Permitted[User]:
    """Raises Refused (NOT_FOUND), also for one whom `actor` may not see."""
    return permitted(actor, _found(users(actor), key))


def invitation(actor: Actor, key: str) -> Permitted[Invitation]:
    """Raises Refused (NOT_FOUND), also for one that `actor` may not see."""
    return permitted(actor, _found(_with_places(policy.visible_invitations_to(actor, Invitation.objects.all())), key))


def permitted(actor: Actor, thing: T, known: frozenset[int] | None = None) -> Permitted[T]:
    """A user, grant, invitation, token or calendar feed that `actor` was shown, with what they may do to it.

    `known`: the organizations that the actor looks after, where many things are asked about.
    """
    names = {
        User: policy.OWN_VERBS | {"deactivate_user"},
        GrantRow: policy.GRANT_VERBS,
        Invitation: policy.INVITATION_VERBS,
        ApiToken: frozenset({"revoke_api_token"}),
        CalendarFeed: frozenset({"revoke_calendar_feed"}),
    }[type(thing)]
    allowed = (verb for verb in names if actor.may_write and policy.may(actor, verb, thing, known))
    return Permitted(thing, frozenset(allowed))


def verbs_of(actor: Actor, things: Sequence[T]) -> dict[str, frozenset[str]]:
    """What `actor` may do to each of many users, grants, invitations, tokens or feeds of one kind: key → actions."""
    if things:
        prefetch_related_objects(list(things), *_ASKED_OF[type(things[0])])
    places = {getattr(thing, "organization_id", None) for thing in things}
    known = policy.looked_after(actor, {pk for pk in places if pk is not None})
    return {thing.key: permitted(actor, thing, known).verbs for thing in things}


def roles_to_offer(actor: Actor, scope: Scope, place: Organization | Group) -> list[Role]:
    """The roles that `actor` may give or invite somebody to in this place."""
    return [role for role in ROLES_OF_SCOPE[scope] if actor.may_write and policy.may_offer(actor, role, scope, place)]


def invitation_token(actor: Actor, invitation: Invitation) -> str:
    """What the link of an invitation ends with: its key, signed. Only the mail and the installer get it."""
    if not actor.is_system:
        raise refuse(ErrorCode.NOT_ALLOWED)
    return signing.Signer(salt=_INVITATION_SALT).sign(invitation.key)


def invitation_by_token(actor: Actor, token: str) -> Invitation:
    """The invitation that a link leads to, for whoever holds it.

    Raises Refused (EXPIRED), the same for a forged link and one that was used, revoked or is too old.
    """
    try:
        key = signing.Signer(salt=_INVITATION_SALT).unsign(token)
    except signing.BadSignature:
        raise refuse(ErrorCode.EXPIRED, "token") from None
    row = _with_places(Invitation.objects.all()).filter(key=key).first()
    if row is None or not rules.is_pending(row.expires_at, timezone.now(), row.accepted_at, row.revoked_at):
        raise refuse(ErrorCode.EXPIRED, "token")
    return row


def needs_password(actor: Actor, invitation: Invitation) -> bool:
    """Whether whoever accepts this invitation chooses a password: not if they sign in with one already."""
    invited = User.objects.filter(email=invitation.email, is_active=True).first()
    return invited is None or not invited.has_usable_password()


def demo_users(actor: Actor) -> QuerySet[User]:
    """The demonstration roles to enter as; none unless this is a demonstration (DEMO_SIGN_IN)."""
    shown = User.objects.filter(is_active=True).exclude(demo_label={})
    return shown.order_by("pk") if settings.DEMO_SIGN_IN else shown.none()


def demo_user(actor: Actor, key: str) -> User:
    """One of `demo_users`. Raises Refused (NOT_FOUND), always where this is no demonstration."""
    return _found(demo_users(actor), key)


def people_to_tell(actor: Actor, organization: Organization) -> list[User]:
    """Who is written to about an organization: its administrators; unclaimed, the coordinators who look after it."""
    holders = User.objects.filter(is_active=True, grants__role__in=(Role.ADMINISTRATOR, Role.COORDINATOR))
    return [
        user
        for user in holders.distinct().prefetch_related("grants").order_by("pk")
        if policy.is_told_of(actor_for(actor, user), organization)
    ]


def place(actor: Actor, scope: Scope, key: str) -> Organization | Group:
    """The organization, coalition or group of this key, if `actor` may see it.

    Raises Refused (NOT_FOUND, NOT_A_COALITION).
    """
    if scope is Scope.GROUP:
        group = concertation.group(actor, key)
        if not group.constituted:
            raise refuse(ErrorCode.NOT_FOUND, "group")
        return group
    found = directory.organization(actor, key).thing
    if scope is Scope.COALITION and not found.is_coalition:
        raise refuse(ErrorCode.NOT_A_COALITION, "scope_key")
    return found


def has_coordinator(actor: Actor) -> bool:
    """Whether anybody coordinates a coalition here: an installation that has one makes no other first one."""
    return GrantRow.objects.filter(role=Role.COORDINATOR, user__is_active=True).exists()


def held_in(actor: Actor, user: User, scope: Scope, place: Organization | Group) -> GrantRow | None:
    """The grant that a user holds in a place. The caller has shown that `actor` manages it."""
    where = {"group": place.pk} if scope is Scope.GROUP else {"organization": place.pk}
    return GrantRow.objects.filter(user=user, scope=scope, **where).first()


def holds(actor: Actor, email: str, role: Role, scope: Scope, place: Organization | Group) -> bool:
    """Whether the user of this address holds that very role there. The caller has shown that `actor` manages it."""
    user = User.objects.filter(email=email).first()
    held = held_in(actor, user, scope, place) if user else None
    return held is not None and held.role == role


def user_for_change(actor: Actor, key: str) -> User:
    """A user whom `actor` sees, locked; the action itself decides. Raises Refused (NOT_FOUND)."""
    return _found(policy.visible_users_to(actor, User.objects.all()).select_for_update(of=("self",)), key)


def for_change(actor: Actor, rows: QuerySet[T], key: str, verb: str) -> T:
    """The row of `key`, locked, for an action.

    Raises Refused: NOT_FOUND where `rows`, which `actor` may see, has none; NOT_ALLOWED where `verb` isn't permitted.
    """
    thing = _found(rows.select_for_update(of=("self",)), key)
    if not policy.may(actor, verb, thing):
        raise refuse(ErrorCode.NOT_ALLOWED)
    return thing


def visible_grants(actor: Actor) -> QuerySet[GrantRow]:
    """Every grant that `actor` may see."""
    return _with_places(policy.visible_grants_to(actor, GrantRow.objects.all()))


def visible_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Every invitation that `actor` may see, whatever became of it."""
    return _with_places(policy.visible_invitations_to(actor, Invitation.objects.all()))


def visible_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """Every API token that `actor` may see."""
    return policy.visible_tokens_to(actor, ApiToken.objects.all())


def visible_calendar_feeds(actor: Actor) -> QuerySet[CalendarFeed]:
    """Every calendar feed that `actor` may see."""
    return policy.visible_calendar_feeds_to(actor, CalendarFeed.objects.all())


M = TypeVar("M", bound=Model)


def _found(rows: QuerySet[M], key: str) -> M:
    row = rows.filter(key=key).first() if "\0" not in key else None
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return row


H = TypeVar("H", GrantRow, Invitation)


def _with_places(rows: QuerySet[H]) -> QuerySet[H]:
    """With what it takes to name each place."""
    return rows.select_related("organization", "group").prefetch_related("organization__names")


def _grants(rows: Iterable[GrantRow]) -> frozenset[Grant]:
    return frozenset(Grant(Role(row.role), Scope(row.scope), row.group_id or row.organization_id or 0) for row in rows)
