"""The import contracts hold, and each of them catches an import that is planted against it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checks import ROOMS, ROOT

PLANTED = [
    ("down-only", "registry/directory/queries.py", "import graph.model"),
    ("down-only", "pages/urls.py", "import schema"),
    ("down-only", "graph/model.py", "import config.settings"),
    ("one-shape", "registry/directory/models.py", "from registry.directory import queries"),
    ("no-subject-cycles", "registry/directory/queries.py", "from registry.referrals import models"),
    ("pure-cores", "registry/directory/rules.py", "import django.utils.timezone"),
    ("pure-cores", "graph/model.py", "from registry.directory import models"),
    ("graphene-in-schema", "pages/urls.py", "import graphene"),
]


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    chosen = ["--contract", contract] if contract else []
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
        *chosen,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), PLANTED)
def test_a_planted_import_is_caught(tmp_path: Path, contract: str, module: str, line: str) -> None:
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("templates", "static", "__pycache__")
        )
    planted = tmp_path / module
    source = planted.read_text(encoding="utf-8") if (planted).exists() else ""
    if planted.is_dir() or not planted.exists():
        planted = planted.with_suffix("") / "__init__.py"
        source = planted.read_text(encoding="utf-8")
    planted.write_text(f"{source}\n{line}\n", encoding="utf-8")
    done = lint(tmp_path, contract)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout
