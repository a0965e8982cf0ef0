"""How well likeness finds what is said again or contradicted, beside a plain full-text search, in the same run.

`python -m bench.likeness [--seed N]` makes 500 resolutions in French or English, plants among them near-duplicates
(reworded in the same language, and in the other one) and contradictions, and asks for each planted draft whether its
pair is among the first five. The generator's wordings are its own: nothing of the lexicon is read to make them.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench.wordings import AGAINST, ASIDES, FOR, OBJECTS, PLACES, RECITALS, WHO, Wording
from registry.concertation.rules.likeness import Document, Kind, Passage, likenesses
from registry.core.text import fold

SIZE, PLANTED, FIRST = 500, 60, 5
LANGUAGES = ("fr", "en")
Search = Callable[[Document], list[tuple[str, str]]]


@dataclass(frozen=True)
class Idea:
    """What a resolution is about: for or against an object, for whom, where."""

    supports: bool
    what: int
    who: int
    where: int


@dataclass(frozen=True)
class Plant:
    """A draft, the resolution that it resembles (None: nothing), and how."""

    draft: Document
    target: str | None
    how: str


def main() -> None:
    """Make the resolutions, ask for each plant, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    random = Random(parser.parse_args().seed)
    sys.stdout.writelines(f"{line}\n" for line in table(*made(random)))


def table(registry: Sequence[Document], plants: Sequence[Plant]) -> Iterator[str]:
    """What both found, line by line."""
    likeness, plain = _likeness(registry), _full_text(registry)
    yield f"{len(registry)} resolutions, {len(plants)} drafts; found in the first {FIRST}:"
    yield f"{'':32}{'likeness':>10}{'full text':>12}"
    for how in dict.fromkeys(plant.how for plant in plants if plant.target is not None):
        some = [plant for plant in plants if plant.how == how]
        yield f"{how:32}{_found(likeness, some):>10}{_found(plain, some):>12}"
    alone = [plant for plant in plants if plant.target is None]
    yield f"{'hits for a draft with no pair':32}{_alarms(likeness, alone):>10}{_alarms(plain, alone):>12}"
    contrary = [plant for plant in plants if plant.how.startswith("contradiction")]
    named = sum((plant.target, Kind.CONTRADICTION) in likeness(plant.draft) for plant in contrary)
    yield f"{'told as contradictions':32}{f'{named}/{len(contrary)}':>10}{'-':>12}"
    yield f"{'milliseconds a draft':32}{_speed(likeness, plants):>10}{_speed(plain, plants):>12}"


def made(random: Random) -> tuple[list[Document], list[Plant]]:
    """500 resolutions on as many ideas, and drafts: some like one of them, some like none."""
    ideas = [
        Idea(random.random() < 0.7, what, who, where)
        for what in range(len(OBJECTS))
        for who in range(len(WHO))
        for where in range(len(PLACES))
    ]
    kept = random.sample(ideas, SIZE)
    languages = [random.choice(LANGUAGES) for _ in kept]
    registry = [
        written(f"r{place}", idea, language, random)
        for place, (idea, language) in enumerate(zip(kept, languages, strict=True))
    ]
    plants: list[Plant] = []
    for place in random.sample(range(SIZE), 4 * PLANTED):
        other = len(plants) % 2 == 1
        contrary = len(plants) % 4 >= 2
        language = LANGUAGES[(LANGUAGES.index(languages[place]) + other) % 2]
        idea = kept[place]
        told = Idea(idea.supports is not contrary, idea.what, idea.who, idea.where)
        how = f"{'contradiction' if contrary else 'said again'}, {'other' if other else 'same'} language"
        plants.append(Plant(written(f"d{place}", told, language, random), f"r{place}", how))
    used = {(idea.what, idea.who) for idea in kept}
    new = [idea for idea in ideas if (idea.what, idea.who) not in used][:PLANTED]
    lone = [written(f"n{place}", idea, random.choice(LANGUAGES), random) for place, idea in enumerate(new)]
    return registry, plants + [Plant(draft, None, "nothing like it") for draft in lone]


def written(key: str, idea: Idea, language: str, random: Random) -> Document:
    """The idea in the language, in one of its wordings, with a recital and maybe a clause about something else."""

    def say(wordings: Wording) -> str:
        return random.choice(wordings[language])

    what, who, where = say(OBJECTS[idea.what]), say(WHO[idea.who]), say(PLACES[idea.where])
    lead = say(FOR if idea.supports else AGAINST)
    clauses = [lead.format(what=what, who=who, where=where)]
    if random.random() < 0.5:
        clauses.append(say(random.choice(ASIDES)))
    passages = [Passage(f"{key}.{place}", {language: text}) for place, text in enumerate(clauses)]
    subject = f"{what}, {who}"
    return Document(key, passages, [{language: say(random.choice(RECITALS))}, {language: subject}])


def _likeness(registry: Sequence[Document]) -> Search:
    return lambda draft: [(hit.document, hit.kind) for hit in likenesses(draft, registry, FIRST)]


def _full_text(registry: Sequence[Document]) -> Search:
    """SQLite's full-text search (FTS5, BM25, accents left out): any word of the draft, the best first."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, body, tokenize='unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO texts VALUES (?, ?)", [(one.key, " ".join(_texts(one))) for one in registry])

    def search(draft: Document) -> list[tuple[str, str]]:
        words = " OR ".join(sorted({f'"{word}"' for text in _texts(draft) for word in fold(text).split()}))
        rows = base.execute("SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?", [words, FIRST])
        return [(key, "") for (key,) in rows]

    return search


def _texts(document: Document) -> Iterator[str]:
    for told in (*(passage.texts for passage in document.passages), *document.around):
        yield from told.values()


def _found(search: Search, plants: Sequence[Plant]) -> str:
    found = sum(any(key == plant.target for key, _ in search(plant.draft)) for plant in plants)
    return f"{found}/{len(plants)}"


def _alarms(search: Search, plants: Sequence[Plant]) -> str:
    return f"{sum(len(search(plant.draft)) for plant in plants) / len(plants):.2f}"


def _speed(search: Search, plants: Sequence[Plant]) -> str:
    begun = time.perf_counter()
    for plant in plants[:PLANTED]:
        search(plant.draft)
    return f"{(time.perf_counter() - begun) / PLANTED * 1000:.0f}"


if __name__ == "__main__":
    main()
