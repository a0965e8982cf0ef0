"""One search over the registry: organizations, services, groups, activities, resolutions, needs and places.

Accents, case, ligatures and punctuation don't matter, and the answer is the same on every database: everything
is compared in its folded form (`rules.phrases`), and ranked by how whole the match is; resolutions are found and
ranked by what their clauses say (`concertation.find_resolutions`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Case, IntegerField, OrderBy, Q, QuerySet, Value, When

from registry.concertation import queries as concertation
from registry.concertation.models import Activity, Group, Resolution
from registry.concertation.models.times import latest_first
from registry.core.actor import Actor
from registry.directory import queries as directory
from registry.directory import rules
from registry.directory.models import Organization, Region, Service, Term

LIMIT = 20
BY_NAME = ("sort_name", "pk")
R = TypeVar("R", Organization, Service, Group, Activity)
Named = TypeVar("Named", Term, Region)


@dataclass(frozen=True)
class Found:
    """The best matches of each kind, best first; each list has at most the asked number."""

    organizations: list[Organization] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)
    needs: list[Term] = field(default_factory=list)
    places: list[Region] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(rows) for rows in vars(self).values())


def search(actor: Actor, text: str, *, on: date | None = None, exercise: bool = False, limit: int = LIMIT) -> Found:
    """What the actor may see that has every word of the text, in any order; nothing for a text without a word."""
    words = rules.words(text)
    if not words:
        return Found()
    lists = directory.vocabulary(actor)
    activities = concertation.activities(actor, text=text, exercise=exercise)
    resolutions = concertation.find_resolutions(actor, text, exercise=exercise).select_related("coalition")
    return Found(
        organizations=_best(directory.organizations(actor, text=text, on=on, exercise=exercise), words, limit),
        services=_best(directory.services(actor, text=text, on=on, exercise=exercise), words, limit),
        groups=_best(concertation.groups(actor, text=text, exercise=exercise), words, limit),
        activities=_best(activities, words, limit, latest_first()),
        resolutions=list(resolutions[:limit]),
        needs=_labelled(lists.codes("needs").values(), words, limit),
        places=_labelled(lists.regions.values(), words, limit),
    )


def _best(found: QuerySet[R], words: list[str], limit: int, then: tuple[OrderBy | str, ...] = BY_NAME) -> list[R]:
    whole = " ".join(words)
    each_begins = Q()
    for word in words:
        each_begins &= Q(folded__contains=f"{rules.BAR}{word}") | Q(folded__contains=f" {word}")
    rank = Case(
        When(folded__contains=f"{rules.BAR}{whole}{rules.BAR}", then=Value(0)),
        When(folded__contains=f"{rules.BAR}{whole}", then=Value(1)),
        When(each_begins, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return list(found.order_by(rank, *then)[:limit])


def _labelled(rows: Iterable[Named], words: list[str], limit: int) -> list[Named]:
    """The few terms and places, ranked in the same way by their labels in every language."""
    ranked = [(rank, row) for row in rows if (rank := _rank(_folded(row), words)) is not None]
    ranked.sort(key=lambda one: (one[0], one[1].position))
    return [row for _, row in ranked[:limit]]


def _folded(row: Term | Region) -> str:
    if isinstance(row, Region):
        return rules.phrases([*row.names.values(), row.chief_city, row.code])
    return rules.phrases(row.labels.values())


def _rank(folded: str, words: list[str]) -> int | None:
    whole = " ".join(words)
    if not all(word in folded for word in words):
        return None
    if f"{rules.BAR}{whole}{rules.BAR}" in folded:
        return 0
    if f"{rules.BAR}{whole}" in folded:
        return 1
    return 2 if all(f"{rules.BAR}{word}" in folded or f" {word}" in folded for word in words) else 3
