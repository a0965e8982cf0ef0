"""Folders that carry only what matters (docs/loading.md): what is left out has a default, and nothing is refused."""

import importlib.util
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from graph import service
from graph.pathways import QuestionRefused
from registry.core.actor import ANONYMOUS
from registry.core.errors import Refused
from registry.directory.models import IntakePeriod, Organization, Service, Term
from registry.referrals.models import Agreement
from tests.factories.facts import ROOT, load_files, network
from tests.graph.builder import question_of
from tests.graph.written import written

pytestmark = pytest.mark.django_db
LISTS = {"taxonomies", "regions"}
PATHWAYS = ROOT.parent / "shared" / "pathways"


def test_hidden_things_are_not_published(tmp_path: Path) -> None:
    files = network()
    files["organisations"]["organisations"][0]["hidden"] = True
    files["services"]["services"][0]["hidden"] = True
    files["relations"]["relations"][3]["hidden"] = True
    load_files(tmp_path, files)
    assert not Organization.objects.get(key="porte").published
    assert not Service.objects.get(key="repas").published
    assert Agreement.objects.get(key="corridor").audience == Agreement.Audience.PARTIES
    assert Organization.objects.get(key="table").published


def test_an_agreement_within_an_organization_is_counted_as_leading_to_its_door(tmp_path: Path) -> None:
    files = network()
    [corridor] = [row for row in files["relations"]["relations"] if row["id"] == "corridor"]
    corridor["from"] = corridor["to"]
    [repas] = files["services"]["services"]
    repas["door"] = "agreement_only"
    assert load_files(tmp_path, files).refused == []
    none = answer_to({"needs": ["food"], "date": "2025-05-15"})["none"]["food"]
    assert none["removed_by"] == "corridor"


def test_the_least_that_a_network_says_is_enough(tmp_path: Path) -> None:
    files = {
        "taxonomies": network()["taxonomies"],
        "organisations": {"organisations": [{"id": "a"}, {"id": "b"}]},
        "services": {
            "services": [
                {
                    "id": "s",
                    "organization": "b",
                    "door": "self",
                    "intake_periods": [{"status": "waitlist", "wait_days": 0.7}],
                }
            ]
        },
        "relations": {
            "relations": [
                {"id": "r", "type": "referral_corridor", "from": "a", "to": "b", "corridor": {"formality": "informal"}},
                {
                    "id": "p",
                    "type": "referral_corridor",
                    "from_type": "group",
                    "from": "practitioners",
                    "to": "b",
                    "corridor": {"formality": "formal"},
                },
            ]
        },
    }
    assert load_files(tmp_path, files).refused == []
    assert Service.objects.get(key="s").name_in("fr").text == "s"
    assert IntakePeriod.objects.get().wait_days == Decimal("0.7")
    assert Agreement.objects.get(key="p").origin_kind == Agreement.Origin.PRACTITIONERS
    assert Agreement.objects.get(key="r").terms.get().usable


@pytest.fixture(scope="module")
def expand() -> Callable[[Any], dict[str, Any]]:
    path = PATHWAYS / "expand.py"
    if not path.exists():
        pytest.skip("there is no folder `shared` beside the project")
    spec = importlib.util.spec_from_file_location("expand", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Any], dict[str, Any]] = module.expand
    return found


@pytest.mark.shared
def test_every_case_is_loaded_whole_and_answered(tmp_path: Path, expand: Callable[[Any], dict[str, Any]]) -> None:
    """The way of the facts, from a folder's files to the answer that a partner is given."""
    wrong = {}
    for path in sorted((PATHWAYS / "cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        files = expand(case)
        if not Term.objects.exists():
            load_files(tmp_path / "lists", {name: files[name] for name in LISTS})
        with transaction.atomic():
            report = load_files(tmp_path / path.stem, {name: files[name] for name in files.keys() - LISTS})
            answer = answer_to(case["query"])
            transaction.set_rollback(True)
        refused = [(entry.key, *map(str, entry.flaws)) for entry in report.refused]
        expected = {name: part for name, part in case["answer"].items() if part}
        if refused or report.unread_fields or answer != expected:
            wrong[path.stem] = (refused, dict(report.unread_fields), answer)
    assert wrong == {}


def answer_to(query: dict[str, Any]) -> dict[str, Any]:
    service.forget()
    try:
        return written(service.ask(ANONYMOUS, question_of(query)))
    except (Refused, QuestionRefused):
        return {"refused": True}
