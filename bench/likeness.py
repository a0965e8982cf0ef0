"""How well likeness finds what is said again or contradicted, beside a plain full-text search, in the same run.

`python -m bench.likeness [--misses]` puts the 500 resolutions of `bench/resolutions/` in force, shows them one draft
after the other, and counts the drafts whose pair is among the first five hits.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.resolutions import Draft, drafts, in_force
from registry.concertation.rules.likeness import Document, Kind, likenesses
from registry.core.text import fold

FIRST = 5
Hits = list[tuple[str, Kind | None]]  # keys, the likest first; full text doesn't tell how they are alike


@dataclass(frozen=True)
class Run:
    """What one search found for each draft, by the draft's key, and how long it took."""

    hits: Mapping[str, Hits]
    milliseconds: float

    def of(self, draft: Draft) -> Hits:
        return self.hits[draft.document.key]

    def finds(self, draft: Draft) -> bool:
        return any(key == draft.pair for key, _ in self.of(draft))

    def claims(self, draft: Draft) -> Hits:
        """The hits that are told as more than related."""
        return [(key, kind) for key, kind in self.of(draft) if kind is not Kind.RELATED]

    def tells(self, draft: Draft) -> bool:
        return any(key == draft.pair for key, _ in self.claims(draft))

    def contradicts(self, draft: Draft) -> bool:
        return (draft.pair, Kind.CONTRADICTION) in self.of(draft)


def main() -> None:
    """Write what both searches found; with `--misses`, also the drafts that likeness gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="name the drafts that likeness gets wrong")
    arguments = parser.parse_args()
    registry, asked = in_force(), drafts()
    likeness, plain = run(_likeness(registry), asked), run(_full_text(registry), asked)
    lines = [f"{len(registry)} resolutions in force, {len(asked)} drafts", *table(asked, likeness, plain)]
    if arguments.misses:
        lines += misses(asked, likeness)
    sys.stdout.writelines(f"{line}\n" for line in lines)


def run(search: Callable[[Document], Hits], asked: Sequence[Draft]) -> Run:
    """The hits for each draft."""
    begun = time.perf_counter()
    hits = {draft.document.key: search(draft.document) for draft in asked}
    return Run(hits, (time.perf_counter() - begun) * 1000 / len(asked))


def table(asked: Sequence[Draft], *runs: Run) -> Iterator[str]:
    """What the runs (likeness, then full text) found; any hit for a draft without a pair is a false alarm."""
    paired = [draft for draft in asked if draft.pair]
    alone = [draft for draft in asked if not draft.pair]
    yield _row(f"pair found in the first {FIRST}", "likeness", "full text")
    for kind in sorted({draft.kind for draft in paired}, reverse=True):
        some = [draft for draft in paired if draft.kind == kind]
        yield _row(f"  {kind}", *(_share(map(each.finds, some)) for each in runs))
    yield _row("without a pair, yet with hits", *(_share(bool(each.claims(one)) for one in alone) for each in runs))
    yield _row("  hits a draft", *(f"{sum(len(each.claims(one)) for one in alone) / len(alone):.2f}" for each in runs))
    yield _row(
        "  told as related only",
        f"{sum(len(runs[0].of(one)) - len(runs[0].claims(one)) for one in alone) / len(alone):.2f}",
        "-",
    )
    yield _row("pair told as more than related", _share(runs[0].tells(one) for one in paired), "-")
    for relation, label in (("contradicts", "contradicted, and told so"), ("same", "said again, told as contradicted")):
        yield _row(label, _share(runs[0].contradicts(one) for one in paired if one.relation == relation), "-")
    yield _row("milliseconds a draft", *(f"{each.milliseconds:.0f}" for each in runs))


def misses(asked: Sequence[Draft], likeness: Run) -> Iterator[str]:
    """Each draft whose pair was not found, or that was given hits without having a pair."""
    for draft in asked:
        if draft.pair and not likeness.finds(draft):
            yield f"{draft.document.key} misses {draft.pair} ({draft.kind})"
        elif not draft.pair and likeness.of(draft):
            yield f"{draft.document.key} gets {', '.join(key for key, _ in likeness.of(draft))}"


def _likeness(registry: Sequence[Document]) -> Callable[[Document], Hits]:
    return lambda draft: [(hit.document, hit.kind) for hit in likenesses(draft, registry, FIRST)]


def _full_text(registry: Sequence[Document]) -> Callable[[Document], Hits]:
    """SQLite's full-text search (FTS5, BM25, accents left out): any word of the draft, the best first."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, body, tokenize='unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO texts VALUES (?, ?)", [(one.key, " ".join(_texts(one))) for one in registry])

    def search(draft: Document) -> Hits:
        words = " OR ".join(sorted({f'"{word}"' for text in _texts(draft) for word in fold(text).split()}))
        rows = base.execute("SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", [words, FIRST])
        return [(key, None) for (key,) in rows]

    return search


def _texts(document: Document) -> Iterator[str]:
    for told in (*(passage.texts for passage in document.passages), *document.around):
        yield from told.values()


def _share(each: Iterable[bool]) -> str:
    told = list(each)
    return f"{sum(told)}/{len(told)}"


def _row(label: str, *cells: str) -> str:
    return f"{label:36}" + "".join(f"{cell:>12}" for cell in cells)


if __name__ == "__main__":
    main()
