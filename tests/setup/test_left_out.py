"""A run ends by naming what it left out, and CI refuses to leave anything out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from setup.console import ROOT

SUITE = """
import pytest

def test_plain(): pass

@pytest.mark.browser
def test_page(): pass

@pytest.mark.{other}
def test_of_another_database(): pass
"""


def run_suite(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a small suite, on SQLite, under the project's own configuration."""
    suite = folder / "test_small.py"
    suite.write_text(SUITE.format(other="postgres"))
    quiet = {name: value for name, value in os.environ.items() if name not in ("REQUIRE_ALL", "DATABASE_URL")}
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "--rootdir=.", "-p", "tests.left_out"]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", *options, suite],
        cwd=ROOT,
        env=quiet | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_last_lines_name_what_was_left_out_and_how_to_add_it(tmp_path: Path) -> None:
    done = run_suite(tmp_path, "-n", "1", CHROMIUM="/nowhere/chromium")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-2:] == [
        "Left out: 1 that need Chromium. To add them: "
        "install it (apt install chromium chromium-headless-shell) or name it with CHROMIUM=….",
        "Left out: 1 that need PostgreSQL. To add them: "
        "make test DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME.",
    ]


def test_with_everything_required_a_missing_browser_fails_the_run(tmp_path: Path) -> None:
    done = run_suite(tmp_path, CHROMIUM="/nowhere/chromium", REQUIRE_ALL="1")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "[REQUIRE_ALL=1: a failure]" in done.stdout


def test_a_test_of_the_other_database_is_never_missed(tmp_path: Path) -> None:
    """It runs in the pass that is on that database."""
    done = run_suite(tmp_path, CHROMIUM=sys.executable, REQUIRE_ALL="1")
    assert done.returncode == 0, done.stdout
    assert "2 passed, 1 skipped" in done.stdout
