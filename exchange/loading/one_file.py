"""Loading one file: read each record, compare it with what its file said last time, have what changed written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.core import queries as core
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode, Problem
from registry.core.records import Record
from registry.core.validation import shown
from registry.journal import queries as journal

from . import comparison
from .flaws import flaw, from_problem, later_subjects
from .ids import wrong_id
from .kinds.kind import Draft, Kind, Upward
from .kinds.later import label
from .plan import File
from .reader import Reader
from .report import Entry, Flaw, Outcome
from .world import World

Progress = Callable[[str, int, int], None]


@dataclass
class Loading:
    """One file on its way: `rows` by kind and key, once they are known to be records."""

    file: File
    content: Mapping[str, Any]
    world: World
    progress: Progress
    entries: list[Entry] = field(default_factory=list)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    notes: dict[str, Flaw] = field(default_factory=dict)
    """What was left out of records that are loaded all the same: they are read again the next time."""

    @property
    def moving(self) -> bool:
        """Whether the file is an exercise: its dates may move with the day of loading."""
        meta = self.content.get("meta")
        return isinstance(meta, dict) and meta.get("exercise") is True

    def run(self) -> None:
        """Load it; `entries` tells what became of each record."""
        missing = [name for name in self.file.lists if not isinstance(self.content.get(name), list)]
        if missing:
            self._tell(self.file.name, "", Outcome.REFUSED, flaws=(flaw("NO_LIST", value=missing[0]),))
            return
        self._sort_out()
        self.world.file = dict.fromkeys((key for rows in self.rows.values() for key in rows), "")
        loaded = {kind.name: core.loaded(SYSTEM, kind.name) for kind in self.file.kinds}
        collection = comparison.collection_of(loaded, self.rows)
        for kind in self.file.kinds:
            rows = self.rows.get(kind.name, {})
            if rows:
                self._load(kind, rows, loaded[kind.name], collection)
            for key in comparison.gone(loaded[kind.name], collection, rows):
                self._tell(kind.name, key, Outcome.GONE)
        self.world.file = {}
        self.progress(self.file.name, total := sum(map(len, self.rows.values())), total)

    def _sort_out(self) -> None:
        """Each row to its kind and key; what is no record, has no fit id or waits is told at once."""
        seen: set[str] = set()
        for number, (list_name, row) in enumerate(self.file.rows(self.content), 1):
            if not isinstance(row, dict):
                self._tell(list_name, "", Outcome.REFUSED, flaws=(flaw("NOT_AN_OBJECT", value=number),))
                continue
            key = self.file.key(list_name, row)
            kind = self.file.kind_of(row)
            name = kind if isinstance(kind, str) else kind.name
            wrong = wrong_id(key, seen)
            if wrong:
                self._tell(name, _shown_id(key, number), Outcome.REFUSED, row, flaws=(wrong,))
                continue
            seen.add(key)
            if isinstance(kind, str):
                self._tell(name, key, Outcome.WAITING, row, waits_for=later_subjects()[name])
            else:
                self.rows.setdefault(name, {})[key] = row

    def _load(
        self, kind: Kind, rows: Mapping[str, Mapping[str, Any]], loaded: Mapping[str, tuple[str, str]], collection: str
    ) -> None:
        """The records of one kind, compared with what was `loaded` before: {key: (collection, digest)}."""
        day = self.world.today if self.moving else None  # its dates move, so another day's file says something else
        now = {key: comparison.digest([row, day]) for key, row in rows.items()}
        differing = {key: row for key, row in rows.items() if loaded.get(key, ("", ""))[1] != now[key]}
        drafts = self._read(kind, differing)
        before = core.loaded_columns(SYSTEM, kind.name, drafts)
        before |= {key: {} for key in core.taken(SYSTEM, kind.name, drafts.keys() - before.keys())}
        records = {
            key: comparison.record(key, draft, "" if key in self.notes else now[key], collection, before.get(key))
            for key, draft in drafts.items()
        }
        self._write(kind, self._to_write(kind, records, drafts))
        told = {entry.key for entry in self.entries}
        for key in rows:
            if key not in told:
                self._tell(kind.name, key, Outcome.UNCHANGED, rows[key])

    def _read(self, kind: Kind, rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Draft]:
        """The records in which nothing is wrong."""
        drafts: dict[str, Draft] = {}
        loops = self._loops(kind) if rows else set()
        for key, row in rows.items():
            reader = Reader(row, self.world, self.moving)
            drafts[key] = kind.read(reader, key)
            reader.finish()
            self.unread.update((self.file.name, name) for name in reader.gathered.unread.elements())
            if kind.upward and key in loops:
                reader.problem(ErrorCode.LOOP, kind.upward.field)
            if reader.gathered.flaws:
                del drafts[key]
                self._refuse(kind, key, *reader.gathered.flaws)
            self.progress(self.file.name, len(self.entries) + len(drafts), sum(map(len, self.rows.values())))
        self._settle_upward(kind, drafts)
        self._settle_clashes(kind, drafts)
        return drafts

    def _loops(self, kind: Kind) -> set[str]:
        """Those records that are above themselves, by way of this file and what stands."""
        if kind.upward is None:
            return set()
        told = {key: self._above(kind.upward, key) for key in self.rows[kind.name]}
        steps = {**kind.upward.known(self.world), **told}
        return comparison.in_loops({key: above for key, above in steps.items() if above})

    def _settle_upward(self, kind: Kind, drafts: dict[str, Draft]) -> None:
        """What to do with records that name one above them which is neither here nor in the registry."""
        if kind.upward is None or not drafts:
            return
        known = kind.upward.known(self.world)
        while lost := self._lost(kind.upward, drafts, known):
            for key, above in lost.items():
                told = flaw("UNKNOWN_REFERENCE", kind.upward.field, above)
                if kind.upward.leave_out:
                    kind.upward.leave_out(drafts[key])
                    self.notes[key] = told
                else:
                    del drafts[key]
                    self._refuse(kind, key, told)

    def _lost(self, upward: Upward, drafts: Mapping[str, Draft], known: Mapping[str, str]) -> dict[str, str]:
        """Those of the records whose one above is nowhere, with its key."""
        named = {key: self._above(upward, key) for key in drafts if key not in self.notes}
        return {key: above for key, above in named.items() if above and above not in known and above not in drafts}

    def _settle_clashes(self, kind: Kind, drafts: dict[str, Draft]) -> None:
        """Refuse what cannot stand beside the rest, and then what leaned on it or meets what stays in its place."""
        while kind.clashes and (wrong := kind.clashes(drafts, self.world)):
            for key, told in wrong.items():
                del drafts[key]
                self._refuse(kind, key, told)

    def _above(self, upward: Upward, key: str) -> str:
        """The key of the record above this one; empty if it names none."""
        told = next(rows[key] for rows in self.rows.values() if key in rows).get(upward.field)
        return upward.key(key, told) if isinstance(told, str) and told else ""

    def _to_write(self, kind: Kind, records: Mapping[str, Record], drafts: Mapping[str, Draft]) -> list[Record]:
        """Those that changed, are still about the same thing, and are not kept up here by people.

        An exercise is the demonstration's own, whoever enters as its people: only what they edited is kept.
        """
        changed = {key: record for key, record in records.items() if record.fields and not record.new}
        edited = journal.edited_by_people(SYSTEM, kind.name, changed) if kind.aggregate and changed else set()
        for key, record in changed.items():
            other = [name for name in record.fields if name in kind.fixed]
            claimed = not self.moving and any(self.world.is_claimed(owner) for owner in drafts[key].owners)
            if other:
                self._refuse(kind, key, flaw("ENDS_CHANGED", ", ".join(other)))
            elif claimed or key in edited:
                self._tell(kind.name, key, Outcome.KEPT, self.rows[kind.name][key], fields=record.fields)
            else:
                self._tell(kind.name, key, Outcome.CHANGED, self.rows[kind.name][key], fields=record.fields)
        told = {entry.key for entry in self.entries if entry.outcome is not Outcome.CHANGED}
        return [record for key, record in records.items() if record.fields and key not in told]

    def _write(self, kind: Kind, records: list[Record]) -> None:
        if not records:
            return
        kind.write(records, self.world.today)
        if kind.touches:
            self.world.forget(kind.touches)
        for record in records:
            if record.new:
                self._tell(kind.name, record.key, Outcome.NEW, self.rows[kind.name][record.key])

    def _refuse(self, kind: Kind, key: str, *flaws: Flaw) -> None:
        self._tell(kind.name, key, Outcome.REFUSED, self.rows[kind.name][key], flaws=flaws)

    def _tell(self, kind: str, key: str, outcome: Outcome, row: Mapping[str, Any] | None = None, **more: Any) -> None:
        if key in self.notes:
            more.setdefault("flaws", (self.notes[key],))
        self.entries.append(Entry(f"{self.file.name}.json", kind, key, outcome, label(row or {}), **more))


def _shown_id(key: Any, number: int) -> str:
    return shown(key) if isinstance(key, str) and key else f"#{number}"


def refused_file(name: str, problem: Flaw | Problem) -> Entry:
    """The entry of a file that could not be read at all."""
    told = from_problem(problem) if isinstance(problem, Problem) else problem
    return Entry(f"{name}.json" if name else "", name, "", Outcome.REFUSED, flaws=(told,))
