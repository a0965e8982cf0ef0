"""A changed file gives dated changes: yesterday's answer stays."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exchange.loading import Outcome, Report
from registry.core.actor import Actor, ActorKind, Grant, Role, Scope
from registry.core.logic import Truth
from registry.core.models import Citation, Contradiction
from registry.directory.actions import edit_organization
from registry.directory.models import Membership, Organization, Service
from registry.journal.models import Event
from registry.referrals.models import Agreement
from tests.factories.facts import Files, content, entry, load_files, network

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 1)
TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The network, loaded; to be changed and loaded again."""
    given = network()
    assert load_files(tmp_path, given, today=FIRST).refused == []
    return given


def again(tmp_path: Path, files: Files, day: date = TODAY) -> Report:
    return load_files(tmp_path, files, today=day)


def service(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["services"]["services"][0]
    return found


def organization(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["organisations"]["organisations"][0]
    return found


def corridor(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["relations"]["relations"][3]
    return found


def test_another_door_holds_from_the_day_of_loading(tmp_path: Path, files: Files) -> None:
    service(files)["door"] = "appointment"
    report = again(tmp_path, files)
    assert entry(report, "repas").outcome is Outcome.CHANGED
    assert entry(report, "repas").fields == ("terms",)
    repas = Service.objects.get(key="repas")
    before, now = repas.terms_on(YESTERDAY), repas.terms_on(TODAY)
    assert before is not None
    assert now is not None
    assert (before.door, now.door) == ("walk_in", "appointment")
    assert Event.objects.filter(aggregate_key="repas").values_list("version", "fields").last() == (2, ["terms"])


def test_a_newer_source_says_since_when(tmp_path: Path, files: Files) -> None:
    service(files).update(door="appointment", as_of="2026-10-05")
    again(tmp_path, files)
    assert [terms.since for terms in Service.objects.get(key="repas").terms.all()] == [None, date(2026, 10, 5)]


def test_a_source_of_the_future_does_not_reach_back_or_ahead(tmp_path: Path, files: Files) -> None:
    service(files).update(door="appointment", as_of="2027-01-01")
    again(tmp_path, files)
    assert [terms.since for terms in Service.objects.get(key="repas").terms.all()] == [None, TODAY]


def test_two_changes_on_one_day_are_one_change(tmp_path: Path, files: Files) -> None:
    for door in ("appointment", "self"):
        service(files)["door"] = door
        again(tmp_path, files)
    assert [terms.door for terms in Service.objects.get(key="repas").terms.all()] == ["walk_in", "self"]


def test_an_intake_that_closes_was_open_yesterday(tmp_path: Path, files: Files) -> None:
    service(files)["intake_periods"] = [{"status": "closed"}]
    again(tmp_path, files)
    repas = Service.objects.get(key="repas")
    assert repas.intake_on(YESTERDAY).current.status == "open"  # type: ignore[union-attr]
    assert [period.status for period in repas.intake_on(TODAY).possible] == ["closed"]


def test_an_intake_follows_the_dates_that_its_file_gives(tmp_path: Path, files: Files) -> None:
    service(files)["intake_periods"] = [
        {"status": "open", "since": "2024-01-10", "until": "2026-09-04", "ongoing": False},
        {"status": "waitlist", "since": "2026-09-04", "wait_days": 0.7, "ongoing": True},
    ]
    again(tmp_path, files)
    periods = Service.objects.get(key="repas").intake_periods.all()
    assert [(row.status, str(row.since), str(row.until)) for row in periods] == [
        ("open", "2024-01-10", "2026-09-04"),
        ("waitlist", "2026-09-04", "None"),
    ]
    assert periods[1].wait_days == Decimal("0.7")


def test_an_intake_that_opens_again_keeps_what_was(tmp_path: Path, files: Files) -> None:
    service(files)["intake_periods"] = [{"status": "closed"}]
    again(tmp_path, files, TODAY)
    service(files)["intake_periods"] = [{"status": "open", "since": "2024-01-10", "as_of": "2025-05"}]
    later = TODAY + timedelta(days=10)
    again(tmp_path, files, later)
    repas = Service.objects.get(key="repas")
    days = (YESTERDAY, TODAY, later - timedelta(days=1), later)
    assert [[period.status for period in repas.intake_on(day).possible] for day in days] == [
        ["open"],
        ["closed"],
        ["closed"],
        ["open"],
    ]


def test_a_new_name_leaves_a_former_one(tmp_path: Path, files: Files) -> None:
    organization(files)["names"] = {"fr": "La Grande Porte", "original": "La Grande Porte"}
    again(tmp_path, files)
    porte = Organization.objects.get(key="porte")
    assert porte.name_on(YESTERDAY, "fr").text == "La Porte"
    assert porte.name_on(TODAY, "fr").text == "La Grande Porte"
    assert "la porte" in porte.folded
    assert "grande porte" in porte.folded


def test_an_organization_that_closes_existed_yesterday(tmp_path: Path, files: Files) -> None:
    organization(files).update(status="closed", successor="table")
    again(tmp_path, files)
    porte = Organization.objects.get(key="porte")
    assert porte.standing_on(YESTERDAY).exists is Truth.YES
    assert porte.standing_on(TODAY).exists is Truth.NO
    assert porte.states.last().successor.key == "table"  # type: ignore[union-attr]


def test_a_stated_closing_date_is_taken(tmp_path: Path, files: Files) -> None:
    organization(files).update(status="closed", status_since="2026-03")
    again(tmp_path, files)
    porte = Organization.objects.get(key="porte")
    days = (date(2026, 2, 28), date(2026, 3, 15), date(2026, 4, 1))
    assert [porte.standing_on(day).exists for day in days] == [Truth.YES, Truth.UNKNOWN, Truth.NO]


def test_an_undated_attribute_is_corrected_in_place(tmp_path: Path, files: Files) -> None:
    organization(files)["city"] = "Montréal"
    report = again(tmp_path, files)
    assert entry(report, "porte").fields == ("city",)
    assert Organization.objects.get(key="porte").city == "Montréal"
    event = Event.objects.filter(aggregate_key="porte").last()
    assert event is not None
    assert event.fields == ["city"]


def test_changed_conditions_are_new_terms_of_the_agreement(tmp_path: Path, files: Files) -> None:
    corridor(files)["corridor"]["conditions"] = {"any": ["urgent", "homeless"]}
    corridor(files)["corridor"]["metrics"] = {
        "promised_days": 0.35035,
        "observed": [{"date": "2026-11-02", "days": 2.5, "accepted": True}],
    }
    again(tmp_path, files)
    agreement = Agreement.objects.get(key="corridor")
    assert [(row.since, row.conditions_all, row.conditions_any) for row in agreement.terms.all()] == [
        (None, ["urgent"], []),
        (TODAY, [], ["urgent", "homeless"]),
    ]
    assert agreement.terms.last().promised_days == Decimal("0.35035")  # type: ignore[union-attr]
    assert agreement.answered_referrals.get().days == Decimal("2.5")


def test_a_membership_that_ends_keeps_its_row(tmp_path: Path, files: Files) -> None:
    files["relations"]["relations"][0]["until"] = "2026-06"
    report = again(tmp_path, files)
    assert entry(report, "membre").fields == ("until",)
    membership = Membership.objects.get(key="membre")
    assert membership.holds_on(date(2026, 6, 3)) is Truth.UNKNOWN
    assert membership.ends == date(2026, 7, 1)


def test_sources_and_statements_are_told_anew(tmp_path: Path, files: Files) -> None:
    organization(files)["sources"] = [{"type": "url", "ref": "https://porte.example/nous"}]
    files["contradictions"]["contradictions"][0]["statements"].append({"value": "treize"})
    report = again(tmp_path, files)
    assert entry(report, "con-1").fields == ("statements",)
    assert [row.document.type for row in Citation.objects.filter(subject_key="porte")] == ["url"]
    assert Contradiction.objects.get().statements.count() == 3


def test_who_is_no_longer_in_the_file_is_named_and_stays(tmp_path: Path, files: Files) -> None:
    files["organisations"]["organisations"].pop(1)
    report = again(tmp_path, files)
    assert entry(report, "table").outcome is Outcome.GONE
    assert Organization.objects.filter(key="table").exists()


def test_the_last_of_its_kind_is_named_too(tmp_path: Path, files: Files) -> None:
    files["relations"]["relations"].pop(0)
    assert entry(again(tmp_path, files), "membre").outcome is Outcome.GONE


def test_a_changed_field_that_nobody_reads_changes_nothing(tmp_path: Path, files: Files) -> None:
    before = content()
    organization(files).update(former_ids=["x"], motto="Entrez!")
    report = again(tmp_path, files)
    assert content() == before
    assert dict(report.unread_fields) == {("organisations", "motto"): 1}


def test_another_record_under_the_same_id_is_refused(tmp_path: Path, files: Files) -> None:
    files["relations"]["relations"][1]["to"] = "ronde"
    service(files)["organization"] = "table"
    report = again(tmp_path, files)
    assert {entry.key: entry.flaws[0].code for entry in report.refused} == {
        "ensemble": "ENDS_CHANGED",
        "repas": "ENDS_CHANGED",
    }


def test_a_claimed_organization_keeps_its_own(tmp_path: Path, files: Files) -> None:
    Organization.objects.filter(key="porte").update(claimed=True)
    before = content()
    organization(files)["city"] = "Montréal"
    service(files)["door"] = "self"
    corridor(files)["note"] = "plus rapide"
    report = again(tmp_path, files)
    assert {entry.key for entry in report.entries if entry.outcome is Outcome.KEPT} == {"porte", "repas", "corridor"}
    assert content() == before


def test_what_somebody_edited_here_is_kept(tmp_path: Path, files: Files) -> None:
    pk = Organization.objects.get(key="table").pk
    person = Actor("p", ActorKind.PERSON, frozenset({Grant(Role.ADMINISTRATOR, Scope.ORGANIZATION, pk)}))
    edit_organization(person, "table", values={"city": "Gatineau"})
    files["organisations"]["organisations"][1]["city"] = "Montréal"
    report = again(tmp_path, files)
    assert entry(report, "table").outcome is Outcome.KEPT
    assert Organization.objects.get(key="table").city == "Gatineau"


def test_a_name_that_comes_later_replaces_the_id(tmp_path: Path, files: Files) -> None:
    files["organisations"]["organisations"].append({"id": "neuf"})
    again(tmp_path, files, FIRST)
    assert Organization.objects.get(key="neuf").name_on(FIRST, "fr").text == "neuf"
    files["organisations"]["organisations"][-1]["names"] = {"original": "Neuve"}
    again(tmp_path, files)
    neuf = Organization.objects.get(key="neuf")
    assert [name.text for name in neuf.names.all()] == ["Neuve"]
