"""Decisions of concertation that need no database."""

from .rule_sets import Cadence, Condition, MeetingRule, RuleSet, SeatRule

__all__ = ["Cadence", "Condition", "MeetingRule", "RuleSet", "SeatRule"]
