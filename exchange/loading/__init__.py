"""Loading a folder of facts: every record is written, found unchanged, or listed with the reason (docs/loading.md)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from registry.core.dates import montreal_today

from .files import read_folder
from .flaws import later_subjects
from .kinds import later
from .one_file import Loading, Progress, refused_file
from .plan import FILES
from .report import Entry, Outcome, Report
from .world import World

__all__ = ["Outcome", "Report", "load"]


def load(folder: Path | str, *, today: date | None = None, progress: Progress | None = None) -> Report:
    """Load the folder as the system; what changed in it since the last time holds from `today` on.

    Nothing is raised for what is wrong in the files: it is in the report, and the rest is loaded.
    `progress(file, done, total)` is called after each record.
    """
    names = {file.name for file in FILES} | later.LISTS.keys()
    read = read_folder(Path(folder), names)
    report = Report(str(folder), other_files=read.others)
    report.entries += [refused_file(name, flaw) for name, flaw in read.flaws.items()]
    world = World(today or montreal_today())
    for file in FILES:
        if file.name in read.files:
            loading = Loading(file, read.files[file.name], world, progress or _in_silence)
            loading.run()
            report.entries += loading.entries
            report.unread_fields.update(loading.unread)
    for name in later.LISTS:
        if name in read.files:
            report.entries += _waiting(name, read.files[name])
    if any(entry.outcome in (Outcome.NEW, Outcome.CHANGED) for entry in report.entries):
        _count_anew()
    return report


def _count_anew() -> None:
    """Have PostgreSQL plan by what the tables hold now: left alone, it still takes them for empty for a while."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _waiting(name: str, content: Mapping[str, Any]) -> list[Entry]:
    kind = later.LISTS[name][0]
    waits_for = later_subjects()[kind]
    return [
        Entry(f"{name}.json", kind, key, Outcome.WAITING, label, waits_for=waits_for)
        for key, label in later.waiting(name, content)
    ]


def _in_silence(file: str, done: int, total: int) -> None:
    """Nobody is looking."""
