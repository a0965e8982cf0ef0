"""From an installed environment to a served registry with its demonstration data: the body of `make run`."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from setup import browser_files, catalogs
from setup.console import ROOT, say, stop

HOST = "127.0.0.1"


def main() -> None:
    """Prepare everything and become the web server."""
    port = port_from(os.environ.get("PORT", "8000"))
    refuse_taken(port)
    browser_files.main()
    catalogs.main()
    say("Database: bringing its tables up to date")
    manage("migrate", "--noinput", "--verbosity=0")
    say("Demonstration data: loading what is new or changed")
    manage("demo")
    say("Starting the web server")
    serve(port)


def port_from(text: str) -> int:
    """The port that the text names; ends with a sentence when it names none."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        stop(f"PORT is “{text}”, which is no port. Give a number from 1 to 65535: make run PORT=8123")
    return int(text)


def refuse_taken(port: int) -> None:
    """End with a sentence when something else listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            stop(f"Port {port} is kept for the system. Choose one above 1023: make run PORT=8123")
        except OSError:
            stop(f"Port {port} is already in use. Stop what uses it, or choose another: make run PORT=8123")


def manage(*arguments: str) -> None:
    """Run one of the registry's commands; when it fails, end with the last thing that it said."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        stop(f"manage.py {arguments[0]} failed. It said: {said[-1]}")


def serve(port: int) -> NoReturn:
    """Become gunicorn: one process with threads (docs/decisions/0003)."""
    os.chdir(ROOT)
    Path("staticfiles").mkdir(exist_ok=True)  # WhiteNoise complains where production's folder is missing
    os.environ["PORT"] = str(port)
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", "setup/server.py", "config.wsgi"])


if __name__ == "__main__":
    main()
