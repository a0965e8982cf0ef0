"""Who may see and do what in concertation: what a group's people see, and who runs it."""

from . import groups
from .groups import may_create_in, visible_listings_to, visible_rule_sets_to, visible_seats_to, visible_to

__all__ = [
    "groups",
    "may_create_in",
    "visible_listings_to",
    "visible_rule_sets_to",
    "visible_seats_to",
    "visible_to",
]
