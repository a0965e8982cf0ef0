"""Every write of concertation. Each action is one transaction and one event for each aggregate that it changes."""

from .lineage import link_clause, unlink_clause
from .resolutions import (
    draft_resolution,
    edit_resolution,
    move_resolution,
    put_to_assembly,
    second_resolution,
    withdraw_resolution,
)
from .votes import record_vote

__all__ = [
    "draft_resolution",
    "edit_resolution",
    "link_clause",
    "move_resolution",
    "put_to_assembly",
    "record_vote",
    "second_resolution",
    "unlink_clause",
    "withdraw_resolution",
]
