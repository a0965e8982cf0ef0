"""Concertation: groups and who sits in them, what they meet about, and what comes of it."""

from .groups import Group, GroupConnection, GroupsQuery, Listing, ListingConnection


class ConcertationQuery(GroupsQuery):
    """Whatever is asked of concertation."""


CHANGES: dict[str, object] = {}

__all__ = ["CHANGES", "ConcertationQuery", "Group", "GroupConnection", "Listing", "ListingConnection"]
