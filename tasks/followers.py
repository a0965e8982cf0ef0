"""Who follows the journal, and what they do about each event."""

from collections.abc import Callable
from dataclasses import dataclass

from notices.about import ABOUT, mails_about
from notices.mail import send
from registry.journal.models import Event


@dataclass(frozen=True, slots=True)
class Follower:
    """`name` is its cursor's; only `events` of these names are handled, the others are passed."""

    name: str
    events: frozenset[str]
    handle: Callable[[Event], None]


def send_mails(event: Event) -> None:
    """Send what this event calls for."""
    for mail in mails_about(event):
        send(mail)


FOLLOWERS = (Follower("notices", frozenset(ABOUT), send_mails),)
