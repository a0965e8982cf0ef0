"""Nothing found: what would have to change for something to open (docs/pathways.md §7)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain, combinations, islice

from graph.pathways.answer import NothingFound, Relaxation
from graph.pathways.circumstances import Circumstances
from graph.pathways.person import Person
from graph.pathways.question import DATE, LANGUAGE, PRACTITIONER, REGION, RELAXABLE, Question
from graph.pathways.sought import Sought
from graph.pathways.standing import Day
from graph.pathways.view import View

DAYS_AHEAD = 90
MOST_RELAXATIONS = 5

Change = Mapping[str, object]


def nothing_found(view: View, question: Question, need: str, sought: Sought) -> NothingFound:
    """Why a need has no pathway, and the nearest changes that would open one."""
    funnel = sought.funnel()
    removed_by = next(step for step, left in funnel if left == 0)
    return NothingFound(funnel, removed_by, tuple(Relaxations(view, question, need).nearest()))


class Relaxations:
    """The changes of a question under which one need of it would have a pathway."""

    def __init__(self, view: View, question: Question, need: str) -> None:
        self._view = view
        self._question = question
        self._need = need
        self._circumstances: dict[tuple[date, bool], Circumstances] = {}

    def nearest(self) -> list[Relaxation]:
        """At most five: single changes or, if none opens anything, pairs of them."""
        kinds = [kind for kind in RELAXABLE if kind in self._question.relax and self._applies(kind)]
        single = list(chain.from_iterable(self._first_open(kind, {}) for kind in kinds))
        if single:
            return single[:MOST_RELAXATIONS]
        pairs = (
            relaxation
            for earlier, later in combinations(kinds, 2)
            for change in self._values(earlier, later)
            for relaxation in self._first_open(later, change)
        )
        return list(islice(pairs, MOST_RELAXATIONS))

    def _applies(self, kind: str) -> bool:
        """Whether there is anything to relax: a condition that was not asked for is none."""
        asked = self._question
        return {
            LANGUAGE: bool(asked.languages),
            REGION: asked.region is not None,
            DATE: True,
            PRACTITIONER: not asked.practitioner,
        }[kind]

    def _first_open(self, kind: str, change: Change) -> Iterator[Relaxation]:
        """What the nearest values of a kind open that open anything, on top of another change."""
        for ring in self._rings(kind):
            found = [one for value in ring if (one := self._opened({**change, **value})) is not None]
            if found:
                yield from found
                return

    def _rings(self, kind: str) -> Iterator[list[Change]]:
        """The values of a kind, the nearest first, those equally near together.

        Of the days, only those on which anything begins or ends: in between nothing opens.
        """
        if kind == LANGUAGE:
            yield [{"languages": (*self._question.languages, code)} for code in self._other_languages]
        elif kind == REGION and self._question.region is not None:
            for ring in self._view.network.regions.rings(self._question.region):
                yield [{"region": code} for code in ring]
        elif kind == DATE:
            for day in self._turning_days:
                yield [{"date": day}]
        elif kind == PRACTITIONER:
            yield [{"practitioner": True}]

    def _values(self, kind: str, later: str) -> Iterator[Change]:
        """Every value of the earlier kind of a pair, by code; of the days, only those on which the pair opens."""
        if kind == DATE:
            yield from self._days_opening(later)
        elif kind == REGION:
            values = chain.from_iterable(self._rings(kind))
            yield from sorted(values, key=lambda value: str(value["region"]))
        else:
            yield from chain.from_iterable(self._rings(kind))

    def _days_opening(self, later: str) -> Iterator[Change]:
        """The later days on which a value of another kind opens something: nothing changes within a span."""
        opens: dict[int, bool] = {}
        first, last = self._question.date.toordinal() + 1, self._last_day.toordinal()
        for day in map(date.fromordinal, range(first, last + 1)):
            span = bisect_right(self._turning_days, day)
            if span not in opens:
                opens[span] = next(self._first_open(later, {"date": day}), None) is not None
            if opens[span]:
                yield {"date": day}

    @cached_property
    def _other_languages(self) -> list[str]:
        """The languages that a service for this need speaks, beyond those asked for."""
        services = self._view.seeking(self._need)
        spoken = {code for service in services for terms in service.terms for code in terms.languages}
        return sorted(spoken - set(self._question.languages))

    @cached_property
    def _last_day(self) -> date:
        return date.fromordinal(min(self._question.date.toordinal() + DAYS_AHEAD, date.max.toordinal()))

    @cached_property
    def _turning_days(self) -> list[date]:
        return list(self._view.turning_days(self._question.date, self._last_day))

    def _opened(self, change: Change) -> Relaxation | None:
        """What a changed question opens; None if nothing."""
        question: Question = replace(self._question, **change)  # type: ignore[arg-type]
        sought = Sought(self._around(question), question, self._need)
        best = next(sought.pathways(), None)
        if best is None:
            return None
        return Relaxation(change, len(sought.reached), best.tier, best.cost)

    def _around(self, question: Question) -> Circumstances:
        key = (question.date, question.practitioner)
        if key not in self._circumstances:
            person = Person(question, self._view.network.taxonomies)
            self._circumstances[key] = Circumstances(Day(self._view, question.date), person, question.origin)
        return self._circumstances[key]
