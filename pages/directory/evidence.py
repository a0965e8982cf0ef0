"""Sources that disagree, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pages.wording import period_words
from registry.core.actor import Actor
from registry.core.dates import Period
from registry.core.day_words import date_words
from registry.core.models import Keyed, Statement
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
                    "when": _when(statement),
                    "citations": citations.get(statement.pk, []),
                }
                for statement in row.statements.all()
            ],
            note=row.note,
        )
        for row in found
    ]


def _when(statement: Statement) -> str:
    """The time that a statement is about, in the source's words or in ours."""
    if statement.period_label or statement.date:
        return statement.period_label or date_words(statement.date)
    if statement.since or statement.until:
        return period_words(Period(since=statement.since, until=statement.until))
    return ""
