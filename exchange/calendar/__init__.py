"""Meetings for calendar programs (iCalendar)."""

from .feed import write_feed

__all__ = ["write_feed"]
