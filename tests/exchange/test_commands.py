"""`manage.py load` and `manage.py demo`, as people and programs use them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from registry.accounts.models import User
from registry.directory.models import Organization, ServiceTerms
from tests.factories.facts import network, write

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_load_shows_progress_and_a_summary(tmp_path: Path) -> None:
    said = run("load", str(write(tmp_path, network())))
    assert "organisations 3/3\n" in said
    assert "organisations.json · organismes: ajouts 3\n" in said
    again = run("load", str(tmp_path))
    assert "organisations.json · organismes: sans changement 3\n" in again


def test_what_was_refused_is_said_and_the_command_fails(tmp_path: Path) -> None:
    files = network()
    files["services"]["services"][0]["door"] = "window"
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("load", str(write(tmp_path, files)), stdout=out)
    assert failed.value.returncode == 1
    assert "repas: door: Le code" in out.getvalue()
    assert Organization.objects.count() == 3


def test_quiet_says_nothing_of_what_went_well(tmp_path: Path) -> None:
    assert run("load", str(write(tmp_path, network())), "--quiet") == ""


def test_the_report_is_for_programs(tmp_path: Path) -> None:
    files = network() | {"measures": {"measures": [{"id": "mea-1", "label_fr": "Repas servis"}]}, "other": {}}
    run("load", str(write(tmp_path / "in", files)), "--report", str(tmp_path / "out" / "report.json"))
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["counts"]["new"] > 10
    [waiting] = [record for record in report["records"] if record["outcome"] == "waiting"]
    assert (waiting["id"], waiting["label"], waiting["file"]) == ("mea-1", "Repas servis", "measures.json")
    assert report["other_files"] == ["other.json"]


def test_today_can_be_another_day(tmp_path: Path) -> None:
    files = network()
    run("load", str(write(tmp_path, files)))
    files["services"]["services"][0]["door"] = "self"
    run("load", str(write(tmp_path, files)), "--today", "2026-12-01")
    assert {str(since) for since in ServiceTerms.objects.values_list("since", flat=True)} == {"None", "2026-12-01"}


def test_no_such_day(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="today"):
        run("load", str(tmp_path), "--today", "2026-02-30")


def test_the_demonstration_with_its_roles(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_SIGN_IN = True
    settings.VAR_DIR = tmp_path
    said = run("demo")
    assert "organisations 213/213\n" in said
    assert Organization.objects.filter(exercise=True).count() == 15
    assert User.objects.filter(email__endswith=".example").count() == 8
    assert (tmp_path / "loading" / "facts.json").exists()
    assert "refus " not in run("demo")


def test_no_roles_where_nobody_may_enter_so(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_SIGN_IN = False
    settings.VAR_DIR = tmp_path
    run("demo", "--quiet")
    assert not User.objects.exists()
