"""What of the resolutions is in force on a day, and what followed what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from registry.core.actor import Actor
from registry.core.logic import Truth
from registry.directory.models import Organization

from ..models import Clause, ClauseLink, Resolution
from ..policy import resolutions as policy
from ..rules.lineage import NOT_ADOPTED, Follower, LinkKind, Standing, of_whole, standing


def visible_links(actor: Actor) -> QuerySet[ClauseLink]:
    """Links between clauses of resolutions that the actor may see."""
    seen = policy.visible_resolutions_to(actor, Resolution.objects.all())
    to_one = Q(target__resolution__in=seen) | Q(target_resolution__in=seen)
    return ClauseLink.objects.filter(to_one, clause__resolution__in=seen)


def standings(actor: Actor, resolutions: Collection[Resolution], on: date) -> dict[str, Standing]:
    """How each of these resolutions, and each operative clause of theirs, stands on a day: by their keys."""
    adopted = {one.pk: one for one in resolutions if one.state == Resolution.State.ADOPTED}
    found = {one.key: NOT_ADOPTED for one in resolutions}
    clauses: dict[int, list[Clause]] = defaultdict(list)
    for clause in Clause.objects.filter(resolution__in=[one.pk for one in resolutions], kind=Clause.Kind.CLAUSE):
        found[clause.key] = NOT_ADOPTED
        clauses[clause.resolution_id].append(clause)
    of_clauses, of_wholes = _followers(adopted)
    for pk, one in adopted.items():
        whole = of_wholes[pk]
        for clause in clauses[pk]:
            found[clause.key] = standing(one.adopted_on, [*of_clauses[clause.pk], *whole], on)
        parts = [found[clause.key] for clause in clauses[pk]]
        found[one.key] = of_whole(parts) if parts else standing(one.adopted_on, whole, on)
    return found


def in_force(actor: Actor, coalition: Organization, on: date) -> list[tuple[Resolution, Standing]]:
    """The coalition's resolutions of which something is, or may be, in force on a day, each with why."""
    seen = policy.visible_resolutions_to(actor, Resolution.objects.filter(coalition=coalition))
    adopted = list(seen.filter(state=Resolution.State.ADOPTED).prefetch_related("clauses"))
    found = standings(actor, adopted, on)
    return [(one, found[one.key]) for one in adopted if found[one.key].holds is not Truth.NO]


def possibly_in_force(actor: Actor, resolutions: QuerySet[Resolution], on: date) -> list[int]:
    """Primary keys of those of these resolutions of which something may be in force on a day."""
    adopted = list(resolutions.filter(state=Resolution.State.ADOPTED))
    found = standings(actor, adopted, on)
    return [one.pk for one in adopted if found[one.key].holds is not Truth.NO]


def followed_resolutions(actor: Actor, coalition: Organization | None = None) -> dict[str, set[str]]:
    """Which resolutions, of the coalition or of any, each of them follows: {key: keys}."""
    rows = ClauseLink.objects.all()
    if coalition is not None:
        rows = rows.filter(clause__resolution__coalition=coalition)
    found: dict[str, set[str]] = defaultdict(set)
    columns = ("clause__resolution__key", "target__resolution__key", "target_resolution__key")
    for source, of_clause, whole in rows.values_list(*columns):
        found[source].add(of_clause or whole)
    return found


def followed_until(actor: Actor, resolution: Resolution) -> date | None:
    """The first day on which everything that the resolution follows may have been adopted."""
    rows = ClauseLink.objects.filter(clause__resolution=resolution)
    rows = rows.select_related("target__resolution", "target_resolution")
    followed = [row.target.resolution if row.target else row.target_resolution for row in rows]
    return max((one.adopted_on.first_day for one in followed if one and one.adopted_on), default=None)


def adopted_followers(actor: Actor, resolution: Resolution) -> list[Resolution]:
    """Adopted resolutions that amend, supersede or reaffirm it, or a clause of it."""
    links = Q(clauses__links__target__resolution=resolution) | Q(clauses__links__target_resolution=resolution)
    return list(Resolution.objects.filter(links, state=Resolution.State.ADOPTED).distinct())


def _followers(
    adopted: Iterable[int],
) -> tuple[Mapping[int, list[Follower]], Mapping[int, list[Follower]]]:
    """What follows clauses of these resolutions, and what follows the resolutions as wholes: by primary key.

    What is adopted is seen by anyone who sees what it follows: both are the same coalition's.
    """
    ours = list(adopted)
    rows = ClauseLink.objects.filter(
        Q(target__resolution__in=ours) | Q(target_resolution__in=ours),
        clause__resolution__state=Resolution.State.ADOPTED,
    ).select_related("clause__resolution")
    of_clauses: dict[int, list[Follower]] = defaultdict(list)
    of_wholes: dict[int, list[Follower]] = defaultdict(list)
    for row in rows:
        follower = Follower(LinkKind(row.kind), row.clause.key, row.clause.resolution.adopted_on)
        if row.target_id is not None:
            of_clauses[row.target_id].append(follower)
        elif row.target_resolution_id is not None:
            of_wholes[row.target_resolution_id].append(follower)
    return of_clauses, of_wholes
