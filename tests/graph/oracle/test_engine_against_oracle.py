"""Every engine gives the whole answer that the oracle gives, on made-up networks and on the demonstration's.

ORACLE_EXAMPLES=5000 makes up that many networks instead of a few, ORACLE_FIRST=1000 begins at another one:
a network, its questions and its changes all follow from one number, that of the test.
"""

import json
from functools import cache
from os import environ
from typing import Any

import pytest

from graph.engines import Engine
from graph.pathways import QuestionRefused
from tests.graph.builder import FACTS, SEEN, network_of, question_of, read_facts
from tests.graph.oracle import answer
from tests.graph.oracle.crowds import crowd
from tests.graph.oracle.dice import Dice
from tests.graph.oracle.networks import Files, changed, network
from tests.graph.oracle.questions import question
from tests.graph.written import written

FIRST = int(environ.get("ORACLE_FIRST", "0"))
EXAMPLES = int(environ.get("ORACLE_EXAMPLES", "60"))
QUESTIONS, CHANGES = 3, 2
MOST_NEEDS = 2
"""On the demonstration's network: the oracle tries every joint plan."""

TIMES = ["2022-06-15", "2023-11-01", "2024-09-04"]
"""When most of what the demonstration tells was fresh."""


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


@pytest.mark.parametrize("number", range(FIRST, FIRST + EXAMPLES))
def test_same_joint_plan(engine: Engine, number: int) -> None:
    files, query = crowd(Dice(number))
    load(engine, files)
    assert given(engine, query) == expected(files, query), query


@pytest.mark.parametrize("number", range(FIRST, FIRST + EXAMPLES // 4))
def test_same_answer_about_the_demonstration(engine: Engine, number: int) -> None:
    files, dice = demonstration(), Dice(number)
    query = question(dice, files)
    query |= {"needs": query["needs"][:MOST_NEEDS], "relax": dice.some(query["relax"], 1)}
    query["date"] = dice.choice([query["date"], *TIMES])
    engine.load(read_facts(FACTS), position=1)
    assert given(engine, query) == expected(files, query), query


@cache
def demonstration() -> Files:
    names = ("organisations", "services", "relations", "taxonomies", "regions")
    return {name: json.loads((FACTS / f"{name}.json").read_text(encoding="utf-8")) for name in names}


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
