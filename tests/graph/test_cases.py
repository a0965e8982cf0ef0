"""Small networks, a question each, and the whole answer: the conformance suite of the engines."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.engines import Engine
from graph.pathways import QuestionRefused
from tests.graph.builder import SEEN, network_of, question_of
from tests.graph.written import written

OWN = Path(__file__).parent / "cases"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "pathways" / "cases"


def case_files(folder: Path) -> list[Any]:
    """One parameter a case; of a folder that is not there, one that is never run."""
    files = [pytest.param(path, id=path.stem) for path in sorted(folder.glob("*.json"))]
    return files or [pytest.param(folder, id="missing")]


def answer_to(engine: Engine, case: dict[str, Any]) -> dict[str, Any]:
    engine.load(network_of(case), position=1)
    try:
        return written(engine.ask(question_of(case["query"]), SEEN))
    except QuestionRefused:
        return {"refused": True}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in case["answer"].items() if part}


@pytest.mark.parametrize("path", case_files(OWN))
def test_own_case(engine: Engine, path: Path) -> None:
    case = json.loads(path.read_text())
    assert answer_to(engine, case) == expected(case), case["title"]


@pytest.mark.shared
@pytest.mark.parametrize("path", case_files(SHARED))
def test_shared_case(engine: Engine, path: Path) -> None:
    case = json.loads(path.read_text())
    assert answer_to(engine, case) == expected(case), case["title"]
