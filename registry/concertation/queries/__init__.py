"""Every non-trivial read of concertation: what an actor may see of groups and of what they do."""

from .drafting import deciding_organization, drafting_place
from .groups import contradictions, group, group_keys, groups, listings, visible_listings
from .lineage import followed_resolutions, followed_until, in_force, standings, visible_links
from .resolutions import (
    clause_for_change,
    find_resolutions,
    has_vote,
    histories_of_resolutions,
    resolution,
    resolution_for_change,
    resolutions,
    verbs_of_resolutions,
    visible_resolutions,
    voters,
)

__all__ = [
    "clause_for_change",
    "contradictions",
    "deciding_organization",
    "drafting_place",
    "find_resolutions",
    "followed_resolutions",
    "followed_until",
    "group",
    "group_keys",
    "groups",
    "has_vote",
    "histories_of_resolutions",
    "in_force",
    "listings",
    "resolution",
    "resolution_for_change",
    "resolutions",
    "standings",
    "verbs_of_resolutions",
    "visible_links",
    "visible_listings",
    "visible_resolutions",
    "voters",
]
