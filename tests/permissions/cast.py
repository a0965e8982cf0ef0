"""The fixed cast: who asks, and which columns of the table they fill in what a thing belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.accounts import queries
from registry.accounts.models import ApiToken, User
from registry.concertation.models import Group
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Role
from registry.directory.models import Organization
from tests.factories import accounts as make

Place = Organization | Group
Grants = tuple[tuple[Role, Place], ...]


@dataclass(frozen=True)
class Member:
    """One of the cast. `user` signs in on pages, `token` is sent to the API; neither: anonymous, or the system."""

    name: str
    actor: Actor
    user: User | None = None
    token: ApiToken | None = None
    grants: Grants = field(default=())

    def columns(self, places: Iterable[Place], others: Iterable[Place], of: User | None, kept: bool) -> frozenset[str]:
        """What the member is to a thing of these places; `others` answer its proposal; `of`: whose it is.

        `kept`: coordinators of an unclaimed place's coalitions may do for it what its administrator would.
        """
        found = {"anyone"}
        if self.actor.kind in (ActorKind.PERSON, ActorKind.TOKEN):
            found.add("partner")
        if of is not None and self.actor.id == of.key:
            found.add("oneself" if self.actor.kind is ActorKind.PERSON else "token")
        for place in places:
            found |= self._in(place, kept)
        if any(self._in(place, kept) & {"administrator", "keeper", "coordinator"} for place in others):
            found.add("answers")
        return frozenset(found)

    def _in(self, place: Place, kept: bool) -> set[str]:
        found = {role.value for role, where in self.grants if where == place}
        if kept and isinstance(place, Organization) and not place.claimed:
            coordinated = {where.pk for role, where in self.grants if role is Role.COORDINATOR}
            memberships = set(place.memberships.filter(accepted=True).values_list("coalition", flat=True))
            if coordinated & {*memberships, place.pk}:
                found.add("keeper")
        return found


def person(name: str, *grants: tuple[Role, Place], active: bool = True) -> Member:
    """Somebody who signs in, with these roles; their address carries their name."""
    user = make.user(f"canari.{name}@organisme.example", is_active=active)
    for role, place in grants:
        make.grant(user, role, place)
    return Member(name, make.actor(user), user, grants=grants if active else ())


def token(name: str, of: Member, *, access: str, limited: Organization | None = None) -> Member:
    """An API token of somebody; limited to an organization, it carries that grant alone."""
    assert of.user is not None
    row = make.token(of.user, access=access, organization=limited)
    grants = tuple((role, place) for role, place in of.grants if limited is None or place == limited)
    return Member(name, queries.actor_for_token(SYSTEM, row), of.user, row, grants)


def cast(o: Organization, p: Organization, h: Organization, c: Organization, d: Organization, g: Group) -> list[Member]:
    """Everybody, by what they are to the organizations O, P and H (hidden), the coalitions C and D, the group G."""
    administrator = person("administrator_o", (Role.ADMINISTRATOR, o))
    both = person("reader_o_and_h", (Role.READER, o), (Role.READER, h))
    return [
        Member("anonymous", ANONYMOUS),
        person("deactivated", (Role.ADMINISTRATOR, h), active=False),
        person("partner"),
        person("reader_o", (Role.READER, o)),
        person("contributor_o", (Role.CONTRIBUTOR, o)),
        administrator,
        both,
        person("reader_p", (Role.READER, p)),
        person("administrator_p", (Role.ADMINISTRATOR, p)),
        person("lead_g", (Role.LEAD, g)),
        person("coordinator_c", (Role.COORDINATOR, c)),
        person("coordinator_d", (Role.COORDINATOR, d)),
        token("token_to_read_of_administrator_o", administrator, access="read"),
        token("token_for_o_of_reader_o_and_h", both, access="write", limited=o),
        Member("system", SYSTEM),
    ]
