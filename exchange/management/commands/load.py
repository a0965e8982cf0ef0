"""`manage.py load FOLDER`: bring a folder of facts into the registry (docs/loading.md)."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from exchange.loading import Report, load


class Command(BaseCommand):
    help = "Load a folder of facts: what is new or changed is written, what cannot be is listed with the reason."
    requires_system_checks = ()  # nothing of the web site is needed, and a small folder loads at once

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--today", type=_day, help="the day from which changes hold (YYYY-MM-DD); today by default")
        parser.add_argument("--quiet", action="store_true", help="say only what was refused")
        parser.add_argument("--report", type=Path, help="also write the whole list to this file, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["quiet"]
        shown = None if quiet else Shown(self.stdout)
        report = load_or_stop(options["folder"], today=options["today"], progress=shown)
        if options["report"]:
            write_report(report, options["report"])
        for line in report.lines() if not quiet else ():
            self.stdout.write(line)
        for entry in report.refused if quiet else ():
            self.stderr.write(f"{entry.file} {entry.key}: {'; '.join(map(str, entry.flaws))}")
        if report.refused:
            raise CommandError(refusals(report), returncode=1)


def load_or_stop(folder: Path, **options: Any) -> Report:
    """`load`; CommandError in a sentence when the database has no tables yet, or doesn't answer."""
    try:
        return load(folder, **options)
    except DatabaseError as error:
        sentence = _(
            "La base de données n'est pas prête (%(error)s): lancez «manage.py migrate», puis chargez de nouveau."
        )
        raise CommandError(sentence % {"error": str(error).splitlines()[0]}) from error


class Shown:
    """Progress on a terminal, one line a file; elsewhere only its end."""

    def __init__(self, stdout: Any) -> None:
        self.stdout = stdout
        self.live = bool(getattr(stdout, "isatty", lambda: False)())
        self.ended: set[str] = set()

    def __call__(self, file: str, done: int, total: int) -> None:
        if file in self.ended:
            return
        if done == total:
            self.ended.add(file)
            self.stdout.write(f"\r{file} {done}/{total}" if self.live else f"{file} {done}/{total}")
        elif self.live and done % 20 == 0:
            self.stdout.write(f"\r{file} {done}/{total}", ending="")


def refusals(report: Report) -> str:
    """How much was refused, in one sentence."""
    return _("%(count)s fiche(s) ou fichier(s) refusés: corrigez-les, puis chargez le dossier de nouveau.") % {
        "count": len(report.refused)
    }


def write_report(report: Report, path: Path) -> None:
    """Write the report as JSON; CommandError says why it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report.as_data(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def _day(text: str) -> date:
    return date.fromisoformat(text)
