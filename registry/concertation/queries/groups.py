"""Groups as names: what is known of them, and of whom they are part."""

from datetime import date

from django.db.models import Q, QuerySet

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.models import Contradiction, DatedQuerySet
from registry.directory import queries as directory
from registry.directory.models import Organization

from .. import policy
from ..models import Group, Listing


def groups(actor: Actor, *, body: Organization | None = None, exercise: bool = False) -> QuerySet[Group]:
    """Groups that the actor may see, by name; those of one organization if `body` is given."""
    found = policy.visible_to(actor, Group.objects.select_related("body", "coalition", "parent"))
    if body is not None:
        found = found.filter(body=body) | found.filter(coalition=body)
    return found if exercise else found.filter(exercise=False)


def group(actor: Actor, key: str) -> Group:
    """One group by its key (NOT_FOUND where there is none that the actor may see)."""
    found = (
        policy.visible_to(actor, Group.objects.select_related("body", "coalition", "parent")).filter(key=key).first()
    )
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "group")
    return found


def visible_listings(actor: Actor) -> DatedQuerySet[Listing]:
    """Organizations on public lists, as far as the actor may see both."""
    shown = directory.visible_organizations(actor)
    return Listing.objects.filter(organization__in=shown, group__in=policy.visible_to(actor, Group.objects.all()))


def listings(actor: Actor, organization: Organization, on: date) -> DatedQuerySet[Listing]:
    """The public lists that name the organization, and that may hold on that day."""
    found = visible_listings(actor).filter(organization=organization).possibly_on(on)
    return found.select_related("group").order_by("group__sort_name", "pk")


def contradictions(actor: Actor, *, exercise: bool = False) -> QuerySet[Contradiction]:
    """Every disagreement of sources about an organization, a service or a group that the actor may see."""
    shown = groups(actor, exercise=exercise).values("key")
    found = directory.contradictions(actor, exercise=exercise)
    return found.exclude(Q(subject_type="group") & ~Q(subject_key__in=shown))


def group_keys(actor: Actor) -> dict[str, str]:
    """Key → kind of every group, for whoever has to tell a reference to one from an unknown one."""
    return dict(policy.visible_to(actor, Group.objects.all()).values_list("key", "kind"))
