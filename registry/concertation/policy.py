"""Who may see groups: anyone sees their names."""

from django.db.models import Q, QuerySet

from registry.core.actor import Actor
from registry.directory import policy as directory
from registry.directory.models import Organization

from .models import Group


def visible_to(actor: Actor, groups: QuerySet[Group]) -> QuerySet[Group]:
    """All of them, save those of an organization that the actor may not see."""
    if actor.is_system:
        return groups
    seen = directory.visible_organizations_to(actor, Organization.objects.all())
    return groups.filter(Q(body=None) | Q(body__in=seen), Q(coalition=None) | Q(coalition__in=seen))
