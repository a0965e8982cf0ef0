"""Everything about the project that a machine can judge without running it: the body of `make check`.

Each step says one line; what a failing step said comes below it, and the other steps still run.
"""

import subprocess
import sys
import time
from collections.abc import Sequence

from setup.console import ROOT

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Locks pin what is asked for and name no host", ("-m", "setup.locks", "check")),
    ("Style and likely mistakes (ruff check)", ("-m", "ruff", "check", "--quiet", ".")),
    ("Format (ruff format)", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ("Layers and subjects (import-linter)", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
    ("Types (mypy, strict)", ("-m", "mypy")),
    ("Django's own checks", ("manage.py", "check", "--fail-level=WARNING")),
    ("Migrations are complete", ("manage.py", "makemigrations", "--check", "--dry-run")),
    ("The committed GraphQL schema is the one in force", ("-m", "pytest", "-q", "tests/schema/test_schema.py")),
)


def main() -> None:
    """Run every step; exit status 1 when one fails."""
    failed = [sentence for sentence, command in STEPS if not passes(sentence, command)]
    sys.exit(1 if failed else 0)


def passes(sentence: str, command: Sequence[str]) -> bool:
    """Run one step with this Python and say how it went."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    took = time.monotonic() - begun
    print(f"{'✗' if done.returncode else '✓'} {sentence} ({took:.0f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
