"""Resolutions for tests, made plainly."""

from typing import Any

from registry.concertation.models import Clause, ClauseLink, Meeting, Resolution
from registry.concertation.rules import stems
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization


def resolution(
    coalition: Organization, *clauses: str, subject: str = "Hébergement", on: str | None = "2024-06", **columns: Any
) -> Resolution:
    """An adopted resolution with these operative clauses in French; without any, its text is not held."""
    columns = {"state": Resolution.State.ADOPTED, "assembly_on": PartialDate.parse(on) if on else None, **columns}
    made = Resolution.objects.create(
        coalition=coalition, subject_fr=subject, stems=stems.index([subject], clauses), **columns
    )
    for position, text in enumerate(clauses):
        Clause.objects.create(resolution=made, kind=Clause.Kind.CLAUSE, position=position, text_fr=text)
    return made


def draft(coalition: Organization, *clauses: str, **columns: Any) -> Resolution:
    return resolution(coalition, *clauses, on=None, **{"state": Resolution.State.DRAFT, **columns})


def follow(kind: str, one: Resolution, other: Resolution, *, whole: bool = False) -> ClauseLink:
    """The first clause of one amends, supersedes or reaffirms the first of the other, or the whole of it."""
    target = {"target_resolution": other} if whole else {"target": other.clauses.get(position=0)}
    return ClauseLink.objects.create(clause=one.clauses.get(position=0), kind=kind, **target)


def assembly(coalition: Organization, **columns: Any) -> Meeting:
    """An assembly that is held today."""
    columns = {"day": montreal_today(), "mode": Meeting.Mode.HYBRID, **columns}
    return Meeting.objects.create(coalition=coalition, **columns)
