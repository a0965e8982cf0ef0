"""Resolutions: which ones, what may be done with them, and who is counted when they are voted on."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.permitted import Permitted
from registry.directory.models import Membership, Organization
from registry.directory.queries import HistoryEntry, visible_memberships
from registry.journal import queries as journal

from ..models import Clause, Group, Resolution
from ..policy import resolutions as policy
from ..rules import stems
from ..rules.resolutions import VotingTerm
from .lineage import possibly_in_force

# A number as printed, with the noun that it is cited by, which says nothing more: `Résolution 36`, `n° 36`, `36`.
CITED = re.compile(r"(?:\b(?:r[ée]solutions?|resoluci[óo]n|number|num[ée]ro|no?[.°º]?)\s*)*\b([0-9]{1,4})\b", re.I)
NEWEST = (F("assembly_on").desc(nulls_last=True), F("number").asc(nulls_last=True), "key")


def resolutions(
    actor: Actor,
    *,
    coalition: Organization | None = None,
    group: Group | None = None,
    text: str = "",
    in_force_on: date | None = None,
    state: str = "",
    exercise: bool = False,
) -> QuerySet[Resolution]:
    """Resolutions that the actor may see, the last assembly's first; with `text`, those that say it, best first.

    `in_force_on`: those of which something may be in force on that day. Fictional ones are left out unless
    `exercise`, or unless a coalition or a group is asked about.
    """
    found = visible_resolutions(actor)
    if coalition is not None:
        found = found.filter(coalition=coalition)
    if group is not None:
        found = found.filter(group=group)
    if coalition is None and group is None and not exercise:
        found = found.exclude(coalition__exercise=True)
    if state:
        found = found.filter(state=state)
    if in_force_on is not None:
        found = found.filter(pk__in=possibly_in_force(actor, found, in_force_on))
    return _saying(found, text) if text.strip() else found.order_by(*NEWEST)


def visible_resolutions(actor: Actor) -> QuerySet[Resolution]:
    """Every resolution that the actor may see."""
    return policy.visible_resolutions_to(actor, Resolution.objects.all())


def visible_clauses(actor: Actor) -> QuerySet[Clause]:
    """Every clause of a resolution that the actor may see."""
    return Clause.objects.filter(resolution__in=visible_resolutions(actor))


def find_resolutions(actor: Actor, text: str, *, exercise: bool = False) -> QuerySet[Resolution]:
    """Those that say every word of `text` in French or English, whatever its accents and endings; best first.

    A number is said in the text or is the one as printed. None for a text of single letters, which say nothing.
    """
    found = resolutions(actor, text=text, exercise=exercise)
    return found if _asked(text) else found.none()


def resolution(actor: Actor, key: str) -> Permitted[Resolution]:
    """One resolution and what the actor may do with it. Raises Refused (NOT_FOUND)."""
    related = visible_resolutions(actor).select_related("coalition", "group", "assembly", "mover", "seconder")
    found = related.prefetch_related("clauses").filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    return Permitted(found, policy.verbs(actor, found))


def verbs_of_resolutions(actor: Actor, resolutions: Iterable[Resolution]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these resolutions, which it was given to see: key → actions."""
    known = policy.reach(actor)
    return {one.key: policy.verbs(actor, one, known) for one in resolutions}


def histories_of_resolutions(
    actor: Actor, resolutions: Sequence[Resolution], limit: int = 100
) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these, last first, by key; who did it is for whoever runs the group or coalition."""
    if not resolutions:
        return {}
    inside = {one.key: policy.may_run(actor, one.coalition, one.group) for one in resolutions}
    found: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in journal.last_of_each(actor, resolutions[0], inside, limit):
        found[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(found)


def resolution_for_change(actor: Actor, key: str, verb: str) -> Resolution:
    """The resolution, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    visible = visible_resolutions(actor).select_related("coalition", "group")
    found = visible.filter(key=key).select_for_update(of=("self",)).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    if verb not in policy.verbs(actor, found):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def clause_for_change(actor: Actor, key: str, verb: str) -> Clause:
    """An operative clause, its resolution locked, for an action. Raises Refused as `resolution_for_change` does."""
    found = Clause.objects.filter(key=key, kind=Clause.Kind.CLAUSE).select_related("resolution").first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND)
    found.resolution = resolution_for_change(actor, found.resolution.key, verb)
    return found


def voters(actor: Actor, coalition: Organization, on: date) -> int:
    """How many members of the coalition may have a vote on that day."""
    members = Membership.objects.filter(coalition=coalition, accepted=True, votes=True).possibly_on(on)
    return members.values("organization").distinct().count()


def voting_terms(actor: Actor) -> list[VotingTerm]:
    """Who may have had a vote in any coalition, and when."""
    members = visible_memberships(actor).filter(accepted=True, votes=True)
    return [VotingTerm(*row) for row in members.values_list("coalition__key", "organization_id", "begins", "ends")]


def has_vote(actor: Actor, coalition: Organization, organization: Organization, on: date) -> bool:
    """Whether the organization may have a vote in the coalition on that day."""
    members = Membership.objects.filter(coalition=coalition, organization=organization, accepted=True, votes=True)
    return members.possibly_on(on).exists()


def _saying(found: QuerySet[Resolution], text: str) -> QuerySet[Resolution]:
    """Those with every word, first the ones that have the most of them in their subject, or as their number."""
    rank: Combinable = Value(0)
    for anywhere, first in _asked(text):
        found = found.filter(anywhere)
        rank = rank + Case(When(first, then=1), default=0, output_field=IntegerField())
    return found.annotate(rank=rank).order_by("-rank", *NEWEST)


def _asked(text: str) -> list[tuple[Q, Q]]:
    """For each word of the text, what says it anywhere, and what says it first."""
    told = unicodedata.normalize("NFC", text[:1000])
    numbers = [(frozenset({one}), Q(number=int(one))) for one in CITED.findall(told)[: stems.MOST_WORDS]]
    words = [(forms, Q()) for forms in stems.wanted(CITED.sub(" ", told))]
    return [(_holding(forms) | cited, _holding(forms, stems.IN_SUBJECT) | cited) for forms, cited in numbers + words]


def _holding(forms: Iterable[str], mark: str = "") -> Q:
    wanted = Q()
    for one in sorted(forms):
        wanted |= Q(stems__contains=f"{stems.BAR}{mark}{one}{stems.BAR}")
    return wanted
