"""What a call of an action is, for the tests that make every call as everybody."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.core.actor import Actor
from tests.permissions.stage import Thing

Act = Callable[[Actor, str], object]


@dataclass(frozen=True)
class Call:
    """An action about a thing. `keyed`: the act finds the thing by its key.

    `person`: it takes somebody who signs in themself, no token and not the system.
    """

    action: str
    thing: Thing
    act: Act
    keyed: bool = True
    person: bool = False
