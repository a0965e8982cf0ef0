"""The codes that people choose from, each with its label."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from pages.directory.words import region
from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.models import Organization, Region
from registry.directory.queries import Vocabulary

Choices = list[tuple[str, Any]]


def terms(vocabulary: Vocabulary, taxonomy: str, *, leave_out: tuple[str, ...] = ()) -> Choices:
    """The terms of one list, in its order."""
    language = get_language() or "fr"
    return [
        (code, vocabulary.label(taxonomy, code, language))
        for code in vocabulary.codes(taxonomy)
        if code not in leave_out
    ]


def tree(vocabulary: Vocabulary, taxonomy: str) -> Choices:
    """The terms of a list under the broad ones that head them."""
    language = get_language() or "fr"
    heads: dict[str, Choices] = {}
    for code, term in vocabulary.codes(taxonomy).items():
        heads.setdefault(term.broader or code, []).append((code, vocabulary.label(taxonomy, code, language)))
    return [(vocabulary.label(taxonomy, head, language), inside) for head, inside in heads.items()]


def places(vocabulary: Vocabulary, *kinds: str) -> Choices:
    """Regions, provinces or countries, in their order."""
    wanted = kinds or tuple(Region.Type.values)
    return [(code, region(vocabulary, code)) for code, row in vocabulary.regions.items() if row.type in wanted]


def organizations(
    actor: Actor, apart_from: Organization, kinds: tuple[str, ...] = (), on: date | None = None
) -> Choices:
    """Every other organization that the actor may see in the same world (real, or the exercise network)."""
    found = directory.organizations(actor, kinds=kinds, exercise=apart_from.exercise)
    return _others(found, apart_from, on or montreal_today())


def all_organizations(actor: Actor, kinds: tuple[str, ...] = (), on: date | None = None, *, exercise: bool) -> Choices:
    """Every organization that the actor may see in one world: the real one, or the exercise network."""
    found = directory.organizations(actor, kinds=kinds, exercise=exercise).filter(exercise=exercise)
    return _named(found, on or montreal_today())


def answered_for(actor: Actor, apart_from: Organization) -> Choices:
    """Every other organization of the same world for which the actor decides."""
    return _others(directory.kept_up(actor, Role.ADMINISTRATOR), apart_from, montreal_today())


def _others(found: QuerySet[Organization], apart_from: Organization, day: date) -> Choices:
    """Those of the same world but this one, by their names on the day."""
    return _named(found.filter(exercise=apart_from.exercise).exclude(key=apart_from.key), day)


def _named(found: QuerySet[Organization], day: date) -> Choices:
    language = get_language() or "fr"
    return [(row.key, _with_city(row, row.name_on(day, language).text)) for row in found]


def _with_city(organization: Organization, name: str) -> str:
    return f"{name} ({organization.city})" if organization.city else name
