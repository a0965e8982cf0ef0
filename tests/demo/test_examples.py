"""The examples of README, guide and explorer run on the demonstration data, and say what they say they do."""

import json
import re
from typing import Any

import pytest

from pages.explorer import EXAMPLES, Example
from setup.console import ROOT
from tests.schema.asking import ask

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
README, GUIDE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/api.md"))


@pytest.mark.usefixtures("demonstration")
def test_every_example_runs_and_finds_something() -> None:
    blocks = re.findall(r"```graphql\n(.*?)```", README + GUIDE, re.DOTALL)
    assert len(blocks) == 9
    for query in blocks:
        assert [payload for payload in ask(query).data.values() if payload]
    shown, told = re.search(r"```graphql\n(.*?)```.*?```json\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]
    assert ask(shown).data == json.loads(told)
    answers = {example.name: ask(example.query, json.loads(example.variables)).data for example in EXAMPLES}
    intake = answers["intake"]["service"]
    assert (intake["intake"]["accepts"], intake["intake"]["since"]) == ("no", "2024-09-04")
    assert intake["terms"]["door"]["code"] == "professional_referral"
    pathways = answers["pathways"]["pathways"]
    assert [one["need"] for one in pathways["needs"]] == ["temporary_housing", "legal_representation"]
    assert pathways["joint"]["organizations"] == 1
    assert answers["nothing"]["pathways"]["none"][0]["relaxations"]
    assert all(answers[name][name]["edges"] for name in ("services", "contradictions"))
    assert answers["members"]["organization"]["members"]["totalCount"] > 0
    assert [error["code"] for error in answers["change"]["changeIntake"]["errors"]] == ["SIGN_IN_NEEDED"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_s_variables_are_json(example: Example) -> None:
    variables: Any = json.loads(example.variables)
    assert isinstance(variables, dict)
