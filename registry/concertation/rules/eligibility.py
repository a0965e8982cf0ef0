"""Whether an organization may put somebody forward as co-chair, as far as the registry can tell.

Membership and attendance are computed. What only people know (that the organization supports a candidacy, that a
candidate knows the issues) is unknown here and remains to be asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.logic import Truth, all_of

from .rule_sets import Condition

MEMBER = "represents_member_organization"
FULL_MEETINGS = "full_meetings_attended_min"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an organization: its membership on the day, and how many meetings it attended whole.

    `recorded`: of how many meetings of the group attendance was taken at all.
    """

    member: Truth
    full_meetings: int
    recorded: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition and whether it holds; `have` is the number that it was compared with, where there is one."""

    condition: Condition
    holds: Truth
    have: int | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer with its reasons. `to_ask`: conditions that the registry cannot tell."""

    holds: Truth
    judged: tuple[Judged, ...]

    @property
    def to_ask(self) -> tuple[Condition, ...]:
        return tuple(one.condition for one in self.judged if one.holds is Truth.UNKNOWN)


def eligibility(conditions: Sequence[Condition], standing: Standing) -> Eligibility:
    """Judge each condition of a rule set; without any, whoever is asked about is eligible."""
    judged = tuple(_judge(condition, standing) for condition in conditions)
    return Eligibility(all_of(one.holds for one in judged), judged)


def _judge(condition: Condition, standing: Standing) -> Judged:
    if condition.code == MEMBER:
        return Judged(condition, standing.member if condition.value else Truth.YES)
    if condition.code == FULL_MEETINGS:
        return Judged(condition, _attended(int(condition.value), standing), standing.full_meetings)
    return Judged(condition, Truth.UNKNOWN)


def _attended(least: int, standing: Standing) -> Truth:
    """Too few is a no only where the registry knows of as many meetings as are asked for."""
    if standing.full_meetings >= least:
        return Truth.YES
    return Truth.NO if standing.recorded >= least else Truth.UNKNOWN
