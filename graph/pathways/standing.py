"""What stands on a day, whoever asks: organizations, services and their intake (docs/pathways.md §2, §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from graph.model import DEFAULT_LIMITS, IntakePeriod, Limits, OrganizationNode, ServiceNode, ServiceTerms, at
from graph.pathways.view import View
from registry.core.dates import Basis, Period, confirmed_on
from registry.core.logic import Truth, all_of

OPEN, LIMITED, WAITLIST = ACCEPTING = ("open", "limited", "waitlist")
LIMITED_COST = 3_000
UNSTATED_WAIT_COST = 30_000
_STATE_TRUTH = {"active": Truth.YES, "unknown": Truth.UNKNOWN, "closed": Truth.NO, "merged": Truth.NO}


@dataclass(frozen=True)
class Intake:
    """Whether a service takes people on a day, in which possible states, and what the wait costs.

    None among the `states` is *no state*: perhaps nothing is said about that day. `cost` is in thousandths of
    a day.
    """

    truth: Truth
    states: tuple[str | None, ...]
    cost: int


@dataclass(frozen=True)
class Standing:
    """A service on a day, apart from whoever asks."""

    exists: Truth
    confirmed: Truth
    intake: Intake
    terms: ServiceTerms


class Day:
    """One day in a view; each thing is worked out once."""

    def __init__(self, view: View, day: date) -> None:
        self.view = view
        self.date = day
        self._organizations: dict[str, Truth] = {}
        self._services: dict[str, Standing] = {}

    def organization(self, key: str) -> Truth:
        """Whether an organization of the view exists."""
        found = self._organizations.get(key)
        if found is None:
            found = self._organizations[key] = organization_on(self.view.organizations[key], self.date)
        return found

    def service(self, service: ServiceNode) -> Standing:
        """How a service of the view stands."""
        found = self._services.get(service.key)
        if found is None:
            limits = self.view.network.limits
            found = self._services[service.key] = Standing(
                exists=all_of((service.period.holds_on(self.date), self.organization(service.organization))),
                confirmed=confirmed_on(self.date, service.period.last_confirmed, limits.service),
                intake=intake_on(service, self.date, limits),
                terms=at(service.terms, self.date),
            )
        return found


def organization_on(organization: OrganizationNode, day: date) -> Truth:
    """Whether an organization exists: no once it is closed or merged, unknown where its state is."""
    possible: set[Truth] = set()
    for state in reversed(organization.states):
        begun = Truth.YES if state.since is None else Period(since=state.since).begun_on(day)
        if begun is not Truth.NO:
            possible.add(_STATE_TRUTH[state.status])
        if begun is Truth.YES:
            break
    else:
        # Before its first state: it was there, unless that state says that nobody knows.
        first = organization.states[0].status if organization.states else "active"
        possible.add(Truth.UNKNOWN if first == "unknown" else Truth.YES)
    return possible.pop() if len(possible) == 1 else Truth.UNKNOWN


def intake_on(service: ServiceNode, day: date, limits: Limits = DEFAULT_LIMITS) -> Intake:
    """The possible states of a service's intake on a day, and what they come to (docs/pathways.md §3, §5)."""
    holding = [(one, one.period.holds_on(day)) for one in service.intake]
    possible = [one for one, holds in holding if holds is not Truth.NO]
    covered = any(holds is Truth.YES for _, holds in holding) or _cover_together(possible, day)
    states = tuple(one.status for one in possible) + (() if covered else (None,))
    accepting = [one for one in possible if one.status in ACCEPTING]
    if len(accepting) == len(states) and all(_is_confirmed(one, day, limits) for one in accepting):
        truth = Truth.YES
    else:
        truth = Truth.UNKNOWN if accepting or not covered else Truth.NO
    before = [one for one in service.intake if one.status in ACCEPTING and one.period.over_on(day) is Truth.YES]
    return Intake(truth, states, max(map(_wait, accepting or before[-1:]), default=0))


def thousandths(days: Decimal | int, parts: int = 1) -> int:
    """So many days, divided by a number of parts, in thousandths of a day, rounded half up."""
    return int((2000 * days + parts) // (2 * parts))


def _cover_together(possible: Sequence[IntakePeriod], day: date) -> bool:
    """Whether several periods, none of them surely in force, leave no gap on a day."""
    if not possible or possible[0].period.begun_on(day) is not Truth.YES:
        return False
    if possible[-1].period.over_on(day) is not Truth.NO:
        return False
    return all(_join(one.period, following.period) for one, following in pairwise(possible))


def _join(one: Period, following: Period) -> bool:
    """Whether a period ends in the very span in which the next begins."""
    bases = (one.until_basis, following.since_basis)
    return one.until is not None and one.until == following.since and Basis.PERIOD not in bases


def _is_confirmed(one: IntakePeriod, day: date, limits: Limits) -> bool:
    period = one.period
    if period.until is not None and period.until_basis is not Basis.PERIOD:
        return True
    return confirmed_on(day, period.last_confirmed, limits.intake) is Truth.YES


def _wait(one: IntakePeriod) -> int:
    if one.status == WAITLIST:
        return UNSTATED_WAIT_COST if one.wait_days is None else thousandths(one.wait_days)
    return LIMITED_COST if one.status == LIMITED else 0
