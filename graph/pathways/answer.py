"""The answer (docs/pathways.md §5 to §7). Costs are in thousandths of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from graph.model import PRACTITIONERS
from graph.pathways.conditions import Condition
from graph.pathways.question import Question

UNKNOWN_COST = 500


class Tier(StrEnum):
    """How sure a pathway is; a certain one comes before every one to confirm."""

    CERTAIN = "certain"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True)
class Unknown:
    """One condition of one subject that nobody settled.

    `whom_to_ask` is the organization that can, or None: the person whom the question is about.
    """

    condition: Condition
    subject_kind: Literal["organization", "service", "agreement"]
    subject: str
    whom_to_ask: str | None

    @property
    def code(self) -> str:
        """As `language:svc-1` or `facts.urgent:rel-1`."""
        return f"{self.condition.code}:{self.subject}"


class Hop(NamedTuple):
    """One step of a chain; the giver is PRACTITIONERS where any practitioner may take it."""

    giver: str
    agreement: str
    receiver: str


@dataclass(frozen=True)
class Pathway:
    """A service that opens, and through whom.

    A straight pathway has no agreement and lists the service's organization alone; a chain lists its
    organizations from its start to its end.
    """

    tier: Tier
    cost: int
    organizations: tuple[str, ...]
    service: str
    agreements: tuple[str, ...]
    door: str
    unknown: tuple[Unknown, ...]

    @property
    def hops(self) -> int:
        """How many agreements it uses."""
        return len(self.agreements)

    @property
    def steps(self) -> tuple[Hop, ...]:
        """Its agreements, each with who gives and who receives."""
        if not self.agreements:
            return ()
        receivers = self.organizations[-self.hops :]
        start = self.organizations[0] if len(self.organizations) > self.hops else PRACTITIONERS
        return tuple(map(Hop, (start, *receivers), self.agreements, receivers))


@dataclass(frozen=True)
class Place:
    """What a joint plan takes for one need: a pathway, and its place in that need's list, from 0."""

    need: str
    place: int
    pathway: Pathway


@dataclass(frozen=True)
class JointPlan:
    """The best pathways together: how many organizations there are to visit, and the total cost."""

    organizations: int
    cost: int
    places: tuple[Place, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Relaxation:
    """A question that would have an answer: what changes in it, by field, and what that opens.

    `opens` counts services; tier and cost are those of the best pathway.
    """

    change: Mapping[str, object]
    opens: int
    tier: Tier
    cost: int


@dataclass(frozen=True)
class NothingFound:
    """Why a need has no pathway: how many services each step left, and what would open one."""

    funnel: tuple[tuple[str, int], ...]
    removed_by: str
    relaxations: tuple[Relaxation, ...]


@dataclass(frozen=True)
class Answer:
    """What each need gets: the best pathways in order, or why there is none.

    `apart` lists, by need, services that only a government refers to. `position` is that of the journal
    that the network reflects.
    """

    question: Question = field(repr=False)
    needs: Mapping[str, tuple[Pathway, ...]]
    none: Mapping[str, NothingFound]
    apart: Mapping[str, tuple[str, ...]]
    joint: JointPlan | None
    position: int = field(default=0)
