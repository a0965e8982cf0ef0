"""Saying which earlier clauses a draft's clauses amend, supersede or reaffirm."""

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import Checks
from registry.journal.actions import action, record

from .. import queries
from ..models import Clause, ClauseLink, Resolution
from ..rules.lineage import LinkKind, makes_loop


@action
def link_clause(actor: Actor, key: str, *, kind: str, target: str) -> Resolution:
    """Say that an operative clause of a draft amends, supersedes or reaffirms an adopted one (`target`: its key).

    `target` may also be the key of a whole resolution, such as one whose text is not held.
    Raises Refused: NOT_FOUND, UNKNOWN_CODE, LOOP, WRONG_STATE (no draft), NOT_ADOPTED, ALREADY_EXISTS.
    """
    clause = queries.clause_for_change(actor, key, "link_clause")
    checks = Checks()
    code = checks.code("kind", kind, set(LinkKind), required=True)
    checks.settle()
    one, followed = _followed(actor, target)
    if followed.coalition_id != clause.resolution.coalition_id:
        raise refuse(ErrorCode.NOT_FOUND, "target")
    links = queries.followed_resolutions(actor, followed.coalition)
    if makes_loop(links, clause.resolution.key, followed.key):
        raise refuse(ErrorCode.LOOP, "target")
    _require_draft(clause.resolution)
    if followed.state != Resolution.State.ADOPTED:
        raise refuse(ErrorCode.NOT_ADOPTED, "target")
    _, new = ClauseLink.objects.get_or_create(
        clause=clause, target=one, target_resolution=None if one else followed, defaults={"kind": code}
    )
    if not new:
        raise refuse(ErrorCode.ALREADY_EXISTS, "target")
    codes = {"clause": clause.key, "kind": code, "target": target}
    record(actor, "resolution.clause_linked", clause.resolution, fields=["clauses"], codes=codes)
    return clause.resolution


@action
def unlink_clause(actor: Actor, key: str, *, target: str) -> Resolution:
    """Take back that a draft's clause follows another (`target`: the other one's key, or a whole resolution's)."""
    clause = queries.clause_for_change(actor, key, "unlink_clause")
    _require_draft(clause.resolution)
    one, followed = _followed(actor, target)
    link = ClauseLink.objects.filter(clause=clause, target=one, target_resolution=None if one else followed)
    removed, _ = link.delete()
    if not removed:
        raise refuse(ErrorCode.NOT_FOUND, "target")
    record(actor, "resolution.clause_unlinked", clause.resolution, fields=["clauses"], codes={"clause": clause.key})
    return clause.resolution


def _require_draft(resolution: Resolution) -> None:
    if resolution.state != Resolution.State.DRAFT:
        raise refuse(ErrorCode.WRONG_STATE)


def _followed(actor: Actor, target: str) -> tuple[Clause | None, Resolution]:
    """An operative clause and its resolution, or a resolution as a whole. Raises Refused (NOT_FOUND)."""
    seen = queries.visible_resolutions(actor).select_related("coalition")
    clauses = Clause.objects.filter(key=target, kind=Clause.Kind.CLAUSE, resolution__in=seen)
    clause = clauses.select_related("resolution__coalition").first()
    if clause is not None:
        return clause, clause.resolution
    whole = seen.filter(key=target).first()
    if whole is None:
        raise refuse(ErrorCode.NOT_FOUND, "target")
    return None, whole
