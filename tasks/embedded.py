"""The worker inside the web process, for a trial on one machine, where no second process runs."""

import threading

from .worker import Stop, work


def start() -> threading.Thread:
    """Follow the journal in a thread that ends with the process; the next start goes on where it was."""
    thread = threading.Thread(target=work, args=(Stop(),), name="worker", daemon=True)
    thread.start()
    return thread
