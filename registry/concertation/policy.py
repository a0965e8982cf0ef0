"""Who may see groups: anyone sees their names (docs/permissions.md)."""

from django.db.models import QuerySet

from registry.core.actor import Actor

from .models import Group


def visible_to(actor: Actor, groups: QuerySet[Group]) -> QuerySet[Group]:
    """All of them, save those of an organization that is not published."""
    if actor.is_system:
        return groups
    return groups.exclude(body__published=False).exclude(coalition__published=False)
