"""Resolutions of a folder: references without a text, and texts with clauses that follow each other."""

from datetime import date
from typing import Any

import pytest

from exchange.loading import Outcome
from registry.concertation import queries
from registry.concertation.models import Clause, ClauseLink, Resolution
from registry.concertation.rules.lineage import Reason
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate
from tests.factories.facts import SOURCE, Files, entry, load_files, network

pytestmark = pytest.mark.django_db


def row(key: str, **values: Any) -> dict[str, Any]:
    return {"id": key, "body": "table", "subject": {"fr": "Détention"}, "sources": [SOURCE], **values}


def folder(*rows: dict[str, Any]) -> Files:
    files = network()
    files["resolutions"] = {"meta": {}, "resolutions": list(rows)}
    return files


def test_a_reference_keeps_what_is_printed_and_holds_no_text(tmp_path: Any) -> None:
    told = row("r1", number=12, assembly="1994-06", assembly_basis="stated", status="adopted", status_basis="inferred")
    report = load_files(tmp_path, folder(told, row("r2")))
    assert entry(report, "r1").outcome is Outcome.NEW
    one, undated = Resolution.objects.order_by("key")
    assert (one.number, one.assembly_on, one.state, one.state_basis) == (
        12,
        PartialDate(1994, 6),
        "adopted",
        "inferred",
    )
    assert (undated.number, undated.assembly_on, one.clauses.exists()) == (None, None, False)
    assert set(queries.find_resolutions(ANONYMOUS, "detentions")) == {one, undated}


def test_clauses_follow_those_of_the_same_file_and_stay_when_it_changes(tmp_path: Any) -> None:
    old = row("r1", assembly="2019", clauses=[{"fr": "Appuie"}, {"fr": "Demande"}], recitals=[{"fr": "Attendu"}])
    link = {"kind": "supersedes", "resolution": "r1", "clause": 1}
    new = row("r2", assembly="2022", clauses=[{"en": "Withdraws", "links": [link]}])
    load_files(tmp_path, folder(old, new))
    first = Clause.objects.get(key="r1-c1")
    assert [one.key for one in first.resolution.clauses.all()] == ["r1-a1", "r1-c1", "r1-c2"]
    assert queries.standings(SYSTEM, [first.resolution], date(2024, 1, 1))["r1-c1"].reason is Reason.SUPERSEDED
    again = load_files(tmp_path, folder({**old, "clauses": [{"fr": "Appuie encore"}]}, new))
    assert [entry(again, key).outcome for key in ("r1", "r2")] == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert Clause.objects.get(key="r1-c1").text_fr == "Appuie encore"
    assert ClauseLink.objects.get().target == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": "nobody"},
        {"status": "signed"},
        {"clauses": [{}]},
        {"clauses": [{"fr": "x", "links": [{"kind": "repeals", "resolution": "r1"}]}]},
        {"clauses": [{"fr": "x", "links": [{"kind": "amends", "resolution": "nobody"}]}]},
        {"number": -1},
    ],
)
def test_what_is_wrong_is_refused_with_a_sentence(tmp_path: Any, wrong: dict[str, Any]) -> None:
    report = load_files(tmp_path, folder(row("r1", **wrong)))
    assert entry(report, "r1").outcome is Outcome.REFUSED
    assert entry(report, "r1").flaws
    assert not Resolution.objects.exists()
