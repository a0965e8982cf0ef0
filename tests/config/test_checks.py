"""Production refuses to start on unsafe settings, and says why."""

import os
import subprocess
import sys

import pytest

from config.checks import unsafe
from tests.architecture.checks import ROOT

SAFE = {
    "REGISTRY_MODE": "production",
    "SECRET_KEY": "q8Zr2nV7xkW4mT9cYb3HsD6fGjL1pRv0EaUoIiNwXyMzKtQe5S",
    "ALLOWED_HOSTS": "registre.example",
    "DATABASE_URL": "postgres://registry@db/registry",
    "EMAIL_URL": "smtp+tls://mail.example:587",
    "DEFAULT_FROM_EMAIL": "registre@registre.example",
    "SITE_URL": "https://registre.example",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "REGISTRY_VAR": os.environ.get("REGISTRY_VAR", "var"), **SAFE, **changes}
    command = [sys.executable, "-c", "import django; from django.conf import settings; settings.DEBUG"]
    environment = {name: value for name, value in environment.items() if value} | {
        "DJANGO_SETTINGS_MODULE": "config.settings"
    }
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_safe_settings_start() -> None:
    done = start()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": "sqlite:///x.sqlite3"}, "DATABASE_URL"),
        ({"EMAIL_URL": ""}, "EMAIL_URL"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL"),
        ({"SITE_URL": ""}, "SITE_URL"),
        ({"SITE_URL": "http://registre.example"}, "SITE_URL"),
        ({"DEMO_SIGN_IN": "true"}, "DEMO_SIGN_IN"),
        ({"CSRF_TRUSTED_ORIGINS": "http://registre.example"}, "CSRF_TRUSTED_ORIGINS"),
    ],
)
def test_an_unsafe_setting_stops_the_start_with_its_sentence(changes: dict[str, str], named: str) -> None:
    done = start(**changes)
    assert done.returncode != 0
    sentences = [line for line in done.stderr.splitlines() if line.startswith("- ")]
    assert [line for line in sentences if line.startswith(f"- {named}:")], done.stderr
    assert len(sentences) == 1


def test_debug_is_refused() -> None:
    values = {
        "SECRET_KEY": SAFE["SECRET_KEY"], "ALLOWED_HOSTS": ["a.example"], "EMAIL_HOST": "mail.example", "DEBUG": True,
        "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}}, "DEFAULT_FROM_EMAIL": "a@a.example",
        "DEMO_SIGN_IN": False, "SITE_URL": "https://a.example", "CSRF_TRUSTED_ORIGINS": [],
    }  # fmt: skip
    assert [sentence.split(":")[0] for sentence in unsafe(values)] == ["DEBUG"]
