"""The oracle gives every case that is shared beside the project."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.graph.oracle import answer

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "pathways"
CASES = sorted((SHARED / "cases").glob("*.json"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES, reason="the folder `shared` isn't beside the project"),
]


@pytest.fixture(scope="module")
def expand() -> Any:
    return runpy.run_path(str(SHARED / "expand.py"))["expand"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, expand: Any) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    full = expand(case)
    assert answer(full, full["query"]) == case["answer"]
