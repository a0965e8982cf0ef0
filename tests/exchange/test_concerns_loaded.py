"""Concerns of a folder and their answers: who raised them, where they went, and what is wrong in a sentence."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exchange.loading import Outcome, Report
from registry.concertation.models import Concern
from registry.core.models import Citation
from registry.journal.models import Event
from tests.factories.facts import SOURCE, Files, content, entry, load_files, network

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def folder() -> Files:
    files = network()
    committee = {"kind": "committee", "coalition": "ronde"}
    files["groups"]["groups"] += [{"id": "lits", **committee}, {"id": "droit", **committee}]
    files["concerns"] = {
        "concerns": [
            {
                "id": "manque",
                "group": "lits",
                "title_fr": "Manque de lits",
                "description_fr": "Aucune place le soir.",
                "raised_on": "2026-09-01",
                "raisers": [
                    {"organization": "porte", "on": "2026-09-01"},
                    {"organization": "table", "on": "2026-09-10", "words_fr": "Chez nous aussi."},
                ],
                "sources": [SOURCE],
            },
            raised("doublon", joined_to="manque"),
            raised("retire", state="withdrawn"),
            raised("transmis", passed_from="droit", passed_on="2026-10-02"),
        ]
    }
    files["answers"] = {
        "answers": [
            {
                "id": "reponse",
                "concern": "manque",
                "kind": "resource",
                "on": "2026-10-01",
                "note_fr": "Une liste commune.",
            }
        ]
    }
    return files


def raised(key: str, **values: object) -> dict[str, Any]:
    """A concern that one organization raised to the group."""
    raisers = [{"organization": "porte", "on": "2026-09-05"}]
    return {"id": key, "group": "lits", "title_fr": key, "raised_on": "2026-09-05", "raisers": raisers, **values}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The folder, loaded; to be changed and loaded again."""
    given = folder()
    assert load_files(tmp_path, given, today=TODAY).refused == []
    return given


def first(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["concerns"]["concerns"][0]
    return found


def again(tmp_path: Path, files: Files) -> Report:
    return load_files(tmp_path, files, today=TODAY)


def state(key: str) -> str:
    return Concern.objects.get(key=key).state


def test_a_concern_is_loaded_with_its_raisers_and_answers(files: Files) -> None:
    concern = Concern.objects.get(key="manque")
    assert (concern.title, concern.raised_on, concern.state) == ("Manque de lits", date(2026, 9, 1), "answered")
    assert list(concern.raisers.values_list("organization__key", "on", "words")) == [
        ("porte", date(2026, 9, 1), ""),
        ("table", date(2026, 9, 10), "Chez nous aussi."),
    ]
    assert list(concern.answers.values_list("key", "kind", "on")) == [("reponse", "resource", date(2026, 10, 1))]
    assert Citation.objects.filter(subject_type="concern", subject_key="manque").count() == 1
    names = Event.objects.filter(aggregate_key="manque").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["concern.loaded", "concern.answer_loaded"]


def test_where_a_concern_went_is_loaded(files: Files) -> None:
    joined = Concern.objects.get(key="doublon").joined_to
    assert joined is not None
    assert (joined.key, state("doublon"), state("retire"), state("transmis")) == (
        "manque",
        "joined",
        "withdrawn",
        "raised",
    )
    passed = Concern.objects.get(key="transmis")
    assert passed.passed_from is not None
    assert (passed.passed_from.key, passed.passed_on) == ("droit", date(2026, 10, 2))


def test_loading_twice_gives_the_same_database(tmp_path: Path, files: Files) -> None:
    before = content()
    report = again(tmp_path, files)
    assert {entry(report, key).outcome for key in ("manque", "doublon", "reponse")} == {Outcome.UNCHANGED}
    assert content() == before


def test_a_changed_concern_stays_answered(tmp_path: Path, files: Files) -> None:
    first(files)["title_fr"] = "Manque de lits le soir"
    first(files)["raisers"].pop()
    report = again(tmp_path, files)
    assert entry(report, "manque").fields == ("raisers", "title")
    concern = Concern.objects.get(key="manque")
    assert (concern.title, concern.state) == ("Manque de lits le soir", "answered")
    assert [raiser.organization.key for raiser in concern.raisers.all()] == ["porte"]


def test_a_changed_answer_is_an_event_of_its_concern(tmp_path: Path, files: Files) -> None:
    files["answers"]["answers"][0]["kind"] = "media"
    again(tmp_path, files)
    event = Event.objects.filter(aggregate_key="manque").latest("pk")
    assert (event.name, event.fields, event.codes) == ("concern.answer_loaded", ["kind"], {"answers": ["reponse"]})


def test_a_concern_that_comes_back_is_answered_if_it_was(tmp_path: Path, files: Files) -> None:
    first(files)["state"] = "withdrawn"
    again(tmp_path, files)
    assert state("manque") == "withdrawn"
    first(files).pop("state")
    again(tmp_path, files)
    assert state("manque") == "answered"


def spoil(key: str, **values: object) -> Callable[[Files], str]:
    def change(files: Files) -> str:
        rows = files["concerns"]["concerns"] + files["answers"]["answers"]
        next(row for row in rows if row["id"] == key).update(values)
        return key

    return change


def spoil_raiser(**values: object) -> Callable[[Files], str]:
    def change(files: Files) -> str:
        first(files)["raisers"][1].update(values)
        return "manque"

    return change


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (spoil("manque", group=None), "MISSING", "group"),
        (spoil("manque", group="nobody"), "UNKNOWN_REFERENCE", "group"),
        (spoil("manque", title_fr=None), "MISSING", "title_fr"),
        (spoil("manque", title_fr="x" * 201), "TOO_LONG", "title_fr"),
        (spoil("manque", description_fr="appeler 514 555-0199"), "PERSONAL_DETAIL", "description_fr"),
        (spoil("manque", raised_on="2026-09"), "NOT_A_DAY", "raised_on"),
        (spoil("manque", state="answered"), "UNKNOWN_CODE", "state"),
        (spoil("manque", raisers=[]), "MISSING", "raisers"),
        (spoil_raiser(organization="porte"), "ALREADY_EXISTS", "raisers[1].organization"),
        (spoil_raiser(organization="nobody"), "UNKNOWN_REFERENCE", "raisers[1].organization"),
        (spoil_raiser(on=None), "MISSING", "raisers[1].on"),
        (spoil("manque", joined_to="doublon"), "LOOP", "joined_to"),
        (spoil("doublon", joined_to="nothing"), "UNKNOWN_REFERENCE", "joined_to"),
        (spoil("transmis", passed_from="lits"), "SAME_THING", "passed_from"),
        (spoil("transmis", passed_on=None), "MISSING", "passed_on"),
        (spoil("transmis", passed_on="2026-09-01"), "DATES_REVERSED", "passed_on"),
        (spoil("reponse", concern="nothing"), "UNKNOWN_REFERENCE", "concern"),
        (spoil("reponse", kind="other"), "UNKNOWN_CODE", "kind"),
        (spoil("reponse", on="2026-08-31"), "DATE_OUT_OF_RANGE", "on"),
        (spoil("reponse", on="2026-11-22"), "DATE_OUT_OF_RANGE", "on"),
        (spoil("reponse", activity="nothing"), "UNKNOWN_REFERENCE", "activity"),
        (spoil("reponse", resolution="nothing"), "UNKNOWN_REFERENCE", "resolution"),
        (spoil("reponse", outcome="nothing"), "UNKNOWN_REFERENCE", "outcome"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, change: Callable[[Files], str], code: str, field: str) -> None:
    files = folder()
    key = change(files)
    refused = entry(again(tmp_path, files), key)
    assert refused.outcome is Outcome.REFUSED
    assert (code, field) in [(flaw.code, flaw.field) for flaw in refused.flaws]
    assert not Concern.objects.filter(key=key).exists()


def test_an_answer_goes_on_answering_the_same_concern(tmp_path: Path, files: Files) -> None:
    files["answers"]["answers"][0]["concern"] = "transmis"
    assert entry(again(tmp_path, files), "reponse").flaws[0].code == "ENDS_CHANGED"
    assert state("transmis") == "raised"
