"""One need of a question: which services remain after each step, and the pathways to them."""

from collections.abc import Iterator
from functools import cached_property
from heapq import merge

from graph.model import GOVERNMENT_DOOR, ServiceNode
from graph.pathways.answer import UNKNOWN_COST, Pathway, Tier, Unknown
from graph.pathways.chains import Candidate, Chains, Found
from graph.pathways.circumstances import Circumstances
from graph.pathways.conditions import STEPS, Condition, category, conditions
from graph.pathways.question import Question
from registry.core.logic import Truth

_EXAMINED = STEPS[: STEPS.index("door")]


class Sought:
    """The search for one need; what is worked out is worked out when it is asked for, once."""

    def __init__(self, circumstances: Circumstances, question: Question, need: str) -> None:
        self._circumstances = circumstances
        self._question = question
        self._need = need
        self._kept = dict.fromkeys(STEPS, 0)
        seen = circumstances.day.view.seeking(need)
        self.candidates = [found for found in map(self._examine, seen) if found is not None]

    @cached_property
    def hops(self) -> dict[str, int]:
        """The fewest agreements that lead to each candidate at which one arrives, however many these are."""
        roads, found = self._circumstances.roads, {}
        for one in self.candidates:
            hops = 0 if one.straight else roads(one.matched).hops(one.service, one.terms)
            if hops is not None:
                found[one.service.key] = hops
        return found

    @cached_property
    def reached(self) -> frozenset[str]:
        """The services to which some pathway leads."""
        return frozenset(key for key, hops in self.hops.items() if hops <= self._question.max_hops)

    def apart(self) -> tuple[str, ...]:
        """The services of a government door that meet every condition and that no pathway reaches."""
        doors = (one for one in self.candidates if one.terms.door == GOVERNMENT_DOOR)
        return tuple(sorted(one.service.key for one in doors if one.service.key not in self.reached))

    def funnel(self) -> tuple[tuple[str, int], ...]:
        """How many services are left after each step (docs/pathways.md §7)."""
        led = (
            one for one in self.candidates if one.straight or self._circumstances.is_led_into(one.service, one.terms)
        )
        last = {"door": sum(1 for _ in led), "corridor": len(self.hops), "hops": len(self.reached)}
        return tuple((step, last.get(step, self._kept[step])) for step in STEPS)

    def pathways(self) -> Iterator[Pathway]:
        """The pathways in their total order, each as it is reached (docs/pathways.md §5)."""
        candidates = {one.service.key: one for one in self.candidates}
        listed: set[tuple[tuple[str, ...], str]] = set()
        for tier in Tier:
            for found in self._found(tier is Tier.CERTAIN):
                if (found.organizations, found.service) not in listed:
                    listed.add((found.organizations, found.service))
                    yield Pathway(
                        tier=tier,
                        cost=found.cost,
                        organizations=found.organizations,
                        service=found.service,
                        agreements=found.agreements,
                        door=candidates[found.service].terms.door,
                        unknown=tuple(sorted(found.unknown, key=lambda unknown: unknown.code)),
                    )

    def _examine(self, service: ServiceNode) -> Candidate | None:
        """The service as a candidate, or None; either way the funnel counts the steps that it passed."""
        unknown, failed = [], None
        here = self._circumstances
        for step, condition in conditions(service, here.day, here.person, self._question, self._need):
            if condition.truth is Truth.NO:
                failed = step
                break
            if condition.truth is Truth.UNKNOWN:
                unknown.append(_unknown(service, condition))
        for step in _EXAMINED:
            if step == failed:
                return None
            self._kept[step] += 1
        standing = here.day.service(service)
        matched = category(standing.terms, self._need, here.day.view.network.taxonomies.needs)[1]
        return Candidate(
            service=service,
            terms=standing.terms,
            matched=matched,
            straight=here.opens_straight(service, standing.terms, matched),
            cost=standing.intake.cost + UNKNOWN_COST * len(unknown),
            unknown=tuple(unknown),
        )

    def _found(self, sure: bool) -> Iterator[Found]:
        """The ways into the candidates of one tier, in order; a straight one may be followed by a chain."""
        straight = sorted(
            Found(one.cost, 0, (one.service.organization,), one.service.key, (), one.unknown)
            for one in self.candidates
            if one.straight and sure is (not one.unknown)
        )
        groups: dict[frozenset[str], dict[str, list[Candidate]]] = {}
        for one in self.candidates:
            groups.setdefault(one.matched, {}).setdefault(one.service.organization, []).append(one)
        chains = [
            Chains(self._circumstances, self._circumstances.roads(matched), ends, sure).search(self._question.max_hops)
            for matched, ends in groups.items()
        ]
        return merge(straight, *chains, key=lambda found: found[:5])


def _unknown(service: ServiceNode, condition: Condition) -> Unknown:
    whom = None if condition.of_person else service.organization
    return Unknown(condition, "service", service.key, whom)
