"""Sources that disagree, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from registry.core.actor import Actor
from registry.core.models import Keyed
from registry.directory import queries as directory

from . import words


@dataclass(frozen=True)
class Disagreement:
    """What is disagreed about, of what kind it is, and each statement with its time and its sources."""

    about: str
    kind: str
    statements: list[dict[str, Any]]
    note: str


def disagreements(actor: Actor, things: Iterable[Keyed]) -> list[Disagreement]:
    """All that sources disagree about in these things."""
    found = [row for rows in directory.contradictions_of(actor, things).values() for row in rows]
    stated = [statement for row in found for statement in row.statements.all()]
    citations = directory.statement_citations(actor, stated)
    return [
        Disagreement(
            about=words.attribute(row.attribute),
            kind=row.kind,
            statements=[
                {
                    "value": statement.value,
                    "when": statement.period_label,
                    "date": statement.date,
                    "citations": citations.get(statement.pk, []),
                }
                for statement in row.statements.all()
            ],
            note=row.note,
        )
        for row in found
    ]
