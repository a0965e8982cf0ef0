"""Activities: anyone sees the published ones; drafts are for those in whose name they were written.

A contributor of an organization writes its drafts and an administrator publishes them; a group's are kept by
whoever runs it, a coalition's by its coordinators. What is published, contributors leave as it is.
"""

from collections.abc import Sequence

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor, Role
from registry.core.models import DatedQuerySet
from registry.directory import policy as directory
from registry.directory.models import Organization

from ..models import Activity, ActivityParty, Group
from .groups import run_by, runs, visible_to

WRITE = frozenset({"edit_activity", "add_party", "remove_party", "record_impact", "remove_impact"})
PUBLISH = frozenset({"publish_activity", "unpublish_activity"})


def visible_activities_to(actor: Actor, activities: DatedQuerySet[Activity]) -> DatedQuerySet[Activity]:
    """The published ones, and the drafts of the actor's organizations and groups.

    One of a group or in the name of an organization that the actor may not see doesn't exist for that actor.
    """
    if actor.is_system:
        return activities
    organizations = directory.visible_organizations_to(actor, Organization.objects.all())
    return activities.filter(
        Q(published=True) | Q(recorded_for__in=_own(actor, Role.READER)) | run_by(actor, "group__"),
        Q(recorded_for=None) | Q(recorded_for__in=organizations),
        Q(group=None) | Q(group__in=visible_to(actor, Group.objects.all())),
    )


def visible_parties_to(actor: Actor, parties: QuerySet[ActivityParty]) -> QuerySet[ActivityParty]:
    """Parties that may be seen, of activities that may be seen: another one is as if it were not there."""
    if actor.is_system:
        return parties
    organizations = directory.visible_organizations_to(actor, Organization.objects.all())
    return parties.filter(
        Q(organization=None) | Q(organization__in=organizations),
        Q(group=None) | Q(group__in=visible_to(actor, Group.objects.all())),
        activity__in=visible_activities_to(actor, Activity.objects.all()),
    )


def may_record_for(actor: Actor, organization: Organization | None, group: Group | None) -> bool:
    """A contributor of the organization, or a coordinator of it; whoever runs the group."""
    for_it = organization is None or actor.is_system or organization.pk in _own(actor, Role.CONTRIBUTOR)
    return for_it and (group is None or runs(actor, group))


def verbs(actor: Actor, activities: Sequence[Activity]) -> dict[str, frozenset[str]]:
    """What the actor may do with each of the activities: key → actions, in as many statements as for one."""
    if not actor.may_write or not activities:
        return {}
    if actor.is_system:
        return {one.key: WRITE | PUBLISH for one in activities}
    prefetch_related_objects(list(activities), "group")
    administered, written = _own(actor, Role.ADMINISTRATOR), _own(actor, Role.CONTRIBUTOR)
    found: dict[str, frozenset[str]] = {}
    for one in activities:
        keeps = one.recorded_for_id in administered or (one.group is not None and runs(actor, one.group))
        writes = one.recorded_for_id in written and not one.published
        found[one.key] = WRITE | PUBLISH if keeps else WRITE if writes else frozenset()
    return found


def _own(actor: Actor, role: Role) -> frozenset[int]:
    """The organizations in which the actor holds the role or a higher one, and the coalitions that it coordinates."""
    return actor.organizations(role) | actor.coalitions()
