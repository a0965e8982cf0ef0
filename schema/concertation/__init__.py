"""Concertation: groups and who sits in them, what they meet about, and what comes of it."""

from . import activities, concerns, groups, meetings
from .activities import ActivitiesQuery
from .cadence import CadenceQuery
from .concerns import ConcernsQuery
from .following import FollowingQuery
from .groups import Group, GroupConnection, GroupsQuery, Listing, ListingConnection
from .meetings import MeetingsQuery
from .rule_sets import RuleSetsQuery


class ConcertationQuery(
    GroupsQuery, RuleSetsQuery, ConcernsQuery, ActivitiesQuery, MeetingsQuery, CadenceQuery, FollowingQuery
):
    """Whatever is asked of concertation."""


CHANGES: dict[str, object] = groups.CHANGES | concerns.CHANGES | activities.CHANGES | meetings.CHANGES

__all__ = ["CHANGES", "ConcertationQuery", "Group", "GroupConnection", "Listing", "ListingConnection"]
