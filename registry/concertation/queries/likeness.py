"""What a resolution that is not adopted yet is like, among those that may be in force."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from registry.core.actor import Actor
from registry.core.dates import montreal_today

from ..models import Clause, ClauseLink, Resolution
from ..rules import resolutions as rules
from ..rules.likeness import Document, Hit, Passage, likenesses
from .lineage import possibly_in_force
from .resolutions import visible_resolutions

ASKED = (Resolution.State.DRAFT, Resolution.State.PROPOSED)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A resolution that may be in force and says the same, or the contrary; `hit` says why.

    `clause` and `other_clause` show it; None where the subject does, since the text is not held.
    """

    hit: Hit
    resolution: Resolution
    clause: Clause | None
    other_clause: Clause | None


def similar(actor: Actor, resolution: Resolution) -> list[Likeness]:
    """What is like this draft or proposal among what may be in force today, the likest first."""
    return similar_of(actor, [resolution])[resolution.key]


def similar_of(actor: Actor, resolutions: Sequence[Resolution]) -> dict[str, list[Likeness]]:
    """The same for many, by key; nothing for one that is decided. What a clause already follows is left out."""
    asked = [one for one in resolutions if one.state in ASKED]
    found: dict[str, list[Likeness]] = {one.key: [] for one in resolutions}
    if not asked:
        return found
    prefetch_related_objects(asked, "clauses")
    others = _in_force(actor, {one.coalition_id for one in asked})
    followed = _followed(asked)
    for one in asked:
        among = {other.key: other for other in others[one.coalition_id]}
        documents = [_document(other) for other in among.values()]
        hits = [hit for hit in likenesses(_document(one), documents) if (hit.passage, hit.other) not in followed]
        found[one.key] = [_told(one, among[hit.document], hit) for hit in hits]
    return found


def _in_force(actor: Actor, coalitions: Collection[int]) -> Mapping[int, list[Resolution]]:
    seen = visible_resolutions(actor).filter(coalition__in=coalitions)
    standing = Resolution.objects.filter(pk__in=possibly_in_force(actor, seen, montreal_today()))
    found: dict[int, list[Resolution]] = defaultdict(list)
    for one in standing.order_by("pk").prefetch_related("clauses"):
        found[one.coalition_id].append(one)
    return found


def _followed(resolutions: Sequence[Resolution]) -> set[tuple[str, str]]:
    """Pairs of a clause and what it follows: another clause, or a whole resolution."""
    links = ClauseLink.objects.filter(clause__resolution__in=[one.pk for one in resolutions])
    rows = links.values_list("clause__key", "target__key", "target_resolution__key")
    return {(clause, target or whole) for clause, target, whole in rows}


def _document(resolution: Resolution) -> Document:
    clauses = resolution.clauses.all()
    passages = [Passage(one.key, one.texts) for one in clauses if one.kind == Clause.Kind.CLAUSE]
    subject = {name: text for name, text in resolution.subjects.items() if name in rules.CLAUSE_LANGUAGES}
    recitals = [one.texts for one in clauses if one.kind == Clause.Kind.RECITAL]
    return Document(resolution.key, passages or [Passage(resolution.key, subject)], [subject, *recitals])


def _told(asked: Resolution, other: Resolution, hit: Hit) -> Likeness:
    def clause(of: Resolution, key: str) -> Clause | None:
        return next((one for one in of.clauses.all() if one.key == key), None)

    return Likeness(hit, other, clause(asked, hit.passage), clause(other, hit.other))
