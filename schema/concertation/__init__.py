"""Concertation: groups and who sits in them, what they meet about, and what comes of it."""

from . import activities, concerns, groups, meeting_changes, resolutions
from .activities import ActivitiesQuery
from .cadence import CadenceQuery
from .concerns import ConcernsQuery
from .following import FollowingQuery
from .groups import Group, GroupConnection, GroupsQuery, Listing, ListingConnection
from .meetings import MeetingsQuery
from .resolutions import ResolutionsQuery
from .rule_sets import RuleSetsQuery


class ConcertationQuery(
    GroupsQuery,
    RuleSetsQuery,
    ConcernsQuery,
    ActivitiesQuery,
    MeetingsQuery,
    CadenceQuery,
    FollowingQuery,
    ResolutionsQuery,
):
    """Whatever is asked of concertation."""


CHANGES: dict[str, object] = (
    groups.CHANGES | concerns.CHANGES | activities.CHANGES | meeting_changes.CHANGES | resolutions.CHANGES
)

__all__ = ["CHANGES", "ConcertationQuery", "Group", "GroupConnection", "Listing", "ListingConnection"]
