"""Every door, condition and step that an answer may name has its words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from graph import projection
from graph.pathways import STEPS as ENGINE_STEPS
from graph.pathways import Question, View, conditions_of
from pages.directory.words import DOORS
from pages.finder.wording import OF_PERSON, REMOVED, STEPS, UNKNOWN, ages, ask_whom, delay
from registry.core.dates import montreal_today
from tests.factories.directory import service
from tests.factories.finder import town


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with override("fr"):
        yield


TAXONOMIES = Path(__file__).parents[2] / "demo/facts/taxonomies.json"


def test_every_door_has_its_words() -> None:
    doors = json.loads(TAXONOMIES.read_text(encoding="utf-8"))["doors"]
    assert {door["code"] for door in doors} == set(DOORS)


def test_every_step_of_the_funnel_has_its_words() -> None:
    assert list(STEPS) == list(REMOVED) == list(ENGINE_STEPS)


@pytest.mark.django_db
def test_every_condition_of_a_service_can_be_asked_about() -> None:
    town()
    key = service(facts_all=["urgent"], facts_any=["homeless"], age_min=12).key
    view = View(projection.network(), frozenset([projection.PUBLIC]))
    conditions = conditions_of(view, view.services[key], Question(("food",), montreal_today()), "food")
    assert {"facts", "age", "intake"} < {condition.name for condition in conditions}
    for condition in conditions:
        decided = condition.name == "audience"  # for persons or not: never unknown
        asked = condition.name in OF_PERSON if condition.of_person else ("service", condition.name) in UNKNOWN
        assert asked is not decided


def test_every_condition_of_an_agreement_can_be_asked_about() -> None:
    assert {name for kind, name in UNKNOWN if kind == "agreement"} == {"exists", "confirmed", "needs"}
    assert {"facts", "population"} <= set(OF_PERSON)


def test_whoever_can_settle_it_is_named() -> None:
    assert ask_whom("si", "Plume", to_person=False) == "Demandez à Plume si."
    assert ask_whom("si", None, to_person=False) == "Demandez à la personne si."
    assert ask_whom("si", None, to_person=True) == "Vérifiez si."


@pytest.mark.parametrize(
    ("cost", "words"),
    [(0, "le jour même"), (500, "moins d'un jour"), (1499, "environ 1 jour"), (1500, "environ 2 jours"),
     (30_000, "environ 30 jours"), (75_000, "environ 3 mois")],
)  # fmt: skip
def test_a_delay_is_told_as_people_say_it(cost: int, words: str) -> None:
    assert delay(cost).replace("’", "'") == words


@given(st.integers(0, 10**9), st.sampled_from(["fr", "en", "es"]))
def test_any_delay_can_be_told(cost: int, language: str) -> None:
    with override(language):
        assert delay(cost)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(12, 17, "de 12 à 17 ans"), (18, None, "18 ans et plus"), (None, 17, "17 ans et moins"), (None, None, "")],
)
def test_ages_are_told_with_both_limits(least: int | None, most: int | None, words: str) -> None:
    assert ages(least, most) == words
