"""What an organization signs, organizes and proposes, for its page."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from registry.concertation import queries as concertation
from registry.concertation.models import Activity
from registry.core.actor import Actor
from registry.directory.models import Organization

NAMED = 5  # activities of one role that the page names


@dataclass(frozen=True)
class ActsInRole:
    """The latest activities in which it has one role, and how many there are."""

    role: str
    activities: list[Activity]
    count: int


def acts_of(actor: Actor, organization: Organization) -> dict[str, Any]:
    """Its activities by role, the role that it has most often first; and the resolutions that it proposes."""
    by_role: dict[str, list[Activity]] = defaultdict(list)
    for party in concertation.acts_of(actor, organization=organization).select_related("activity"):
        by_role[party.role].append(party.activity)
    moved = Q(mover=organization) | Q(seconder=organization)
    return {
        "acts": sorted(
            (ActsInRole(role, rows[:NAMED], len(rows)) for role, rows in by_role.items()), key=lambda one: -one.count
        ),
        "proposed": concertation.visible_resolutions(actor).filter(moved).order_by("-assembly_on", "key"),
    }
