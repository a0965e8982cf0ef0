"""Resolutions to be told apart, written one by one, and drafts whose likeness to them is known.

`base.json` holds 150 resolutions, half of them in French only and half in English only. `pairs.json` holds a draft for
130 of them (`pair_of`): 80 ask for the same in other words (`relation` is `same`), 50 for the opposite (`contradicts`),
half of each in the other language. `alone.json` holds 60 drafts that repeat and contradict none (`none`), many of them
about a neighboring matter. `fillers.json` holds what 350 short resolutions about everyday matters are made of: each
matter meets each thing asked. All are invented: no coalition adopted them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.concertation.rules.likeness import Document, Passage

FOLDER = Path(__file__).parent
TOLD = {"same": "said again", "contradicts": "contradicted", "none": "neither"}


@dataclass(frozen=True)
class Draft:
    """A draft, the key of the resolution that it resembles (None: none does), how, and across which languages."""

    document: Document
    pair: str | None
    relation: str  # same | contradicts | none
    across: bool  # the pair is in the other language

    @property
    def kind(self) -> str:
        """The relation and the language, in words."""
        return f"{TOLD[self.relation]}, {'other' if self.across else 'same'} language"


def in_force() -> list[Document]:
    """The 500 resolutions that a draft is compared with."""
    return [_document(told) for told in (*_read("base"), *_fillers())]


def drafts() -> list[Draft]:
    """The 190 drafts: those with a pair, then those without."""
    languages = {told["id"]: told["language"] for told in _read("base")}
    return [_draft(told, languages) for told in (*_read("pairs"), *_read("alone"))]


def _draft(told: Mapping[str, Any], languages: Mapping[str, str]) -> Draft:
    pair = told["pair_of"]
    return Draft(_document(told), pair, told["relation"], pair is not None and languages[pair] != told["language"])


def _document(told: Mapping[str, Any]) -> Document:
    key, language = told["id"], told["language"]
    passages = [Passage(f"{key}.{place}", {language: clause}) for place, clause in enumerate(told["clauses"])]
    return Document(key, passages, [{language: text} for text in (told["subject"], *told["recitals"])])


def _fillers() -> Iterator[dict[str, Any]]:
    for language, parts in _read("fillers").items():
        for place, matter in enumerate(parts["matters"]):
            for number, ask in enumerate(parts["asks"]):
                what = matter["what"]
                yield {
                    "id": f"f-{language}-{place}-{number}",
                    "language": language,
                    "subject": f"{what[0].upper()}{what[1:]}: {ask['subject']}",
                    "recitals": [matter["recital"]],
                    "clauses": [ask["clause"].format(what=what)],
                }


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
