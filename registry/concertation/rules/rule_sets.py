"""Rule sets as data: who sits in a group, how often it meets and where, who may chair it.

A part that no source states is None or empty: what it would ask for is then not judged at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class SeatRule:
    """How many hold one role (`most` None: no limit), how they come to it, and for how long."""

    role: str
    least: int
    most: int | None
    elected: bool | None = None
    appointed_by: str | None = None
    term_years: int | None = None
    renewable: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            role=data["role"],
            least=data.get("min") or 0,
            most=data.get("max"),
            elected=data.get("elected"),
            appointed_by=data.get("appointed_by"),
            term_years=data.get("term_years"),
            renewable=data.get("renewable"),
        )


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """One of the meetings of a year, in its order: in which city, or at which occasion (`when`)."""

    order: int
    place: str | None
    when: str | None


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a group meets in a calendar year, and the meetings that each year has."""

    least: int
    most: int | None
    formats: tuple[str, ...] = ()
    pattern: tuple[MeetingRule, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            least=data.get("meetings_per_year_min") or 0,
            most=data.get("meetings_per_year_max"),
            formats=tuple(data.get("formats") or ()),
            pattern=tuple(
                MeetingRule(one["order"], one.get("place"), one.get("when")) for one in data.get("pattern") or ()
            ),
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of eligibility: a code, and what it must be (true, a number, a coalition's key)."""

    code: str
    value: Any


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What a rule set says of a group."""

    composition: str | None = None
    seats: tuple[SeatRule, ...] = ()
    cadence: Cadence | None = None
    co_chair_eligibility: tuple[Condition, ...] = ()
    conditions: tuple[Condition, ...] = field(default=())

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read `models.RuleSet.data`, which is one rule set of a facts file (docs/loading.md)."""
        cadence = data.get("cadence")
        return cls(
            composition=(data.get("composition") or {}).get("rule"),
            seats=tuple(SeatRule.of(one) for one in data.get("seats") or ()),
            cadence=Cadence.of(cadence) if cadence else None,
            co_chair_eligibility=_conditions(data.get("co_chair_eligibility")),
            conditions=_conditions(data.get("conditions")),
        )

    def seat(self, role: str) -> SeatRule | None:
        """The rule for one role; None where it says nothing of it."""
        return next((one for one in self.seats if one.role == role), None)


def _conditions(data: list[dict[str, Any]] | None) -> tuple[Condition, ...]:
    return tuple(Condition(one["code"], one["value"]) for one in data or ())
