"""What a file of facts may refer to, read at once."""

from dataclasses import dataclass

from registry.core.actor import Actor

from .. import policy
from ..models import Organization, Service


@dataclass(frozen=True, slots=True)
class Referable:
    """An organization as others refer to it; a `claimed` one is kept up by its own people."""

    kind: str
    claimed: bool


def referable_organizations(actor: Actor) -> dict[str, Referable]:
    """Every organization that the actor sees, by key."""
    seen = policy.visible_organizations_to(actor, Organization.objects.all())
    return {key: Referable(kind, claimed) for key, kind, claimed in seen.values_list("key", "kind", "claimed")}


def owners_of_services(actor: Actor) -> dict[str, str]:
    """The key of the organization of every service that the actor sees, by the service's key."""
    seen = policy.visible_services_to(actor, Service.objects.all())
    return dict(seen.values_list("key", "organization__key"))
