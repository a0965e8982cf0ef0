"""Decisions of concertation that need no database."""

from .composition import Compliance, Composition, fits, judge, member_on
from .judgements import Judgement, Missing
from .roles import COORDINATOR, INSTITUTIONS
from .rule_sets import Cadence, Condition, MeetingRule, RuleSet, SeatRule
from .terms import ENDED, NOT_YET, Seated, check_term, overlap, status_on
from .vacancies import Vacancy, vacancies

__all__ = [
    "COORDINATOR",
    "ENDED",
    "INSTITUTIONS",
    "NOT_YET",
    "Cadence",
    "Compliance",
    "Composition",
    "Condition",
    "Judgement",
    "MeetingRule",
    "Missing",
    "RuleSet",
    "SeatRule",
    "Seated",
    "Vacancy",
    "check_term",
    "fits",
    "judge",
    "member_on",
    "overlap",
    "status_on",
    "vacancies",
]
