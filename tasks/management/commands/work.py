"""`manage.py work`: follow the journal and the clock until stopped."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tasks.clock import Clock
from tasks.worker import Stop, do_due, work


class Command(BaseCommand):
    help = "Sends mails and does what else is due, until stopped (SIGTERM or Ctrl-C). Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            Clock().tick()
            self.stdout.write(f"{do_due()} events handled")
            return
        stop = Stop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop)
