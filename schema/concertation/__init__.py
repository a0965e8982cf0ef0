"""Concertation: groups and who sits in them, what they meet about, and what comes of it."""

from . import activities, concerns
from .activities import ActivitiesQuery
from .concerns import ConcernsQuery
from .groups import Group, GroupConnection, GroupsQuery, Listing, ListingConnection


class ConcertationQuery(GroupsQuery, ConcernsQuery, ActivitiesQuery):
    """Whatever is asked of concertation."""


CHANGES: dict[str, object] = concerns.CHANGES | activities.CHANGES

__all__ = ["CHANGES", "ConcertationQuery", "Group", "GroupConnection", "Listing", "ListingConnection"]
