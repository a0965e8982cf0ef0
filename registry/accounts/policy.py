"""Who may do what with users, grants, invitations, tokens and calendar feeds: the last row of the table of roles.

An administrator of O manages the users of O; a coordinator of C manages its staff (coordinators of C and leads of
its groups) and invites the first administrator of an organization of C that nobody has claimed. Everyone manages
what is their own; but what would give an API token more than it was made for takes the person themself.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from registry.concertation import policy as concertation_policy
from registry.concertation.models import Group
from registry.core.actor import Actor, ActorKind, Role, Scope
from registry.directory import policy as directory_policy
from registry.directory.models import Organization

from .models import ApiToken, CalendarFeed, GrantRow, Invitation, Scoped, User

OWN_VERBS = frozenset({"change_language", "create_api_token", "delete_my_account", "export_my_data", "set_password"})
FOLLOW_VERBS = frozenset({"create_calendar_feed"})
GRANT_VERBS = frozenset({"revoke_grant", "leave"})
INVITATION_VERBS = frozenset({"renew_invitation", "revoke_invitation"})


def may(
    actor: Actor,
    verb: str,
    thing: User | GrantRow | Invitation | ApiToken | CalendarFeed,
    known: frozenset[int] | None = None,
) -> bool:
    """Whether `actor` may do `verb` (an action's name) with this user, grant, invitation, token or calendar feed.

    `known`: what `looked_after` gave, where many things are asked about.
    """
    if actor.is_system:
        return True
    match thing:
        case User():
            return _may_with_user(actor, verb, thing)
        case GrantRow():
            if verb == "leave":
                return thing.user.key == actor.id and actor.kind is ActorKind.PERSON
            return thing.user.key != actor.id and manages(actor, thing)
        case Invitation():
            return may_offer(actor, Role(thing.role), Scope(thing.scope), thing.thing, known)
        case ApiToken():
            return _is_own(actor, thing.user) or thing.organization_id in actor.organizations(Role.ADMINISTRATOR)
        case CalendarFeed():
            return _is_own(actor, thing.user)


def may_follow(actor: Actor, place: Organization | Group) -> bool:
    """Whether the actor sees the meetings of a group, which they run or sit in, or of an organization of theirs."""
    if isinstance(place, Group):
        return concertation_policy.groups.runs(actor, place) or concertation_policy.groups.sits(actor, place)
    return place.pk in actor.organizations() | actor.coalitions()


def may_offer(
    actor: Actor, role: Role, scope: Scope, place: Organization | Group, known: frozenset[int] | None = None
) -> bool:
    """Whether `actor` may invite somebody to this role in this place, or give it to a user that they see."""
    if actor.is_system or _manages(actor, scope, place):
        return True
    return (
        scope is Scope.ORGANIZATION
        and role is Role.ADMINISTRATOR
        and isinstance(place, Organization)
        and place.pk in (looked_after(actor, [place.pk]) if known is None else known)
    )


def looked_after(actor: Actor, organizations: Iterable[int]) -> frozenset[int]:
    """Which of these organizations, given by primary key, nobody has claimed and the actor keeps up."""
    return frozenset(_looked_after(actor).filter(pk__in=list(organizations)).values_list("pk", flat=True))


def is_told_of(actor: Actor, organization: Organization) -> bool:
    """Whether mails about this organization concern `actor`: they administer it, or look after it."""
    return directory_policy.may(actor, "publish_organization", organization)


def manages(actor: Actor, held: Scoped) -> bool:
    """Whether `actor` decides who holds roles where this one is held."""
    return _manages(actor, Scope(held.scope), held.thing)


def visible_users_to(actor: Actor, users: QuerySet[User]) -> QuerySet[User]:
    """Oneself, and whoever holds a role in what one manages."""
    if actor.is_system:
        return users
    held = GrantRow.objects.filter(_managed_by(actor)).values("user")
    return users.filter(Q(key=actor.id) | Q(pk__in=held))


def visible_grants_to(actor: Actor, grants: QuerySet[GrantRow]) -> QuerySet[GrantRow]:
    """One's own (an API token's: those that it carries), and those in what one manages."""
    if actor.is_system:
        return grants
    own = Q(user__key=actor.id)
    if actor.kind is ActorKind.TOKEN:
        own &= Q(scope=Scope.GROUP, group__in=actor.groups()) | Q(
            organization__in=actor.organizations() | actor.coalitions()
        )
    return grants.filter(own | _managed_by(actor))


def visible_invitations_to(actor: Actor, invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those to what one manages, and those that one may withdraw because nobody has claimed the organization yet."""
    if actor.is_system:
        return invitations
    unclaimed = Q(scope=Scope.ORGANIZATION, role=Role.ADMINISTRATOR, organization__in=_looked_after(actor).values("pk"))
    return invitations.filter(_managed_by(actor) | unclaimed)


def visible_tokens_to(actor: Actor, tokens: QuerySet[ApiToken]) -> QuerySet[ApiToken]:
    """One's own, and those limited to an organization that one administers."""
    if actor.is_system:
        return tokens
    own = Q(user__key=actor.id) if actor.kind is ActorKind.PERSON else Q(pk__in=[])
    return tokens.filter(own | Q(organization__in=actor.organizations(Role.ADMINISTRATOR)))


def visible_calendar_feeds_to(actor: Actor, feeds: QuerySet[CalendarFeed]) -> QuerySet[CalendarFeed]:
    """One's own; not asked with a token, which shows nothing that outlives it."""
    if actor.is_system:
        return feeds
    return feeds.filter(user__key=actor.id) if actor.kind is ActorKind.PERSON else feeds.none()


def _may_with_user(actor: Actor, verb: str, user: User) -> bool:
    if verb in OWN_VERBS:
        return _is_own(actor, user)
    grants = list(user.grants.all())
    return user.key != actor.id and bool(grants) and all(manages(actor, grant) for grant in grants)


def _is_own(actor: Actor, user: User) -> bool:
    return actor.kind is ActorKind.PERSON and actor.id == user.key


def _manages(actor: Actor, scope: Scope, place: Organization | Group) -> bool:
    if isinstance(place, Group):
        return bool(actor.coalitions() & {place.coalition_id, place.body_id})
    if scope is Scope.COALITION:
        return place.pk in actor.coalitions()
    return place.pk in actor.organizations(Role.ADMINISTRATOR)


def _managed_by(actor: Actor) -> Q:
    """Grants or invitations in what `actor` manages."""
    coalitions = actor.coalitions()
    return (
        Q(scope=Scope.ORGANIZATION, organization__in=actor.organizations(Role.ADMINISTRATOR))
        | Q(scope=Scope.COALITION, organization__in=coalitions)
        | Q(scope=Scope.GROUP, group__coalition__in=coalitions)
        | Q(scope=Scope.GROUP, group__body__in=coalitions)
    )


def _looked_after(actor: Actor) -> QuerySet[Organization]:
    """Unclaimed organizations that the actor keeps up as a coordinator."""
    return Organization.objects.filter(directory_policy.kept_up_by(actor, Role.ADMINISTRATOR), claimed=False)
