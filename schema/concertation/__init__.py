"""Concertation: groups and who sits in them, what they meet about, and what comes of it."""

from . import activities, concerns, groups
from .activities import ActivitiesQuery
from .concerns import ConcernsQuery
from .groups import Group, GroupConnection, GroupsQuery, Listing, ListingConnection
from .rule_sets import RuleSetsQuery


class ConcertationQuery(GroupsQuery, RuleSetsQuery, ConcernsQuery, ActivitiesQuery):
    """Whatever is asked of concertation."""


CHANGES: dict[str, object] = groups.CHANGES | concerns.CHANGES | activities.CHANGES

__all__ = ["CHANGES", "ConcertationQuery", "Group", "GroupConnection", "Listing", "ListingConnection"]
