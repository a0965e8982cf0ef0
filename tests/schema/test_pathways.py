"""The pathway answer as the API gives it: conformance cases, and the things that an answer names."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from graph import service as graph
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory.models import Organization, Term
from tests.exchange.test_cases import LISTS, PATHWAYS, expand  # noqa: F401 -- a fixture
from tests.factories import accounts as people
from tests.factories import api
from tests.factories import directory as make
from tests.factories.facts import load_files
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
ANSWER = """query($question: PathwayQuestion!) { pathways(question: $question) {
  needs { need pathways { tier cost hops organizationKeys agreementKeys serviceKey unknown
    organizations { key } agreements { key } service { key } } }
  joint { organizations cost places { need place } leftOut }
  none { need funnel { step left } removedBy relaxations {
    change { languages region date practitioner } opens tier cost } }
  apart { need serviceKeys services { key } } } }"""


def asked(query: dict[str, Any]) -> dict[str, Any]:
    """The question of a case, as the API takes it."""
    question = {"needs": ["food"], "date": "2026-03-10"} | query
    if "max_hops" in question:
        question["maxHops"] = question.pop("max_hops")
    question["facts"] = [{"code": code, "holds": holds} for code, holds in question.get("facts", {}).items()]
    return question


def written(answer: dict[str, Any]) -> dict[str, Any]:
    """The API's answer, as a case writes it."""
    joint = answer["joint"]
    parts = {
        "needs": {one["need"]: [pathway(each) for each in one["pathways"]] for one in answer["needs"]},
        "none": {one["need"]: nothing(one) for one in answer["none"]},
        "apart": {one["need"]: one["serviceKeys"] for one in answer["apart"]},
        "joint": joint
        and {
            "organizations": joint["organizations"],
            "cost": joint["cost"],
            "pathways": {place["need"]: place["place"] for place in joint["places"]},
            "left_out": joint["leftOut"],
        },
    }
    return {name: part for name, part in parts.items() if part}


def pathway(one: dict[str, Any]) -> dict[str, Any]:
    assert [each["key"] for each in one["organizations"]] == one["organizationKeys"]
    assert [each["key"] for each in one["agreements"]] == one["agreementKeys"]
    assert one["service"]["key"] == one["serviceKey"]
    same = {name: one[name] for name in ("tier", "cost", "hops", "unknown")}
    return same | {
        "organizations": one["organizationKeys"],
        "agreements": one["agreementKeys"],
        "service": one["serviceKey"],
    }


def nothing(one: dict[str, Any]) -> dict[str, Any]:
    relaxations = [
        each | {"change": {name: value for name, value in each["change"].items() if value is not None}}
        for each in one["relaxations"]
    ]
    funnel = [[each["step"], each["left"]] for each in one["funnel"]]
    return {"funnel": funnel, "removed_by": one["removedBy"], "relaxations": relaxations}


@pytest.mark.shared
def test_a_case_has_its_answer(tmp_path: Path, expand: Callable[[Any], dict[str, Any]]) -> None:  # noqa: F811
    """Every fifth: all of them go through the engine itself (tests/graph, tests/exchange)."""
    Term.objects.all().delete()
    wrong = {}
    for path in sorted((PATHWAYS / "cases").glob("*.json"))[::5]:
        case = json.loads(path.read_text(encoding="utf-8"))
        files = expand(case)
        if not Term.objects.exists():
            load_files(tmp_path / "lists", {name: files[name] for name in LISTS})
        with transaction.atomic():
            load_files(tmp_path / path.stem, {name: files[name] for name in files.keys() - LISTS})
            graph.forget()
            reply = ask(ANSWER, {"question": asked(case["query"])})
            transaction.set_rollback(True)
        answer = {"refused": True} if reply.errors else written(reply.data["pathways"])
        if answer != {name: part for name, part in case["answer"].items() if part}:
            wrong[path.stem] = answer
    assert wrong == {}


@pytest.fixture
def porte() -> Organization:
    """An organization with an agreement to another, whose door opens through it only."""
    one, other = make.organization("Porte"), make.organization("Fond")
    service = make.service(other, "Consultation", door="agreement_only", facts_all=[])
    make.intake(service, "open", montreal_today().isoformat())
    row = api.agreement(one, other)
    row.terms.update(conditions_all=["urgent"])
    return one


FULL = """query($q: PathwayQuestion!) { pathways(question: $q) { date needs { pathways { tier door
    steps { giver { name } receiver { name } agreement { key } } service { name organization { name } }
    unknowns { condition subjectKind subject code whomToAsk { name } } } } } }"""


def test_each_step_and_each_unknown_is_told_with_whom_to_ask(porte: Organization) -> None:
    question = {"needs": ["legal_information"], "origin": porte.key}
    found = ask(FULL, {"q": question}).data["pathways"]["needs"][0]["pathways"][0]
    agreement = porte.agreements_out.get().key
    assert found["steps"] == [
        {"giver": {"name": "Porte"}, "receiver": {"name": "Fond"}, "agreement": {"key": agreement}}
    ]
    assert (found["tier"], found["door"]) == ("to_confirm", "agreement_only")
    assert found["unknowns"] == [
        {
            "condition": "facts.urgent", "subjectKind": "agreement", "subject": agreement,
            "code": f"facts.urgent:{agreement}", "whomToAsk": None,
        }
    ]  # fmt: skip
    certain = question | {"facts": [{"code": "urgent", "holds": True}]}
    assert ask(FULL, {"q": certain}).data["pathways"]["needs"][0]["pathways"][0]["tier"] == "certain"
    closed = question | {"facts": [{"code": "urgent", "holds": False}]}
    assert ask(FULL, {"q": closed}).data["pathways"]["needs"] == []


def test_as_many_statements_for_one_pathway_as_for_several(porte: Organization) -> None:
    reader = people.acting(Role.READER, porte)
    question = {"needs": ["legal_information"], "k": 20, "origin": porte.key}

    def asked_again() -> tuple[int, int]:
        ask(FULL, {"q": question}, actor=reader)
        reply = ask(FULL, {"q": question}, actor=reader)
        return len(reply.data["pathways"]["needs"][0]["pathways"]), reply.statements

    few, statements = asked_again()
    for _ in range(3):
        end = make.organization()
        make.intake(make.service(end, door="agreement_only"), "open", montreal_today().isoformat())
        api.agreement(porte, end)
    graph.forget()
    many, as_many = asked_again()
    assert many > few
    assert as_many == statements


def test_a_question_and_its_answer_write_nothing(porte: Organization) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask(FULL, {"q": {"needs": ["legal_information"], "age": 43}})
    assert not [one for one in captured if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
