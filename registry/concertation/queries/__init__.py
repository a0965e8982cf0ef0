"""Every non-trivial read of concertation: what an actor may see of groups and of what they do."""

from .groups import contradictions, group, group_keys, groups, listings, visible_listings

__all__ = ["contradictions", "group", "group_keys", "groups", "listings", "visible_listings"]
