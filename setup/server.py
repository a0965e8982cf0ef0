"""gunicorn's settings for `make run`: one process, threads, and at the end where to click.

One process because the pathway engine lives in its memory and SQLite takes one writer (docs/decisions/0003).
"""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 1
threads = 8
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: object) -> None:
    """Called by gunicorn when the registry is ready to answer: say where."""
    from django.urls import reverse

    site = f"http://{bind}"
    print(
        f"\nThe registry is open: {site}/\n"
        f"To enter, choose a demonstration role: {site}{reverse('account_login')}\n"
        "Ctrl-C stops it.\n",
        flush=True,
    )
