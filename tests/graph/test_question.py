"""What is refused, and with which code."""

from typing import Any

import pytest

from graph.engines import Engine
from graph.pathways import Question, QuestionRefused
from registry.core.errors import ErrorCode
from tests.graph.builder import SEEN, network_of, question_of

NETWORK = {"organisations": [{"id": "clinic"}, {"id": "secret", "hidden": True}]}


def refusal(engine: Engine, query: dict[str, Any]) -> QuestionRefused:
    engine.load(network_of({"network": NETWORK, "query": {}}), 1)
    with pytest.raises(QuestionRefused) as refused:
        engine.ask(question_of(query), SEEN)
    return refused.value


@pytest.mark.parametrize(
    ("query", "code", "field", "params"),
    [
        ({"needs": []}, ErrorCode.MISSING, "needs", {}),
        (
            {"needs": ["food", "legal", "health", "housing", "language", "employment", "education"]},
            ErrorCode.TOO_MANY,
            "needs",
            {"max": 6},
        ),
        ({"needs": ["fod"]}, ErrorCode.UNKNOWN_CODE, "needs", {"value": "fod"}),
        ({"languages": ["fr", "xx"]}, ErrorCode.UNKNOWN_CODE, "languages", {"value": "xx"}),
        ({"populations": ["tourist"]}, ErrorCode.UNKNOWN_CODE, "populations", {"value": "tourist"}),
        ({"facts": {"tall": True}}, ErrorCode.UNKNOWN_CODE, "facts", {"value": "tall"}),
        ({"region": "18"}, ErrorCode.UNKNOWN_CODE, "region", {"value": "18"}),
        ({"relax": ["age"]}, ErrorCode.UNKNOWN_CODE, "relax", {"value": "age"}),
        ({"k": 0}, ErrorCode.NUMBER_OUT_OF_RANGE, "k", {"min": 1, "max": 20}),
        ({"k": 21}, ErrorCode.NUMBER_OUT_OF_RANGE, "k", {"min": 1, "max": 20}),
        ({"max_hops": 5}, ErrorCode.NUMBER_OUT_OF_RANGE, "max_hops", {"min": 0, "max": 4}),
        ({"age": -1}, ErrorCode.NUMBER_OUT_OF_RANGE, "age", {"min": 0, "max": 150}),
        ({"populations": ["everyone"]}, ErrorCode.NEVER_ASKED, "populations", {"value": "everyone"}),
        ({"facts": {"practitioner_refers": False}}, ErrorCode.NEVER_ASKED, "facts", {"value": "practitioner_refers"}),
        (
            {"populations": ["gar"], "facts": {"refugee": False}},
            ErrorCode.CONTRADICTORY_FACT,
            "facts",
            {"value": "refugee"},
        ),
    ],
)
def test_a_question_that_is_none(
    engine: Engine, query: dict[str, Any], code: ErrorCode, field: str, params: dict[str, object]
) -> None:
    refused = refusal(engine, query)
    assert (refused.code, refused.field, refused.params) == (code, field, params)


def test_an_origin_that_is_hidden_equals_one_that_does_not_exist(engine: Engine) -> None:
    hidden, missing = refusal(engine, {"origin": "secret"}), refusal(engine, {"origin": "nobody"})
    assert (hidden.code, hidden.field) == (missing.code, missing.field) == (ErrorCode.UNKNOWN_CODE, "origin")


def test_the_bounds_of_each_number_are_accepted(engine: Engine) -> None:
    engine.load(network_of({"network": NETWORK, "query": {}}), 1)
    for numbers in ({"k": 1, "max_hops": 0, "age": 0}, {"k": 20, "max_hops": 4, "age": 150}):
        assert engine.ask(question_of(numbers), SEEN).none


def test_a_question_about_the_last_day_of_the_calendar_has_an_answer(engine: Engine) -> None:
    engine.load(network_of({"network": NETWORK, "query": {}}), 1)
    question: Question = question_of({"date": "9999-12-31"})
    assert engine.ask(question, SEEN).none["food"].relaxations == ()
