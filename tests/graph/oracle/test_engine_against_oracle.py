"""Every engine gives the whole answer that the oracle gives, on networks and questions that are made up.

ORACLE_EXAMPLES=5000 makes up that many networks instead of a few, ORACLE_FIRST=1000 begins at another one:
a network, its questions and its changes all follow from one number.
"""

from os import environ
from typing import Any

import pytest

from graph.engines import Engine
from graph.pathways import QuestionRefused
from tests.graph.builder import SEEN, network_of, question_of
from tests.graph.oracle import answer
from tests.graph.oracle.dice import Dice
from tests.graph.oracle.networks import Files, changed, network
from tests.graph.oracle.questions import question
from tests.graph.written import written

FIRST = int(environ.get("ORACLE_FIRST", "0"))
EXAMPLES = int(environ.get("ORACLE_EXAMPLES", "60"))
QUESTIONS, CHANGES = 3, 2


@pytest.mark.parametrize("number", range(FIRST, FIRST + EXAMPLES))
def test_same_answer(engine: Engine, number: int) -> None:
    dice = Dice(number)
    files = network(dice)
    queries = [question(dice, files) for _ in range(QUESTIONS)]
    load(engine, files)
    for query in queries:
        assert given(engine, query) == expected(files, query), query
    for _ in range(CHANGES):
        files = changed(dice, files)
        load(engine, files)
        query = question(dice, files)
        assert given(engine, query) == expected(files, query), query


def load(engine: Engine, files: Files) -> None:
    """The files as the one small case that they are."""
    agreements = [{**row, **row["corridor"], **row["corridor"]["metrics"]} for row in files["relations"]["relations"]]
    rows = {
        "organisations": files["organisations"]["organisations"],
        "services": files["services"]["services"],
        "relations": agreements,
    }
    engine.load(network_of({"network": rows, "query": {}}), position=1)


def given(engine: Engine, query: dict[str, Any]) -> dict[str, Any]:
    try:
        return written(engine.ask(question_of(query), SEEN))
    except QuestionRefused:
        return {"refused": True}


def expected(files: Files, query: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in answer(files, query).items() if part}
