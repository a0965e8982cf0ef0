"""What callers rely on beside the answer's list: labels, changes on a day, whom to ask, single conditions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.engines import Engine
from graph.model import (
    PRACTITIONERS,
    AgreementTerms,
    IntakePeriod,
    Network,
    OrganizationState,
    ServiceTerms,
    Tree,
)
from graph.pathways import Hop, View, conditions_of, intake_on, organization_on
from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth
from tests.graph.builder import FACTS, SEEN, network_of, question_of, read_facts

BEFORE, CHANGE = date(2026, 3, 9), date(2026, 3, 10)


def network(**rows: Any) -> Network:
    return network_of({"network": rows, "query": {}})


def services(engine: Engine, day: date, **query: Any) -> list[str]:
    answer = engine.ask(replace(question_of({"relax": [], **query}), date=day), SEEN)
    return [one.service for one in answer.needs.get("food", ())]


def test_terms_that_change_on_a_day_leave_yesterday_as_it_was(engine: Engine) -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen"}])
    (service,) = whole.services
    later = replace(service.terms[0], needs=("legal",), since=CHANGE)
    engine.load(replace(whole, services=(replace(service, terms=(*service.terms, later)),)), 1)
    assert services(engine, BEFORE) == ["s"]
    assert services(engine, CHANGE) == []


def test_an_agreement_that_changes_on_a_day_leaves_yesterday_as_it_was(engine: Engine) -> None:
    rows = {
        "services": [{"id": "s", "organization": "pantry", "door": "agreement_only"}],
        "relations": [{"id": "r", "from": "clinic", "to": "pantry"}],
    }
    whole = network(**rows)
    (edge,) = whole.agreements
    later = replace(edge.terms[0], usable=False, since=CHANGE)
    engine.load(replace(whole, agreements=(replace(edge, terms=(*edge.terms, later)),)), 1)
    assert services(engine, BEFORE, origin="clinic") == ["s"]
    assert services(engine, CHANGE, origin="clinic") == []


def test_a_change_of_terms_is_a_day_on_which_something_may_open(engine: Engine) -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen", "door": "agreement_only"}])
    (service,) = whole.services
    later = replace(service.terms[0], door="walk_in", since=date(2026, 4, 2))
    engine.load(replace(whole, services=(replace(service, terms=(*service.terms, later)),)), 1)
    (relaxation,) = engine.ask(question_of({}), SEEN).none["food"].relaxations
    assert relaxation.change == {"date": date(2026, 4, 2)}


def test_a_day_and_a_practitioner_together(engine: Engine) -> None:
    closed = {"status": "closed", "until": "2026-06-07"}
    kitchen = {"id": "s", "organization": "kitchen", "door": "professional_referral"}
    engine.load(network(services=[{**kitchen, "intake_periods": [closed, {"since": "2026-06-07"}]}]), 1)
    relaxations = engine.ask(question_of({}), SEEN).none["food"].relaxations
    assert [one.change for one in relaxations] == [
        {"date": date(2026, 6, 7), "practitioner": True},
        {"date": date(2026, 6, 8), "practitioner": True},
    ]


@pytest.mark.parametrize(("day", "expected"), [("2026-03-09", Truth.YES), ("2026-03-10", Truth.NO)])
def test_an_organization_that_closed_after_it_was_active(day: str, expected: Truth) -> None:
    whole = network(organisations=[{"id": "kitchen"}])
    states = (OrganizationState("active"), OrganizationState("closed", PartialDate.parse("2026-03-10")))
    organization = replace(whole.organizations[0], states=states)
    assert organization_on(organization, date.fromisoformat(day)) is expected


def test_an_organization_that_reopened_exists_again() -> None:
    whole = network(organisations=[{"id": "kitchen"}])
    states = (
        OrganizationState("closed", PartialDate.parse("2025")),
        OrganizationState("active", PartialDate.of(CHANGE)),
    )
    organization = replace(whole.organizations[0], states=states)
    days = (date(2024, 12, 31), date(2025, 6, 1), date(2026, 1, 1), CHANGE)
    assert [organization_on(organization, day) for day in days] == [Truth.YES, Truth.UNKNOWN, Truth.NO, Truth.YES]


def test_each_asker_sees_what_shares_a_label(engine: Engine) -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen"}, {"id": "t", "organization": "kitchen"}])
    first, second = whole.services
    engine.load(replace(whole, services=(first, replace(second, audience=frozenset({"members"})))), 1)
    everyone, member = question_of({}), frozenset({"public", "members"})
    assert [one.service for one in engine.ask(everyone, SEEN).needs["food"]] == ["s"]
    assert [one.service for one in engine.ask(everyone, member).needs["food"]] == ["s", "t"]
    assert engine.ask(everyone, frozenset()).none["food"].removed_by == "category"


def test_a_load_replaces_what_was_there_and_moves_the_position(engine: Engine) -> None:
    assert engine.position == 0
    engine.load(network(services=[{"id": "s", "organization": "kitchen"}]), 7)
    assert engine.ask(question_of({}), SEEN).position == engine.position == 7
    engine.load(network(services=[{"id": "t", "organization": "kitchen"}]), 8)
    assert services(engine, CHANGE) == ["t"]
    assert engine.position == 8


def test_the_hash_tells_contents_apart_whatever_their_order(engine: Engine) -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen"}, {"id": "t", "organization": "pantry"}])
    hashes = []
    for one in (
        whole,
        replace(whole, services=whole.services[::-1], organizations=whole.organizations[::-1]),
        replace(whole, services=whole.services[:1]),
    ):
        engine.load(one, 1)
        hashes.append(engine.content_hash())
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_confirmation_made_here_keeps_a_service_from_growing_old(engine: Engine) -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen", "since": None, "as_of": None}])
    (service,) = whole.services
    seen = Period(confirmed=date(2026, 3, 1), first_confirmed=date(2026, 2, 1))
    engine.load(replace(whole, services=(replace(service, period=seen),)), 1)
    pathways = {
        day: engine.ask(replace(question_of({}), date=day), SEEN).needs["food"][0]
        for day in (BEFORE, date(2026, 1, 31))
    }
    assert pathways[BEFORE].unknown == ()
    assert [one.code for one in pathways[date(2026, 1, 31)].unknown] == ["exists:s"]


def test_each_unknown_says_whom_to_ask(engine: Engine) -> None:
    rows = {
        "organisations": [{"id": "bridge", "status": "unknown"}],
        "services": [
            {
                "id": "s",
                "organization": "pantry",
                "door": "agreement_only",
                "languages": [],
                "populations": ["women"],
                "eligibility": {"all": ["urgent"]},
            }
        ],
        "relations": [
            {"id": "r1", "from": "clinic", "to": "bridge", "as_of": None},
            {"id": "r2", "from": "bridge", "to": "pantry"},
        ],
    }
    engine.load(network(**rows), 1)
    (pathway,) = engine.ask(question_of({"origin": "clinic", "languages": ["fr"]}), SEEN).needs["food"]
    assert {one.code: (one.subject_kind, one.whom_to_ask) for one in pathway.unknown} == {
        "confirmed:r1": ("agreement", "bridge"),
        "exists:bridge": ("organization", "bridge"),
        "language:s": ("service", "pantry"),
        "population:s": ("service", None),
        "facts.urgent:s": ("service", None),
    }
    assert pathway.steps == (Hop("clinic", "r1", "bridge"), Hop("bridge", "r2", "pantry"))
    assert pathway.door == "agreement_only"


def test_a_population_that_no_one_stated_is_asked_of_the_organization(engine: Engine) -> None:
    engine.load(network(services=[{"id": "s", "organization": "kitchen", "populations": []}]), 1)
    (pathway,) = engine.ask(question_of({}), SEEN).needs["food"]
    assert [one.whom_to_ask for one in pathway.unknown] == ["kitchen"]
    assert pathway.steps == ()


def test_a_chain_from_nobody_starts_with_any_practitioner(engine: Engine) -> None:
    rows = {
        "services": [{"id": "s", "organization": "pantry", "door": "agreement_only"}],
        "relations": [{"id": "r", "from": PRACTITIONERS, "to": "pantry"}],
    }
    engine.load(network(**rows), 1)
    (pathway,) = engine.ask(question_of({"practitioner": True}), SEEN).needs["food"]
    assert pathway.steps == (Hop(PRACTITIONERS, "r", "pantry"),)


def test_whether_people_are_taken_now() -> None:
    whole = network(services=[{"id": "s", "organization": "kitchen", "intake_periods": [{"status": "limited"}]}])
    (service,) = whole.services
    now, later, never = CHANGE, date(2026, 4, 10), date(2019, 12, 31)
    assert intake_on(service, now).truth is Truth.YES
    assert intake_on(service, now).states == ("limited",)
    assert intake_on(service, later).truth is Truth.UNKNOWN
    assert intake_on(service, never).states == (None,)


def test_an_intake_confirmed_here_is_a_yes_again() -> None:
    (service,) = network(services=[{"id": "s", "organization": "kitchen"}]).services
    old = Period(since=PartialDate.parse("2020"), as_of=PartialDate.parse("2020-06"), confirmed=date(2026, 3, 1))
    confirmed = replace(service, intake=(IntakePeriod("open", old),))
    assert intake_on(confirmed, CHANGE).truth is Truth.YES
    assert intake_on(confirmed, date(2026, 4, 1)).truth is Truth.UNKNOWN


def test_every_condition_of_a_service_can_be_looked_at_alone() -> None:
    service = {
        "id": "s",
        "organization": "kitchen",
        "languages": ["es"],
        "age_min": 18,
        "eligibility": {"all": ["urgent"]},
    }
    whole = network(services=[service])
    question = question_of({"languages": ["fr"], "age": 20})
    found = conditions_of(View(whole, SEEN), whole.services[0], question, "food")
    truths = {one.code: one.truth for one in found}
    assert truths["language"] is Truth.NO
    assert truths["age"] is Truth.YES
    assert truths["facts.urgent"] is Truth.UNKNOWN
    assert truths["intake"] is Truth.YES


def test_terms_must_cover_every_day_once() -> None:
    (service,) = network(services=[{"id": "s", "organization": "kitchen"}]).services
    first = service.terms[0]
    assert isinstance(first, ServiceTerms)
    broken = ((), (replace(first, since=CHANGE),), (first, first), (first, replace(first, since=CHANGE)) * 2)
    for terms in broken:
        with pytest.raises(ValueError, match="terms"):
            replace(service, terms=terms)
    assert AgreementTerms(frozenset()).since is None


@pytest.mark.parametrize("broader", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "missing"}])
def test_a_tree_leads_up_to_a_root(broader: dict[str, str | None]) -> None:
    with pytest.raises(ValueError, match="root"):
        Tree(broader)


def test_the_demonstration_facts_have_an_answer_to_every_need(engine: Engine) -> None:
    whole = read_facts(FACTS)
    engine.load(whole, 1)
    for need in whole.taxonomies.needs.broader:
        answer = engine.ask(question_of({"needs": [need], "region": "03", "languages": ["es"]}), SEEN)
        assert (need in answer.needs) is not (need in answer.none)
        for found in answer.none.values():
            counts = [left for _, left in found.funnel]
            assert counts == sorted(counts, reverse=True)
            assert counts[-1] == 0
