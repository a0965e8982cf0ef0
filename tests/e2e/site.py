"""The registry as `make run` serves it: a process of its own, a database of its own, the demonstration data."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from setup.console import ROOT

OPEN = "The registry is open"
BETWEEN_MAILS = b"-" * 79
WAITS = 300
# What the suite's own settings set, and what a developer may have set for another server.
NOT_PASSED_ON = {"REGISTRY_MODE", "DJANGO_SETTINGS_MODULE", "DEMO_SIGN_IN", "SITE_URL", "DATABASE_URL"}


@dataclass(frozen=True)
class Site:
    """A running registry: its address, and the folder that has its mails and its log."""

    url: str
    folder: Path

    @property
    def log(self) -> str:
        """What the server complained about."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def links_to(self, address: str) -> list[str]:
        """The links in the mails that left for this address so far."""
        files = sorted((self.folder / "mail").glob("*.log"))
        mails = [part for file in files for part in file.read_bytes().split(BETWEEN_MAILS) if part.strip()]
        messages = [message_from_bytes(mail.lstrip(), policy=policy.default) for mail in mails]
        ours = [one for one in messages if one["To"] == address]
        return [link for one in ours for link in re.findall(rf"{self.url}/\S+", one.get_content())]

    def link_to(self, address: str, number: int = 1) -> str:
        """The link in the first mail for this address, or a later one, which the worker sends in its own time."""
        for _attempt in range(WAITS):
            if len(links := self.links_to(address)) >= number:
                return links[number - 1]
            Event().wait(0.1)
        raise AssertionError(f"No mail for {address}. {self.log}")


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Set up, load and serve as `make run` does; ends with it. Raises RuntimeError where it does not start."""
    port = free_port()
    with own_database(port) as database, (folder / "log").open("w", encoding="utf-8") as log:
        kept = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
        environment = kept | database | {"PORT": str(port), "REGISTRY_VAR": str(folder)}
        command = [sys.executable, "-m", "setup.run"]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process:
            try:
                wait_until_open(process, folder)
                yield Site(f"http://127.0.0.1:{port}", folder)
            finally:
                process.terminate()


def wait_until_open(process: "subprocess.Popen[str]", folder: Path) -> None:
    """Read what the set-up says, up to the line that says where to click."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if OPEN in line:
            return
    raise RuntimeError("".join([*said, (folder / "log").read_text(encoding="utf-8")]))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def own_database(port: int) -> Iterator[dict[str, str]]:
    """The variable that names a new database on the PostgreSQL of this run; nothing where it is on SQLite."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield {}
        return
    name = f"e2e_{port}"
    server = urlsplit(address)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
