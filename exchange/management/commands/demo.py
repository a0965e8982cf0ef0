"""`manage.py demo`: load the demonstration data, and the roles to enter it as."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from registry.accounts.actions import load_demo_users
from registry.core.actor import SYSTEM

from .load import Shown, load_or_stop, refusals, write_report

FOLDERS = ("facts", "exercise")


class Command(BaseCommand):
    help = "Load the demonstration data: sourced facts, then the exercise network and the roles to enter it as."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="say only what was refused")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in FOLDERS:
            self._load(settings.BASE_DIR / "demo" / name, options["quiet"])
        if settings.DEMO_SIGN_IN:
            self._load_users(settings.BASE_DIR / "demo" / "exercise" / "users.json", options["quiet"])

    def _load(self, folder: Path, quiet: bool) -> None:
        report = load_or_stop(folder, progress=None if quiet else Shown(self.stdout))
        details = Path(settings.VAR_DIR) / "loading" / f"{folder.name}.json"
        write_report(report, details)
        if not quiet:
            for line in report.lines(names=False):
                self.stdout.write(line)
            self.stdout.write(_("La liste complète, fiche par fiche: %(file)s") % {"file": details})
        if report.refused:
            raise CommandError(refusals(report))

    def _load_users(self, path: Path, quiet: bool) -> None:
        rows = json.loads(path.read_text(encoding="utf-8"))["users"]
        count = load_demo_users(SYSTEM, rows)
        if not quiet:
            self.stdout.write(_("Rôles de démonstration: %(count)s") % {"count": count})
