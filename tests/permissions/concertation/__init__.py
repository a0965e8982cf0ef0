"""Concertation on the stage: each part puts its things there, with their canaries, and lists the calls on them."""

from collections.abc import Iterator
from types import ModuleType

from tests.permissions.call import Call
from tests.permissions.concertation import activities, calendars, concerns, groups, meetings, resolutions
from tests.permissions.stage import Stage

PARTS: tuple[ModuleType, ...] = (groups, calendars, concerns, activities, meetings, resolutions)


def build(stage: Stage) -> None:
    for part in PARTS:
        part.build(stage)


def calls(stage: Stage) -> Iterator[Call]:
    for part in PARTS:
        yield from part.calls(stage)
