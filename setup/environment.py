"""Build `.venv` and install what the locks name: `python3 -m setup.environment requirements.txt …`.

A lock is installed again only when it changed, so a second run needs no network.
"""

import hashlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from setup.console import ROOT, Progress, say, stop

VENV = ROOT / ".venv"
REQUIREMENT = re.compile(r"^[A-Za-z0-9][\w.\[\]-]*==", re.MULTILINE)


def main(locks: Sequence[str]) -> None:
    """Make the environment if it is not there or broken, then bring it to each of the `locks`."""
    if not works(VENV):
        create(VENV)
    for name in locks:
        install(VENV, ROOT / name)


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / "bin" / "python"


def works(environment: Path) -> bool:
    """Whether the environment's own Python and pip start; a moved or half-built one fails here."""
    try:
        probe = [str(python_of(environment)), "-m", "pip", "--version"]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def create(environment: Path) -> None:
    """Make a fresh virtual environment, replacing what stands there.

    Ends with a sentence where this Python was packaged without `venv`, as on Debian.
    """
    say(f"Creating the environment {environment.name} with Python {sys.version.split()[0]}")
    try:
        venv.create(environment, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        stop(
            "This Python cannot create environments. Install its venv package "
            "(on Debian and Ubuntu: apt install python3-venv) and try again."
        )


def install(environment: Path, lock: Path) -> None:
    """Install one hashed lock with pip unless the environment already holds exactly this lock."""
    stamp = environment / f".{lock.stem}.installed"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        say(f"{lock.name}: installed already")
        return
    total = len(REQUIREMENT.findall(lock.read_text(encoding="utf-8")))
    say(f"{lock.name}: installing {total} packages (the first time takes a few minutes)")
    run_pip(environment, lock, total)
    stamp.write_text(wanted)


def run_pip(environment: Path, lock: Path, total: int) -> None:
    """Run pip and count the packages it takes up; its whole output is shown only when it fails."""
    # Not compiled here: most of it is never imported, and Python compiles what is, once.
    options = ["--require-hashes", "--no-deps", "--no-compile", "-r", str(lock)]
    command = [str(python_of(environment)), "-m", "pip", "install", *options]
    quiet = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    progress = Progress("packages", total)
    output: list[str] = []
    with subprocess.Popen(command, env=quiet, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            output.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                progress.step()
    progress.end()
    if pip.returncode:
        print("".join(output[-30:]), file=sys.stderr)
        stop(f"pip could not install {lock.name}; its last words are above. Is there a network?")


if __name__ == "__main__":
    main(sys.argv[1:])
