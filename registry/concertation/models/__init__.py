"""Nouns of concertation: who sits where, what they meet about, and what comes of it."""

from .activities import Activity, ActivityParty, Impact
from .concerns import Concern, ConcernAnswer, ConcernRaiser
from .groups import Group, Listing, RuleSet, Seat
from .meetings import AgendaItem, Attendance, Meeting, Minutes, MinutesVersion, Outcome
from .resolutions import Clause, ClauseLink, Resolution

__all__ = [
    "Activity",
    "ActivityParty",
    "AgendaItem",
    "Attendance",
    "Clause",
    "ClauseLink",
    "Concern",
    "ConcernAnswer",
    "ConcernRaiser",
    "Group",
    "Impact",
    "Listing",
    "Meeting",
    "Minutes",
    "MinutesVersion",
    "Outcome",
    "Resolution",
    "RuleSet",
    "Seat",
]
