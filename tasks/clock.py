"""What is due because time passed. Each duty may run at any time, twice as well as once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from django.conf import settings

from registry.accounts.actions import purge_invitations
from registry.core.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class Duty:
    """Done when the worker starts, and then every so many seconds."""

    name: str
    every: float
    act: Callable[[], object]


def clear_sessions() -> None:
    """Delete sessions that are over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


DUTIES = (
    Duty("purge_invitations", 3600, lambda: purge_invitations(SYSTEM)),
    Duty("clear_sessions", 24 * 3600, clear_sessions),
)


@dataclass(slots=True)
class Clock:
    """Remembers when each duty was last done by this process."""

    duties: tuple[Duty, ...] = DUTIES
    done_at: dict[str, float] = field(default_factory=dict)

    def tick(self, now: float | None = None) -> None:
        """Do what is due; `now` is in seconds of any steady clock."""
        now = time.monotonic() if now is None else now
        for duty in self.duties:
            if duty.name not in self.done_at or now - self.done_at[duty.name] >= duty.every:
                self.done_at[duty.name] = now
                duty.act()
