"""The question that the demonstration is made for, on the exercise network and on the sourced facts.

A family that asks for asylum and speaks Spanish is in Québec City tonight and needs a bed and a lawyer.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from graph.engines.embedded import EmbeddedEngine
from graph.pathways import Answer, Pathway, Question, Tier
from tests.demo.folders import EXERCISE, FACTS, TODAY, Folder
from tests.graph.builder import SEEN, network_of

BED, LAWYER = "temporary_housing", "legal_representation"
FAMILY: Mapping[str, Any] = {
    "languages": ("es",),
    "populations": ("claimant", "families"),
    "region": "03",
}
PRESSED: Mapping[str, Any] = {**FAMILY, "facts": {"urgent": True, "unrepresented": True}}

Ask = Callable[..., Answer]


def _asking(folder: Folder) -> Ask:
    agreements = [
        {**row, **row["corridor"], **row["corridor"].get("metrics", {})}
        for row in folder.rows("relations")
        if row["corridor"] and row["to_type"] == "organization"
    ]
    lists = {name: folder.rows(name) for name in ("organisations", "services")}
    engine = EmbeddedEngine()
    engine.load(network_of({"network": {**lists, "relations": agreements}, "query": {}}), position=1)

    def ask(*needs: str, **said: Any) -> Answer:
        return engine.ask(Question(**{"needs": needs, "date": TODAY, **said}), SEEN)

    return ask


@pytest.fixture(scope="module")
def exercise() -> Ask:
    """Asks the exercise network."""
    return _asking(EXERCISE)


@pytest.fixture(scope="module")
def facts() -> Ask:
    """Asks the sourced facts."""
    return _asking(FACTS)


def _ways(answer: Answer, need: str, tier: Tier) -> list[tuple[str, ...]]:
    return [(*way.organizations, way.service) for way in answer.needs[need] if way.tier is tier]


def _best(answer: Answer, need: str) -> Pathway:
    return answer.needs[need][0]


def test_a_bed_is_found_straight_and_over_one_two_and_three_organizations(exercise: Ask) -> None:
    answer = exercise(BED, origin="ex-hublot", k=20, **PRESSED)
    assert _ways(answer, BED, Tier.CERTAIN) == [
        ("ex-theiere", "ex-theiere-dortoir"),
        ("ex-hublot", "ex-parapluie", "ex-parapluie-chambres"),
        ("ex-hublot", "ex-theiere", "ex-theiere-dortoir"),
        ("ex-hublot", "ex-theiere", "ex-grelot", "ex-citrouille", "ex-citrouille-repit"),
        ("ex-hublot", "ex-sextant", "ex-escargot", "ex-escargot-passerelles"),
    ]
    assert [way.hops for way in answer.needs[BED]][:5] == [0, 1, 1, 3, 2]


def test_a_bed_whose_languages_nobody_stated_is_to_confirm_with_its_organization(exercise: Ask) -> None:
    answer = exercise(BED, origin="ex-hublot", k=20, **PRESSED)
    assert _ways(answer, BED, Tier.TO_CONFIRM)[0] == ("ex-grelot", "ex-grelot-sejour")
    doubts = {(one.code, one.whom_to_ask) for way in answer.needs[BED] for one in way.unknown}
    assert doubts == {("language:ex-grelot-sejour", "ex-grelot")}


def test_the_bed_behind_the_governments_door_is_listed_apart(exercise: Ask) -> None:
    assert exercise(BED, origin="ex-hublot", **PRESSED).apart[BED] == ("ex-mappemonde-hotel",)


def test_a_lawyer_is_found_through_agreements_the_form_of_any_practitioner_and_straight(exercise: Ask) -> None:
    answer = exercise(LAWYER, origin="ex-hublot", **PRESSED)
    assert _ways(answer, LAWYER, Tier.CERTAIN) == [
        ("ex-hublot", "ex-theiere", "ex-plume", "ex-plume-urgence"),
        ("ex-hublot", "ex-parapluie", "ex-parapluie-avocate"),
        ("ex-plume", "ex-plume-asile"),
        ("ex-horloge", "ex-horloge-recours"),
    ]
    assert answer.needs[LAWYER][2].agreements == ("ex-entente-intervenants-plume",)
    assert answer.needs[LAWYER][3].agreements == ()
    assert _ways(answer, LAWYER, Tier.TO_CONFIRM) == [
        ("ex-hublot", "ex-theiere", "ex-thermometre", "ex-horloge", "ex-horloge-survivance")
    ]


def test_one_house_for_both_beats_the_cheapest_of_each(exercise: Ask) -> None:
    answer = exercise(BED, LAWYER, origin="ex-hublot", **PRESSED)
    assert answer.joint is not None
    assert answer.joint.organizations == 1
    assert {place.pathway.organizations[-1] for place in answer.joint.places} == {"ex-parapluie"}
    assert {_best(answer, need).organizations[-1] for need in (BED, LAWYER)} == {"ex-theiere", "ex-plume"}


def test_what_was_not_said_is_to_confirm_and_what_was_denied_closes(exercise: Ask) -> None:
    silent = exercise(LAWYER, origin="ex-hublot", **FAMILY)
    assert ("ex-hublot", "ex-theiere", "ex-plume", "ex-plume-urgence") in _ways(silent, LAWYER, Tier.TO_CONFIRM)
    denied = exercise(LAWYER, origin="ex-hublot", k=20, facts={"urgent": False}, **FAMILY)
    assert "ex-plume-urgence" not in {way.service for way in denied.needs[LAWYER]}


@pytest.mark.parametrize(
    ("need", "said", "removed_by", "opening"),
    [
        (
            "mental_health",
            {**FAMILY, "practitioner": True},
            "language",
            [{"languages": ("es", code)} for code in ("ar", "en", "fr")],
        ),
        ("childcare", {**FAMILY, "age": 3}, "region", [{"region": "12"}]),
        ("labour_rights", {"region": "03"}, "region", [{"region": code} for code in ("06", "13", "16")]),
        ("french_courses", FAMILY, "intake", [{"date": TODAY + timedelta(days=40)}]),
        ("mental_health", {**FAMILY, "languages": ("fr",)}, "corridor", [{"practitioner": True}]),
        (
            "mental_health",
            FAMILY,
            "language",
            [{"languages": ("es", code), "practitioner": True} for code in ("ar", "en", "fr")],
        ),
        ("legal_family", {"region": "03", "practitioner": True}, "intake", []),
        ("reception_gar", {"region": "03", "populations": ("gar",)}, "door", []),
    ],
)
def test_what_is_not_found_says_what_is_in_the_way_and_what_would_open_it(
    exercise: Ask, need: str, said: dict[str, Any], removed_by: str, opening: list[dict[str, Any]]
) -> None:
    nothing = exercise(need, **said).none[need]
    assert nothing.removed_by == removed_by
    assert [dict(one.change) for one in nothing.relaxations] == opening


def test_a_planned_change_of_intake_is_in_the_answer_of_its_day(exercise: Ask) -> None:
    today = exercise("psychosocial_support", **FAMILY)
    assert _best(today, "psychosocial_support").service == "ex-hublot-soutien"
    suspended = exercise("psychosocial_support", **{**FAMILY, "date": TODAY + timedelta(days=20)})
    nothing = suspended.none["psychosocial_support"]
    assert nothing.removed_by == "intake"
    assert [dict(one.change) for one in nothing.relaxations] == [{"date": TODAY + timedelta(days=45)}]


@pytest.mark.parametrize(
    ("agreement", "origin", "need"),
    [
        ("ex-entente-horloge-plume", "ex-horloge", LAWYER),
        ("ex-entente-hublot-escargot", "ex-hublot", BED),
        ("ex-entente-cerf-volant-hublot", "ex-cerf-volant", "claimant_support"),
        ("ex-entente-cerf-volant-escargot", "ex-cerf-volant", BED),
    ],
)
def test_an_agreement_in_development_suspended_over_or_not_begun_is_not_used(
    exercise: Ask, agreement: str, origin: str, need: str
) -> None:
    answer = exercise(need, origin=origin, k=20)
    assert agreement not in {used for way in answer.needs[need] for used in way.agreements}


def test_an_agreement_is_used_from_the_day_on_which_it_begins(exercise: Ask) -> None:
    answer = exercise(BED, origin="ex-cerf-volant", k=20, date=TODAY + timedelta(days=30), **FAMILY)
    used = {agreement for way in answer.needs[BED] for agreement in way.agreements}
    assert "ex-entente-cerf-volant-escargot" in used


def test_what_nobody_confirmed_lately_is_never_certain(exercise: Ask) -> None:
    coat = _best(exercise("material_aid", region="03", languages=("fr",)), "material_aid")
    assert {one.code for one in coat.unknown} == {
        "confirmed:ex-theiere-vestiaire",
        "intake:ex-theiere-vestiaire",
    }
    flat = exercise("housing_search", origin="ex-citrouille", region="06", k=20)
    doubts = {one.code for way in flat.needs["housing_search"] for one in way.unknown if way.agreements}
    assert "confirmed:ex-entente-citrouille-escargot" in doubts


@pytest.mark.parametrize("origin", [None, "cmq"])
def test_the_sourced_facts_answer_honestly(facts: Ask, origin: str | None) -> None:
    """In Québec City no source knows of a bed or a lawyer for this family; in Montréal beds are to confirm."""
    answer = facts(BED, LAWYER, origin=origin, practitioner=True, **PRESSED)
    assert not answer.needs.get(BED)
    assert not answer.needs.get(LAWYER)
    assert {need: nothing.removed_by for need, nothing in answer.none.items()} == {BED: "region", LAWYER: "region"}
    elsewhere = answer.none[BED].relaxations
    assert [(dict(one.change), one.tier) for one in elsewhere] == [({"region": "06"}, Tier.TO_CONFIRM)]
    assert answer.none[LAWYER].relaxations == ()
