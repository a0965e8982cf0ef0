"""What became of every record of a folder: the summary that is printed, and the same for programs."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Outcome(StrEnum):
    """What became of one record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept_by_its_organization"
    WAITING = "waiting"
    GONE = "no_longer_in_the_file"
    REFUSED = "refused"


WORDS = {
    Outcome.NEW: gettext_lazy("ajouts"),
    Outcome.CHANGED: gettext_lazy("changements"),
    Outcome.UNCHANGED: gettext_lazy("sans changement"),
    Outcome.KEPT: gettext_lazy("tenus à jour ici, laissés tels quels"),
    Outcome.WAITING: gettext_lazy("en attente"),
    Outcome.GONE: gettext_lazy("absents du fichier, laissés tels quels"),
    Outcome.REFUSED: gettext_lazy("refus"),
}
KINDS = {
    "term": gettext_lazy("codes des listes"),
    "region": gettext_lazy("régions"),
    "organization": gettext_lazy("organismes"),
    "group": gettext_lazy("groupes"),
    "service": gettext_lazy("services"),
    "membership": gettext_lazy("adhésions"),
    "relationship": gettext_lazy("liens entre organismes"),
    "listing": gettext_lazy("inscriptions sur une liste publique"),
    "agreement": gettext_lazy("ententes de référence"),
    "contradiction": gettext_lazy("contradictions"),
    "seat": gettext_lazy("sièges"),
    "activity": gettext_lazy("activités"),
    "concern": gettext_lazy("enjeux"),
    "concernanswer": gettext_lazy("réponses aux enjeux"),
    "meeting": gettext_lazy("rencontres"),
    "resolution": gettext_lazy("résolutions"),
    "ruleset": gettext_lazy("règles"),
    "measure": gettext_lazy("mesures"),
    "plan": gettext_lazy("plan d'action"),
    "framework": gettext_lazy("cadre de qualité"),
}
NAMED = (Outcome.CHANGED, Outcome.KEPT, Outcome.WAITING, Outcome.GONE)
WIDTH = 110


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: a stable code, the field that it is about, a sentence."""

    code: str
    field: str
    sentence: "str | Promise"

    def __str__(self) -> str:
        return f"{self.field}: {self.sentence}" if self.field else str(self.sentence)


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: where it stands, what became of it, and why.

    `fields` are those that changed, `waits_for` the part of the registry that will take it.
    """

    file: str
    kind: str
    key: str
    outcome: Outcome
    label: str = ""
    fields: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    waits_for: "str | Promise" = ""


@dataclass
class Report:
    """The entries of one folder, in the order of loading.

    `unread_fields` counts, by file and field, what records say in fields that the registry doesn't know;
    `other_files` are those that are not the loader's.
    """

    folder: str
    entries: list[Entry] = field(default_factory=list)
    unread_fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    other_files: list[str] = field(default_factory=list)

    @property
    def refused(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.outcome is Outcome.REFUSED]

    def count(self, outcome: Outcome, kind: str | None = None) -> int:
        """How many records, of one kind or of all, came out so."""
        return sum(entry.outcome is outcome and kind in (None, entry.kind) for entry in self.entries)

    def lines(self, *, names: bool = True) -> Iterator[str]:
        """The summary, by file and kind; with `names`, who is meant besides numbers. Refusals are always named."""
        for file, kind in dict.fromkeys((entry.file, entry.kind) for entry in self.entries):
            of_these = [entry for entry in self.entries if (entry.file, entry.kind) == (file, kind)]
            counts = Counter(entry.outcome for entry in of_these)
            told = ", ".join(f"{WORDS[outcome]} {counts[outcome]}" for outcome in Outcome if counts[outcome])
            waits = next((f" ({entry.waits_for})" for entry in of_these if entry.waits_for), "")
            yield f"{file} · {KINDS.get(kind, kind)}: {told}{waits}"
            if names:
                yield from _named(of_these)
            for entry in of_these:
                yield from (f"    {entry.key or file}: {flaw}" for flaw in entry.flaws)
        if self.unread_fields:
            told = ", ".join(f"{file} › {name} ({times})" for (file, name), times in sorted(self.unread_fields.items()))
            yield _("Champs inconnus, laissés de côté: %(fields)s") % {"fields": told}
        if self.other_files:
            yield _("Fichiers d'une autre nature, non lus: %(files)s") % {"files": ", ".join(self.other_files)}

    def as_data(self) -> dict[str, Any]:
        """The same, to be written as JSON."""
        return {
            "folder": self.folder,
            "counts": {outcome.value: self.count(outcome) for outcome in Outcome},
            "records": [_entry_as_data(entry) for entry in self.entries],
            "unread_fields": {f"{file}: {name}": times for (file, name), times in self.unread_fields.items()},
            "other_files": self.other_files,
        }


def _named(entries: list[Entry]) -> Iterator[str]:
    for outcome in NAMED:
        told = [
            entry.key + (f" ({', '.join(entry.fields)})" if entry.fields else "")
            for entry in entries
            if entry.outcome is outcome
        ]
        if told:
            text = f"{WORDS[outcome]}: {', '.join(_runs(told))}"
            yield from textwrap.wrap(
                text, WIDTH, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
            )


def _runs(names: list[str]) -> Iterator[str]:
    """The names, with `mea-001 … mea-256` for three or more that are numbered in a row."""
    runs: list[list[str]] = []
    for name in names:
        if runs and _next(runs[-1][-1]) == name:
            runs[-1].append(name)
        else:
            runs.append([name])
    for run in runs:
        yield from run if len(run) < 3 else [f"{run[0]} … {run[-1]}"]


def _next(name: str) -> str | None:
    """The name with the next number of as many digits; None where it has none."""
    stem = name.rstrip("0123456789")
    number = name[len(stem) :]
    return f"{stem}{int(number) + 1:0{len(number)}}" if number else None


def _entry_as_data(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": entry.file,
        "kind": entry.kind,
        "id": entry.key,
        "label": entry.label,
        "outcome": entry.outcome.value,
        "fields": list(entry.fields),
        "waits_for": str(entry.waits_for),
        "reasons": [{"code": flaw.code, "field": flaw.field, "sentence": str(flaw.sentence)} for flaw in entry.flaws],
    }
    return {name: value for name, value in told.items() if value}
