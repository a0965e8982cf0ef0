"""What changed in a record since its file was last loaded."""

import hashlib
import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import Any

from registry.core.ids import new_key
from registry.core.records import Record

from .kinds.kind import Draft


def digest(value: Any) -> str:
    """The same for equal values only; of anything that JSON, a date or a number can tell."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def digests(draft: Draft) -> dict[str, str]:
    """One digest for each column, link and part of a record, and for its sources."""
    told = {**draft.columns, **draft.links, **draft.parts}
    sources = [[getattr(source, name) for name in type(source).__slots__] for source in draft.sources]
    return {**{name: digest(value) for name, value in told.items()}, "sources": digest(sources)}


def record(key: str, draft: Draft, row_digest: str, collection: str, before: Mapping[str, str] | None) -> Record:
    """What to write: all of it without a `before`, else what differs from it."""
    now = digests(draft)
    changed = tuple(sorted(name for name, value in now.items() if before is None or before.get(name) != value))
    return Record(
        key=key,
        new=before is None,
        columns={name: value for name, value in draft.columns.items() if name in changed},
        links={name: value for name, value in draft.links.items() if name in changed},
        parts={name: value for name, value in draft.parts.items() if name in changed},
        sources=draft.sources if "sources" in changed else None,
        fields=changed,
        collection=collection,
        digest=row_digest,
        digests=now,
    )


def collection_of(loaded: Mapping[str, Mapping[str, tuple[str, str]]], rows: Mapping[str, Iterable[str]]) -> str:
    """The collection that most records of a file came with last time; a new one if none ever came.

    `loaded` is {kind: {key: (collection, digest)}}, `rows` {kind: keys}.
    """
    seen = Counter(loaded[kind][key][0] for kind, keys in rows.items() for key in keys if key in loaded[kind])
    return seen.most_common(1)[0][0] if seen else new_key()


def gone(loaded: Mapping[str, tuple[str, str]], collection: str, keys: Container[str]) -> list[str]:
    """What came in the same collection and is no longer told."""
    return sorted(key for key, (came_in, _) in loaded.items() if came_in == collection and key not in keys)


def in_loops(above: Mapping[str, str]) -> set[str]:
    """Those from which the way up leads back to themselves: {key: the one above it}."""
    found: set[str] = set()
    done: set[str] = set()
    for start in above:
        way: dict[str, int] = {}
        one: str | None = start
        while one is not None and one not in way and one not in done:
            way[one] = len(way)
            one = above.get(one)
        if one in way:
            found.update(key for key, step in way.items() if step >= way[one])
        done.update(way)
    return found
