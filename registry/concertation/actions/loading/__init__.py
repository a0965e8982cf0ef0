"""What files of facts bring in: each action writes the records of one kind, in a bounded number of statements."""

from .activities import load_activities
from .concerns import load_answers, load_concerns
from .groups import load_contradictions, load_groups, load_listings
from .meetings import load_meetings
from .resolutions import load_resolutions
from .seats import load_rule_sets, load_seats

__all__ = [
    "load_activities",
    "load_answers",
    "load_concerns",
    "load_contradictions",
    "load_groups",
    "load_listings",
    "load_meetings",
    "load_resolutions",
    "load_rule_sets",
    "load_seats",
]
