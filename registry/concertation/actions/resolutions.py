"""A resolution's life before the vote: drafted, edited, moved and seconded, put to an assembly, or withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.core.actor import Actor, Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.directory.models import Organization
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Clause, ClauseLink, Meeting, Resolution
from ..rules import resolutions as rules
from ..rules import stems
from ..rules.resolutions import ClauseText

State = Resolution.State


@action
def draft_resolution(
    actor: Actor,
    coalition: str,
    *,
    subject: str,
    language: str = "fr",
    organization: str | None = None,
    group: str | None = None,
) -> Resolution:
    """Begin a resolution of the coalition, in the name of an organization that sits in the group, or is a member.

    Who runs the group or the coalition needs no organization.
    Raises Refused: NOT_FOUND, NOT_ALLOWED, MISSING, TOO_LONG, UNKNOWN_CODE (language).
    """
    within, of = queries.drafting_place(actor, coalition, group, organization)
    if language not in rules.LANGUAGES:
        raise refuse(ErrorCode.UNKNOWN_CODE, "language", value=language)
    values = rules.checked_values({f"subject_{language}": subject})
    rules.check_subject([*values.values()])
    resolution = Resolution(coalition=within, group=of, **values)
    _restem(resolution, ())
    resolution.save()
    record(actor, "resolution.drafted", resolution, fields=values)
    return resolution


@action
def edit_resolution(actor: Actor, key: str, *, values: Mapping[str, Any], version: int | None = None) -> Resolution:
    """Change subjects (`subject_fr`, …) or `clauses` of a draft; a clause that is given with its key keeps it.

    `clauses`: all of them in their order, each {kind, text_fr, text_en, key}.
    """
    resolution = _to_change(actor, key, "edit_resolution", version, State.DRAFT)
    clean = rules.checked_values(values)
    clauses: Sequence[ClauseText] | None = clean.pop("clauses", None)
    for name, value in clean.items():
        setattr(resolution, name, value)
    rules.check_subject([*resolution.subjects.values()])
    if clauses is not None:
        _write_clauses(resolution, clauses)
    _restem(resolution, resolution.clauses.all())
    resolution.save()
    record(actor, "resolution.edited", resolution, fields=values)
    return resolution


@action
def move_resolution(actor: Actor, key: str, *, organization: str, version: int | None = None) -> Resolution:
    """Move the resolution in the name of a voting member; it is proposed once another one seconds it.

    Raises Refused: WRONG_STATE, MISSING (it has no operative clause), NOT_A_MEMBER, SAME_THING.
    """
    return _carry(actor, key, "move_resolution", "mover", organization, version)


@action
def second_resolution(actor: Actor, key: str, *, organization: str, version: int | None = None) -> Resolution:
    """Second the resolution in the name of another voting member than the one that moves it."""
    return _carry(actor, key, "second_resolution", "seconder", organization, version)


@action
def put_to_assembly(
    actor: Actor, key: str, *, assembly: str, number: int | None = None, version: int | None = None
) -> Resolution:
    """Have the resolution voted on at an assembly of its coalition, under a number that no other has there.

    Raises Refused: WRONG_STATE (it is decided, or the assembly was cancelled), NOT_FOUND, ASSEMBLY_TOO_EARLY (before
    the day on which it was drafted here), NUMBER_TAKEN; NO_MOVER, NO_SECONDER, NO_SOURCE_GROUP where the coalition's
    rules ask for one.
    """
    resolution = _to_change(actor, key, "put_to_assembly", version, State.DRAFT, State.PROPOSED)
    held = Meeting.objects.select_for_update(of=("self",)).filter(key=assembly, coalition=resolution.coalition).first()
    if held is None:
        raise refuse(ErrorCode.NOT_FOUND, "assembly")
    if held.state == Meeting.State.CANCELLED:
        raise refuse(ErrorCode.WRONG_STATE, "assembly")
    parts = {"mover": resolution.mover, "seconder": resolution.seconder, "source_group": resolution.group}
    required = queries.required_of_resolutions(actor, resolution.coalition)
    rules.check_required(required, [name for name, part in parts.items() if part is None])
    rules.check_assembly(held.day, queries.drafted_on(actor, resolution))
    numbered = rules.checked_number(number)
    others = Resolution.objects.filter(assembly=held).exclude(pk=resolution.pk)
    if numbered is not None and others.filter(number=numbered).exists():
        raise refuse(ErrorCode.NUMBER_TAKEN, "number")
    resolution.assembly, resolution.number = held, numbered
    resolution.assembly_on, resolution.assembly_basis = PartialDate.of(held.day), "stated"
    resolution.save()
    codes = {"assembly": held.key, "number": numbered}
    record(actor, "resolution.put_to_assembly", resolution, fields=["assembly", "number"], codes=codes)
    return resolution


@action
def withdraw_resolution(actor: Actor, key: str, *, version: int | None = None) -> Resolution:
    """Take the resolution back before it is decided."""
    resolution = _to_change(actor, key, "withdraw_resolution", version, State.DRAFT, State.PROPOSED)
    resolution.state = State.WITHDRAWN
    resolution.save(update_fields=["state"])
    record(actor, "resolution.withdrawn", resolution, fields=["state"])
    return resolution


def _to_change(actor: Actor, key: str, verb: str, version: int | None, *states: str) -> Resolution:
    resolution = queries.resolution_for_change(actor, key, verb)
    expect_version(resolution, version)
    if resolution.state not in states:
        raise refuse(ErrorCode.WRONG_STATE)
    return resolution


def _carry(actor: Actor, key: str, verb: str, part: str, organization: str, version: int | None) -> Resolution:
    """Name the member that moves or seconds; with both named, the resolution is proposed."""
    resolution = _to_change(actor, key, verb, version, State.DRAFT)
    if getattr(resolution, f"{part}_id") is not None:
        raise refuse(ErrorCode.WRONG_STATE, "organization")
    if not resolution.clauses.filter(kind=Clause.Kind.CLAUSE).exists():
        raise refuse(ErrorCode.MISSING, "clauses")
    member = _voting_member(actor, resolution, organization)
    if member.pk in (resolution.mover_id, resolution.seconder_id):
        raise refuse(ErrorCode.SAME_THING, "organization")
    setattr(resolution, part, member)
    if resolution.mover_id and resolution.seconder_id:
        resolution.state = State.PROPOSED
    resolution.save(update_fields=[part, "state"])
    name = "resolution.moved" if part == "mover" else "resolution.seconded"
    record(actor, name, resolution, fields=[part, "state"])
    return resolution


def _voting_member(actor: Actor, resolution: Resolution, organization: str) -> Organization:
    member = queries.deciding_organization(actor, organization, Role.ADMINISTRATOR)
    if not queries.has_vote(actor, resolution.coalition, member, montreal_today()):
        raise refuse(ErrorCode.NOT_A_MEMBER, "organization")
    return member


def _write_clauses(resolution: Resolution, clauses: Sequence[ClauseText]) -> None:
    """Write the clauses in their order; those with a key stay the same rows, those left out are gone."""
    known = {clause.key: clause for clause in resolution.clauses.all()}
    rows: list[Clause] = []
    for index, told in enumerate(clauses):
        row = known.pop(told.key, None) if told.key else Clause(resolution=resolution)
        if row is None:
            raise refuse(ErrorCode.NOT_FOUND, f"clauses[{index}].key")
        row.kind, row.text_fr, row.text_en = told.kind, told.text_fr, told.text_en
        row.position = sum(one.kind == told.kind for one in rows)
        rows.append(row)
    resolution.clauses.filter(key__in=known).delete()
    Clause.objects.bulk_update([row for row in rows if row.pk], ["kind", "position", "text_fr", "text_en"])
    Clause.objects.bulk_create([row for row in rows if row.pk is None])
    ClauseLink.objects.filter(clause__resolution=resolution, clause__kind=Clause.Kind.RECITAL).delete()


def _restem(resolution: Resolution, clauses: Sequence[Clause] | Any) -> None:
    texts = [text for clause in clauses for text in clause.texts.values()]
    resolution.stems = stems.index(resolution.subjects.values(), texts)
