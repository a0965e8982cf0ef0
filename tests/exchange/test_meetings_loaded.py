"""Meetings of a folder: agenda, attendance, minutes and outcomes, and what is wrong with them in a sentence."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from exchange.loading import Outcome, Report
from registry.concertation.actions import save_notes
from registry.concertation.models import ConcernAnswer, Meeting, MinutesVersion, Resolution
from registry.core.actor import Actor, ActorKind, Grant, Role, Scope
from registry.core.models import Citation
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories.facts import SOURCE, Files, content, entry, load_files, network

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
TEXT = "Les deux organismes se répartissent les lits."


def meeting() -> dict[str, Any]:
    """A meeting that was held, with everything that one has."""
    return {
        "id": "rencontre",
        "group": "lits",
        "title": "Rencontre d'automne",
        "date": "2026-10-15",
        "starts_at": "13:30",
        "ends_at": "16:00",
        "mode": "in_person",
        "city": "Montréal",
        "state": "held",
        "quorum": 2,
        "agenda": [{"title": "Accueil"}, {"title": "Les lits", "concern": "manque"}],
        "attendance": [
            {"organization": "porte", "answer": "coming", "state": "present", "delegate_role": "direction"},
            {"organization": "table", "state": "present", "whole": False, "votes": False},
        ],
        "minutes": {
            "state": "approved",
            "text_fr": TEXT,
            "submitted_on": "2026-10-20",
            "approved_on": "2026-11-10",
        },
        "outcomes": [
            {"id": "lits-comptes", "kind": "decision", "text_fr": "Compter les lits.", "item": 2, "concern": "manque"},
            {
                "id": "lits-liste",
                "kind": "commitment",
                "text_fr": "Tenir la liste.",
                "item": 2,
                "by": "porte",
                "due": "2026-12-01",
            },
        ],
        "sources": [SOURCE],
    }


def folder() -> Files:
    files = network()
    files["groups"]["groups"].append({"id": "lits", "kind": "committee", "coalition": "ronde", "names": {"fr": "Lits"}})
    concern = {"id": "manque", "group": "lits", "title_fr": "Manque de lits", "raised_on": "2026-09-01"}
    files["concerns"] = {"concerns": [{**concern, "raisers": [{"organization": "porte", "on": "2026-09-01"}]}]}
    assembly = {"id": "assemblee", "coalition": "ronde", "date": "2026-12-05", "mode": "virtual", "state": "planned"}
    files["resolutions"] = {"resolutions": [{"id": "res-lits", "body": "ronde", "status": "proposed"}]}
    files["meetings"] = {"meetings": [meeting(), {**assembly, "resolutions": ["res-lits"]}]}
    return files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The folder, loaded; to be changed and loaded again."""
    given = folder()
    assert load_files(tmp_path, given, today=TODAY).refused == []
    return given


def held(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["meetings"]["meetings"][0]
    return found


def again(tmp_path: Path, files: Files) -> Report:
    return load_files(tmp_path, files, today=TODAY)


def test_a_meeting_is_loaded_with_all_that_it_has(files: Files) -> None:
    found = Meeting.objects.get(key="rencontre")
    assert (found.day, found.starts_at, found.city, found.state) == (
        date(2026, 10, 15),
        time(13, 30),
        "Montréal",
        Meeting.State.HELD,
    )
    assert found.group is not None
    assert found.group.key == "lits"
    assert [(item.position, item.title, item.concern and item.concern.key) for item in found.agenda.all()] == [
        (1, "Accueil", None),
        (2, "Les lits", "manque"),
    ]
    assert list(found.attendance.values_list("organization__key", "answer", "state", "whole", "votes")) == [
        ("porte", "coming", "present", True, True),
        ("table", "", "present", False, False),
    ]
    promised = found.outcomes.get(kind="commitment")
    assert (promised.by, promised.due) == (Organization.objects.get(key="porte"), date(2026, 12, 1))
    assert promised.item == found.agenda.get(position=2)
    assert Citation.objects.filter(subject_type="meeting", subject_key="rencontre").count() == 1
    assert Event.objects.get(aggregate_key="rencontre").name == "meeting.loaded"
    assert Meeting.objects.get(key="assemblee").coalition == Organization.objects.get(key="ronde")


def test_approved_minutes_have_the_versions_that_led_to_them(files: Files) -> None:
    minutes = Meeting.objects.get(key="rencontre").minutes
    assert (minutes.state, minutes.text, minutes.approved_on) == ("approved", TEXT, date(2026, 11, 10))
    assert list(minutes.versions.values_list("number", "state", "made_at__date")) == [
        (1, "submitted", date(2026, 10, 20)),
        (2, "approved", date(2026, 11, 10)),
    ]


def test_a_resolution_is_put_to_the_assembly_that_names_it(tmp_path: Path, files: Files) -> None:
    resolution = Resolution.objects.get(key="res-lits")
    assert resolution.assembly == Meeting.objects.get(key="assemblee")
    assert str(resolution.assembly_on) == "2026-12-05"
    assert Event.objects.filter(aggregate_key="res-lits", name="resolution.put_to_assembly").count() == 1
    files["organisations"]["organisations"].append({"id": "cercle", "kind": "coalition"})
    elsewhere = {"id": "ailleurs", "coalition": "cercle", "date": "2026-12-05", "mode": "virtual", "state": "planned"}
    files["meetings"]["meetings"].append({**elsewhere, "resolutions": ["res-lits", "nothing"]})
    assert [(flaw.code, flaw.field) for flaw in entry(again(tmp_path, files), "ailleurs").flaws] == [
        ("NOT_ITS_RESOLUTION", "resolutions"),
        ("UNKNOWN_REFERENCE", "resolutions"),
    ]


def test_loading_twice_gives_the_same_database(tmp_path: Path, files: Files) -> None:
    before = content()
    report = again(tmp_path, files)
    assert entry(report, "rencontre").outcome is Outcome.UNCHANGED
    assert content() == before


def test_only_what_changed_is_told_anew(tmp_path: Path, files: Files) -> None:
    points = list(Meeting.objects.get(key="rencontre").agenda.values_list("pk", flat=True))
    held(files)["outcomes"].pop()
    held(files)["agenda"].append({"title": "Suites"})
    report = again(tmp_path, files)
    assert entry(report, "rencontre").fields == ("agenda", "outcomes")
    found = Meeting.objects.get(key="rencontre")
    assert [item.title for item in found.agenda.all()] == ["Accueil", "Les lits", "Suites"]
    assert list(found.agenda.values_list("pk", flat=True))[:2] == points
    assert [outcome.key for outcome in found.outcomes.all()] == ["lits-comptes"]
    assert Event.objects.filter(aggregate_key="rencontre").latest("pk").fields == ["agenda", "outcomes"]


def test_corrected_minutes_keep_the_versions_that_were(tmp_path: Path, files: Files) -> None:
    held(files)["minutes"]["text_fr"] = f"{TEXT} La liste suit."
    again(tmp_path, files)
    versions = MinutesVersion.objects.filter(minutes__meeting__key="rencontre")
    assert [version.text == TEXT for version in versions] == [True, True, False, False]
    assert Meeting.objects.get(key="rencontre").minutes.revision == 2


def test_an_outcome_that_answers_a_concern_is_not_taken_back(tmp_path: Path, files: Files) -> None:
    answer = {"id": "reponse", "concern": "manque", "kind": "meeting_or_workshop", "on": "2026-10-15"}
    files["answers"] = {"answers": [{**answer, "outcome": "lits-comptes"}]}
    again(tmp_path, files)
    held(files)["outcomes"] = []
    assert again(tmp_path, files).refused == []
    assert [outcome.key for outcome in Meeting.objects.get(key="rencontre").outcomes.all()] == ["lits-comptes"]
    assert ConcernAnswer.objects.get(key="reponse").outcome is not None


def test_what_people_wrote_of_a_meeting_is_kept(tmp_path: Path, files: Files) -> None:
    next_one = {**meeting(), "id": "suivante", "minutes": None, "outcomes": []}
    files["meetings"]["meetings"].append(next_one)
    again(tmp_path, files)
    ronde = Organization.objects.get(key="ronde")
    coordinator = Actor("c", ActorKind.PERSON, frozenset({Grant(Role.COORDINATOR, Scope.COALITION, ronde.pk)}))
    save_notes(coordinator, "suivante", text="Notes prises sur place.", revision=0)
    next_one["city"] = "Laval"
    report = again(tmp_path, files)
    assert entry(report, "suivante").outcome is Outcome.KEPT
    assert Meeting.objects.get(key="suivante").city == "Montréal"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("@year-1-12-01", date(2025, 12, 1)),
        ("@year-2-02-29", date(2024, 2, 29)),
        ("@today-3", date(2026, 11, 18)),
    ],
)
def test_days_move_with_the_day_of_loading(tmp_path: Path, written: str, day: date) -> None:
    files = folder()
    files["meetings"]["meta"] = {"exercise": True}
    held(files).update(date=written, minutes=None)
    assert again(tmp_path, files).refused == []
    assert Meeting.objects.get(key="rencontre").day == day


def test_a_day_that_last_year_did_not_have_is_refused(tmp_path: Path) -> None:
    files = folder()
    files["meetings"]["meta"] = {"exercise": True}
    held(files)["date"] = "@year-1-02-29"
    assert {flaw.code for flaw in entry(again(tmp_path, files), "rencontre").flaws} == {"NOT_A_DATE", "NOT_A_DAY"}


def put(**values: object) -> Callable[[Files], object]:
    return lambda files: held(files).update(values)


def within(part: str, position: int, **values: object) -> Callable[[Files], object]:
    return lambda files: held(files)[part][position].update(values)


def minutes(**values: object) -> Callable[[Files], object]:
    return lambda files: held(files)["minutes"].update(values)


@pytest.mark.parametrize(
    ("spoil", "code", "field"),
    [
        (put(group=None), "GROUP_OR_COALITION", "group"),
        (put(coalition="ronde"), "GROUP_OR_COALITION", "group"),
        (put(group=None, coalition="porte"), "NOT_A_COALITION", "coalition"),
        (put(group="nobody"), "UNKNOWN_REFERENCE", "group"),
        (put(date="2026-02-30"), "NOT_A_DATE", "date"),
        (put(date="2026-10"), "NOT_A_DAY", "date"),
        (put(date="@year-1-02-13"), "MOVING_DATE", "date"),
        (put(date="2026-11-22"), "TOO_EARLY", "state"),
        (put(starts_at="25:00"), "NOT_A_TIME", "starts_at"),
        (put(ends_at="13:30"), "DATES_REVERSED", "ends_at"),
        (put(mode="telepathy"), "UNKNOWN_CODE", "mode"),
        (put(state=None), "MISSING", "state"),
        (put(occasion="party"), "UNKNOWN_CODE", "occasion"),
        (put(quorum=0), "NUMBER_OUT_OF_RANGE", "quorum"),
        (put(agenda="Accueil"), "WRONG_TYPE", "agenda"),
        (put(agenda=[{"title": "x"}] * 61), "TOO_MANY", "agenda"),
        (within("agenda", 0, title=""), "MISSING", "agenda[0].title"),
        (within("agenda", 1, concern="nothing"), "UNKNOWN_REFERENCE", "agenda[1].concern"),
        (within("agenda", 1, resolution="nothing"), "UNKNOWN_REFERENCE", "agenda[1].resolution"),
        (within("attendance", 1, organization="porte"), "ALREADY_EXISTS", "attendance[1].organization"),
        (within("attendance", 1, state="asleep"), "UNKNOWN_CODE", "attendance[1].state"),
        (within("attendance", 1, delegate_role="514 555-0199"), "PERSONAL_DETAIL", "attendance[1].delegate_role"),
        (minutes(text_fr=""), "MISSING", "minutes.text_fr"),
        (minutes(text_fr="x" * 200_001), "TOO_LONG", "minutes.text_fr"),
        (minutes(approved_on=None), "MISSING", "minutes.approved_on"),
        (minutes(submitted_on="2026-10-01"), "DATES_REVERSED", "minutes.submitted_on"),
        (minutes(approved_on="2026-10-16"), "DATES_REVERSED", "minutes.approved_on"),
        (within("outcomes", 0, id=None), "NO_ID", "outcomes[0].id"),
        (within("outcomes", 0, id=["x"]), "BAD_ID", "outcomes[0].id"),
        (within("outcomes", 1, id="lits-comptes"), "TWICE", "outcomes[1].id"),
        (within("outcomes", 0, item=3), "NUMBER_OUT_OF_RANGE", "outcomes[0].item"),
        (within("outcomes", 1, by=None), "MISSING", "outcomes[1].by"),
        (within("outcomes", 1, due="2026"), "NOT_A_DAY", "outcomes[1].due"),
        (within("outcomes", 0, text_fr=""), "MISSING", "outcomes[0].text_fr"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Files], object], code: str, field: str
) -> None:
    files = folder()
    spoil(files)
    refused = entry(again(tmp_path, files), "rencontre")
    assert refused.outcome is Outcome.REFUSED
    assert (code, field) in [(flaw.code, flaw.field) for flaw in refused.flaws]
    assert all(str(flaw) for flaw in refused.flaws)
    assert not Meeting.objects.filter(key="rencontre").exists()


def test_an_outcome_belongs_to_one_meeting_alone(tmp_path: Path, files: Files) -> None:
    files["meetings"]["meetings"].append({**meeting(), "id": "copie"})
    refused = entry(again(tmp_path, files), "copie")
    assert [(flaw.code, flaw.field) for flaw in refused.flaws] == [
        ("ID_TAKEN", "outcomes[0].id"),
        ("ID_TAKEN", "outcomes[1].id"),
    ]


def test_a_meeting_stays_that_of_its_group(tmp_path: Path, files: Files) -> None:
    held(files)["group"] = "villes"
    assert entry(again(tmp_path, files), "rencontre").flaws[0].code == "ENDS_CHANGED"
    found = Meeting.objects.get(key="rencontre")
    assert found.group is not None
    assert found.group.key == "lits"
    assert found.minutes.saved_at == timezone.make_aware(datetime(2026, 11, 10, 12))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kept": "2026-10-14"}, "DATE_OUT_OF_RANGE"),
        ({"kept": "2099-01-01"}, "DATE_OUT_OF_RANGE"),
        ({"kept": "2026-11"}, "NOT_A_DAY"),
        ({"kept": "2026-11-01", "kind": "decision"}, "NOT_A_COMMITMENT"),
    ],
)
def test_a_commitment_may_be_told_as_kept(tmp_path: Path, files: Files, change: dict[str, Any], code: str) -> None:
    promised = next(one for one in held(files)["outcomes"] if one["kind"] == "commitment")
    standing = dict(promised)
    promised.update(change)
    report = load_files(tmp_path, files, today=TODAY)
    assert [flaw.code for flaw in entry(report, "rencontre").flaws] == [code]
    promised.update(standing, kept="2026-11-01")
    load_files(tmp_path, files, today=TODAY)
    assert Meeting.objects.get(key="rencontre").outcomes.get(kind="commitment").kept_on == date(2026, 11, 1)
