"""gunicorn's settings for `make run`: one process, threads, and at the end where to click.

One process because the pathway engine lives in its memory and SQLite takes one writer (docs/decisions/0003).
"""

import json
import os

from setup.console import ROOT

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 1
threads = 8
limit_request_line = 0  # whatever is too long, the site says so in words
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: object) -> None:
    """Called by gunicorn when the registry is ready to answer: say where."""
    from django.urls import reverse

    site = f"http://{bind}"
    enter = f"{site}{reverse('account_login')}"
    print("\n".join(["", f"The registry is open: {site}/", *ways_in(enter), "Ctrl-C stops it.", ""]), flush=True)


def ways_in(enter: str) -> list[str]:
    """Lines that say where to sign in and as whom."""
    users = json.loads((ROOT / "demo/exercise/users.json").read_text(encoding="utf-8"))["users"]
    return [f"Enter at {enter} by one click, as", *(f"  - {user['label']['en']} ({user['email']})" for user in users)]
