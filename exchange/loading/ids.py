"""Which ids a record may have."""

from typing import Any

from .flaws import flaw
from .report import Flaw

LONGEST_ID = 60
UNFIT = set("/\\?#%<>\"'`")


def wrong_id(key: Any, seen: set[str]) -> Flaw | None:
    """What is wrong with an id, if anything; those `seen` are taken."""
    if key is None or key == "":
        return flaw("NO_ID", "id")
    if not isinstance(key, str) or len(key) > LONGEST_ID or not key.isprintable() or set(key) & UNFIT or " " in key:
        return flaw("BAD_ID", "id", key)
    return flaw("TWICE", "id") if key in seen else None
