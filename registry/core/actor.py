"""Who asks: a plain value that every action and query takes as its first argument.

The registry below `accounts` knows no user, only this. Whoever builds one (sign-in, API token, a worker)
vouches for it; nothing here is looked up again.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    PERSON = "person"
    TOKEN = "token"
    SYSTEM = "system"


class Role(StrEnum):
    """What a grant allows in its scope; on an organization each role also does what the ones before it do."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    COORDINATOR = "coordinator"


class Scope(StrEnum):
    ORGANIZATION = "organization"
    COALITION = "coalition"
    GROUP = "group"


ROLES_OF_SCOPE: dict[Scope, tuple[Role, ...]] = {
    Scope.ORGANIZATION: (Role.READER, Role.CONTRIBUTOR, Role.ADMINISTRATOR),
    Scope.GROUP: (Role.LEAD,),
    Scope.COALITION: (Role.COORDINATOR,),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one scope; `scope_id` is the primary key of the organization, coalition or group."""

    role: Role
    scope: Scope
    scope_id: int


@dataclass(frozen=True, slots=True)
class Actor:
    """An opaque id, a kind and the grants held now.

    `may_write` is false for an API token that was made for reading only.
    """

    id: str
    kind: ActorKind
    grants: frozenset[Grant] = field(default_factory=frozenset)
    may_write: bool = True

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def is_signed_in(self) -> bool:
        """A partner at least: someone whom the registry knows, with or without grants."""
        return self.kind is not ActorKind.ANONYMOUS

    def organizations(self, role: Role = Role.READER) -> frozenset[int]:
        """Primary keys of the organizations in which this actor holds `role` or a higher one."""
        order = ROLES_OF_SCOPE[Scope.ORGANIZATION]
        enough = set(order[order.index(role) :])
        return self._scopes(Scope.ORGANIZATION, enough)

    def coalitions(self) -> frozenset[int]:
        """Primary keys of the coalitions that this actor coordinates."""
        return self._scopes(Scope.COALITION, {Role.COORDINATOR})

    def groups(self) -> frozenset[int]:
        """Primary keys of the groups that this actor leads."""
        return self._scopes(Scope.GROUP, {Role.LEAD})

    def _scopes(self, scope: Scope, roles: set[Role]) -> frozenset[int]:
        return frozenset(g.scope_id for g in self.grants if g.scope is scope and g.role in roles)


ANONYMOUS = Actor(id="anonymous", kind=ActorKind.ANONYMOUS)
SYSTEM = Actor(id="system", kind=ActorKind.SYSTEM)
