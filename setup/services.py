"""The servers that the whole suite needs, on a Debian machine without containers.

`install` gets PostgreSQL and Chromium from Debian (as root); `start FOLDER PORT` makes a private PostgreSQL
cluster in FOLDER, open to everyone on this machine and so for tests only; `stop FOLDER` ends it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from setup.browser import HEADLESS
from setup.console import say, stop

# Debian's headless build says nothing of the data that it shares with the other one.
PACKAGES = {"PostgreSQL": ["postgresql"], "Chromium": [HEADLESS, "chromium-common"]}
USAGE = "Say what to do: install | start FOLDER PORT | stop FOLDER"


def main(arguments: Sequence[str]) -> None:
    """Do what the first word says."""
    match arguments:
        case ["install"]:
            install()
        case ["start", folder, port]:
            start(Path(folder), int(port))
        case ["stop", folder]:
            control(Path(folder), "-m", "fast", "-w", "stop")
        case _:
            stop(USAGE)


def install() -> None:
    """Install from Debian what is missing; needs root and a package source."""
    present = {"PostgreSQL": find_server() is not None, "Chromium": shutil.which(HEADLESS) is not None}
    missing = [name for name, there in present.items() if not there]
    if not missing:
        say("PostgreSQL and Chromium: there already")
        return
    say(f"Installing {' and '.join(missing)}")
    packages = [package for name in missing for package in PACKAGES[name]]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
        if done.returncode:
            stop(f"{' '.join(command)} failed: {done.stderr.strip()}")


def find_server() -> Path | None:
    """The folder of PostgreSQL's programs: those on PATH, or the newest that Debian keeps beside it."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    kept = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((found.parent for found in kept), key=lambda folder: int(folder.parent.name), default=None)


def start(folder: Path, port: int) -> None:
    """Start the cluster in `folder` on 127.0.0.1:`port`, making it first when it is not there."""
    if not (folder / "data").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        server(folder, "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control(folder, "-o", options, "-l", f"{folder}/log", "-w", "start")
    say(f"PostgreSQL is up: DATABASE_URL=postgres://postgres@127.0.0.1:{port}/postgres")


def control(folder: Path, *arguments: str) -> None:
    """Call pg_ctl on the cluster in `folder`."""
    server(folder, "pg_ctl", "-D", f"{folder}/data", *arguments)


def server(folder: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, as the user postgres where this is root: it refuses to run as root."""
    programs = find_server()
    if programs is None:
        stop("PostgreSQL is not installed; as root: python3 -m setup.services install")
    command = [str(programs / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # A file and not a pipe: the server keeps what it inherits open, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, cwd="/", stdout=output, stderr=output, check=False)
        output.seek(0)
        if done.returncode:
            stop(f"{program} failed in {folder}: {output.read().strip()}")


if __name__ == "__main__":
    main(sys.argv[1:])
