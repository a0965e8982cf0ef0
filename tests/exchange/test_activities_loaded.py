"""Activities of a folder: with their parties and their time, changed as a whole, and what is wrong in a sentence."""

from pathlib import Path
from typing import Any

import pytest

from exchange.loading import Outcome, Report
from registry.concertation.models import Activity
from registry.core.models import Citation, Contradiction
from registry.journal.models import Event
from tests.factories.facts import SOURCE, Files, content, entry, load_files, network

pytestmark = pytest.mark.django_db
LISTS = {
    "activity_kinds": ["media", "public_campaign"],
    "activity_natures": ["activity", "event"],
    "activity_statuses": ["done", "planned"],
    "party_roles": ["organizer", "signatory"],
    "impact_kinds": ["public_awareness", "government_practice"],
}


def folder(**values: object) -> Files:
    """A small network with one activity; `values` change it."""
    files = network()
    lists = {name: [{"code": code, "labels": {"fr": code}} for code in codes] for name, codes in LISTS.items()}
    files["taxonomies"] |= lists
    letter: dict[str, Any] = {
        "id": "lettre",
        "kind": "public_campaign",
        "title_fr": "Lettre ouverte",
        "status": "done",
        "group": "villes",
        "within": {"since": "2024-04", "until": "2025-05"},
        "parties": [
            {"type": "group", "id": "villes", "role": "organizer"},
            {"type": "organization", "id": "porte", "role": "signatory"},
        ],
        "about": ["table"],
        "service": "repas",
        "impact_kind": "public_awareness",
        "quantities": [{"code": "people", "value": 30, "unit": "person", "approx": "exact"}],
        "sources": [SOURCE],
        "confidence": "strong",
    }
    files["activities"] = {"activities": [letter | values]}
    return files


def loaded(path: Path, **values: object) -> Report:
    return load_files(path, folder(**values))


def parties() -> list[tuple[str, str]]:
    rows = Activity.objects.get().parties.select_related("organization", "group")
    return [(row.role, getattr(row.organization or row.group, "key", "")) for row in rows]


def test_an_activity_is_loaded_with_all_that_it_tells(tmp_path: Path) -> None:
    assert loaded(tmp_path).refused == []
    row = Activity.objects.select_related("group", "service").get()
    assert (row.key, row.titles["fr"], row.published, row.exercise) == ("lettre", "Lettre ouverte", True, False)
    assert (str(row.within_since), str(row.within_until), row.date) == ("2024-04", "2025-05", None)
    assert row.group is not None
    assert row.service is not None
    assert (row.group.key, row.service.key) == ("villes", "repas")
    assert parties() == [("organizer", "villes"), ("signatory", "porte"), ("about", "table")]
    assert [impact.kind for impact in row.impacts.all()] == ["public_awareness"]
    assert row.quantities[0]["value"] == 30
    assert Citation.objects.filter(subject_type="activity", subject_key="lettre").count() == 1
    assert Event.objects.filter(name="activity.loaded", aggregate_key="lettre").count() == 1


def test_loading_it_again_changes_nothing_and_a_changed_file_tells_it_anew(tmp_path: Path) -> None:
    loaded(tmp_path)
    before = content()
    assert loaded(tmp_path).count(Outcome.UNCHANGED, "activity") == 1
    assert content() == before
    alone = [{"type": "organization", "id": "table", "role": "organizer"}]
    report = loaded(tmp_path, parties=alone, about=[], impact_kind=None, within=None, date="2024-10")
    assert entry(report, "lettre").fields == ("date", "impacts", "parties", "within_since", "within_until")
    assert parties() == [("organizer", "table")]
    assert not Activity.objects.get().impacts.exists()


def test_sources_that_disagree_about_an_activity_stand_side_by_side(tmp_path: Path) -> None:
    files = folder()
    about = {"id": "con-2", "subject_type": "activity", "subject": "lettre", "attribute": "date"}
    [first] = files["contradictions"]["contradictions"]
    files["contradictions"]["contradictions"].append(first | about)
    assert load_files(tmp_path, files).refused == []
    assert Contradiction.objects.get(key="con-2").subject_key == "lettre"
    assert Event.objects.filter(name="activity.contradiction_loaded").count() == 1


def party(kind: str, key: str, role: str) -> dict[str, object]:
    """An activity with this one party."""
    return {"parties": [{"type": kind, "id": key, "role": role}]}


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"kind": "party"}, "UNKNOWN_CODE", "kind"),
        ({"kind": None}, "MISSING", "kind"),
        ({"date": "2024-02-30", "within": None}, "NOT_A_DATE", "date"),
        ({"date": "2024-10"}, "DATE_AND_PERIOD", "within_since"),
        ({"since": "2024", "date": "2024", "within": None}, "DATE_AND_PERIOD", "since"),
        ({"within": {"since": "2025", "until": "2024"}}, "DATES_REVERSED", "within_until"),
        ({"since": "2025", "until": "2024", "within": None}, "DATES_REVERSED", "until"),
        ({"date": "@today", "within": None}, "MOVING_DATE", "date"),
        ({"group": "personne"}, "UNKNOWN_REFERENCE", "group"),
        ({"about": ["personne"]}, "UNKNOWN_REFERENCE", "about"),
        (party("organization", "villes", "signatory"), "UNKNOWN_REFERENCE", "parties[0].id"),
        (party("person", "porte", "signatory"), "WRONG_END", "parties[0].type"),
        (party("organization", "porte", "guest"), "UNKNOWN_CODE", "parties[0].role"),
        ({"impact_kind": "glory"}, "UNKNOWN_CODE", "impact_kind"),
        ({"note": "514 555-0100"}, "PERSONAL_DETAIL", "note"),
    ],
)
def test_what_is_wrong_with_an_activity_is_said_and_the_rest_is_loaded(
    values: dict[str, object], code: str, field: str, tmp_path: Path
) -> None:
    report = loaded(tmp_path, **values)
    [refused] = report.refused
    assert refused.key == "lettre"
    assert (code, field) in {(one.code, one.field) for one in refused.flaws}
    assert all(str(one) for one in refused.flaws)
    assert not Activity.objects.exists()
    assert report.count(Outcome.NEW, "contradiction") == 1
