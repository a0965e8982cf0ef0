"""The production files: nothing secret has a default, and whoever forgets a variable is told which."""

import http.server
import re
import subprocess
import sys
import threading
from typing import Any

import pytest
import yaml

from setup.console import ROOT

SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL")


@pytest.fixture
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return content


def test_no_variable_that_matters_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for name in SECRETS:
        uses = re.findall(rf"\$\{{{name}(.*?)\}}", text)
        assert uses, name
        assert all(use.startswith(":?") and len(use) > 20 for use in uses), name
    assert not re.search(r"(?:ENV|ARG)\s.*(?:SECRET|PASSWORD)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))


def test_web_and_worker_wait_for_the_tables_and_they_for_the_database(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"web", "worker", "migrate", "db"}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert services["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert "pg_isready" in services["db"]["healthcheck"]["test"][1]


def test_the_image_runs_as_nobody_special() -> None:
    last_stage = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
    assert "\nUSER registry\n" in last_stage
    assert "setup.health" in last_stage


@pytest.mark.parametrize(("status", "exit_status"), [(200, 0), (503, 1)])
def test_health_names_an_allowed_host_and_tells_what_it_got(status: int, exit_status: int) -> None:
    asked: list[tuple[str, str | None]] = []

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Host"]))
            self.send_response(status)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.handle_request).start()
        environment = {"PORT": str(site.server_port), "ALLOWED_HOSTS": ".registre.example,other.example"}
        done = subprocess.run([sys.executable, "-m", "setup.health"], cwd=ROOT, env=environment, check=False)
    assert (done.returncode, asked) == (exit_status, [("/health/", "registre.example")])
