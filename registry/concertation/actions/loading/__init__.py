"""What files of facts bring in: each action writes the records of one kind, in a bounded number of statements."""

from .groups import load_contradictions, load_groups, load_listings

__all__ = ["load_contradictions", "load_groups", "load_listings"]
