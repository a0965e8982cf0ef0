"""Reading activities: what happened when, who took part in which role, and who signs with whom."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.models import DatedQuerySet
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import HistoryEntry
from registry.directory.rules import BAR, words
from registry.journal import queries as journal

from ..models import Activity, ActivityParty, Group
from ..models.times import latest_first, within
from ..policy import activities as policy
from ..policy.groups import runs, work_of
from ..rules import activities as rules
from ..rules.stems import stems

SHORTEST_BEGINNING = 4  # letters of a stem that may begin a word: fewer begin words of another sense


@dataclass(frozen=True, slots=True)
class CoSignatory:
    """An organization that signs with another one, and the acts that both signed, the latest first."""

    organization: Organization
    activities: tuple[Activity, ...]


def visible_activities(actor: Actor) -> DatedQuerySet[Activity]:
    """Every activity that the actor may see, those of the exercise network included."""
    return policy.visible_activities_to(actor, Activity.objects.all())


def visible_parties(actor: Actor) -> QuerySet[ActivityParty]:
    """Every party that the actor may see, of every activity that it may see."""
    return policy.visible_parties_to(actor, ActivityParty.objects.all())


def activities(
    actor: Actor,
    *,
    kinds: Collection[str] = (),
    coalition: Organization | None = None,
    group: Group | None = None,
    organization: Organization | None = None,
    roles: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    exercise: bool = False,
) -> DatedQuerySet[Activity]:
    """Activities that the actor may see, the latest first.

    `coalition`: in its name, or of a group of it, or with one of these as a party; `group`: on its timeline, or with
    it as a party; `organization`: with it as a party, `roles`: in one of these. `text`: every word of it is in the
    title, whatever its accents and endings. `since`, `until`: that may have taken place from the one day up to, and
    without, the other; those of no known time are left out then.
    """
    found = visible_activities(actor)
    if kinds:
        found = found.filter(kind__in=kinds)
    if coalition is not None:
        found = found.filter(_of_coalition(actor, coalition))
    if group is not None or organization is not None or roles:
        taking_part = acts_of(actor, group=group, organization=organization, roles=roles)
        there = Q(pk__in=taking_part.order_by().values("activity"))
        found = found.filter(there if group is None or roles else there | Q(group=group))
    found = found.filter(within(since, until))
    for word in words(text):
        found = found.filter(_titled(word))
    return (found if exercise else found.filter(exercise=False)).order_by(*latest_first())


def acts_of(
    actor: Actor,
    *,
    organization: Organization | None = None,
    group: Group | None = None,
    roles: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[ActivityParty]:
    """In which acts an organization or a group took part, and as what, the latest first.

    What an act is only about (the role `about`) is no part in it, unless that role is asked for.
    """
    found = visible_parties(actor).filter(within(since, until, "activity__"))
    found = found.filter(role__in=roles) if roles else found.exclude(role=ActivityParty.ABOUT)
    if organization is not None:
        found = found.filter(organization=organization)
    if group is not None:
        found = found.filter(group=group)
    return found.order_by(*latest_first("activity__"), "pk")


def activity(actor: Actor, key: str) -> Permitted[Activity]:
    """One activity and what the actor may do with it. Raises Refused (NOT_FOUND)."""
    found = visible_activities(actor).select_related("group", "recorded_for", "service").filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "activity")
    return Permitted(found, verbs_of_activities(actor, [found]).get(key, frozenset()))


def activity_for_change(actor: Actor, key: str, verb: str) -> Activity:
    """The activity, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    found = visible_activities(actor).select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "activity")
    if verb not in verbs_of_activities(actor, [found]).get(key, frozenset()):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def recording_allowed(actor: Actor, organization: Organization | None, group: Group | None) -> None:
    """Raises Refused (NOT_ALLOWED, SIGN_IN_NEEDED) unless the actor records activities in these names."""
    if not policy.may_record_for(actor, organization, group):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)


def verbs_of_activities(actor: Actor, found: Sequence[Activity]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these activities, which it was given to see: key → actions."""
    return policy.verbs(actor, found)


def histories_of_activities(actor: Actor, found: Sequence[Activity], limit: int = 100) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these activities here, last first, by key; who did it is for those who keep it."""
    if not found:
        return {}
    prefetch_related_objects(list(found), "group")
    own = actor.organizations()
    inside = {
        one.key: actor.is_system or one.recorded_for_id in own or (one.group is not None and runs(actor, one.group))
        for one in found
    }
    told: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in journal.last_of_each(actor, found[0], inside, limit):
        told[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(told)


def signs_with(
    actor: Actor, organization: Organization, *, since: date | None = None, until: date | None = None
) -> list[CoSignatory]:
    """Who signs with the organization, or has it sign what it organizes, whoever does so most often first.

    Between two days as in `activities`.
    """
    return co_signatories(actor, [organization], since=since, until=until)[organization.key]


def co_signatories(
    actor: Actor,
    organizations: Sequence[Organization],
    *,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, list[CoSignatory]]:
    """`signs_with` of each of many organizations, by its key, in as many statements as for one."""
    parties = acts_of(actor, roles=rules.SIGNING, since=since, until=until).exclude(organization=None)
    acts = parties.filter(organization__in=organizations).values("activity")
    signed: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for act, party, role in parties.filter(activity__in=acts).values_list("activity", "organization", "role"):
        signed[act].append((party, role))
    others = directory.visible_organizations(actor).in_bulk({party for told in signed.values() for party, _ in told})
    known = Activity.objects.in_bulk(signed)
    return {
        one.key: [
            CoSignatory(others[other], tuple(known[act] for act in acts_of_both))
            for other, acts_of_both in sorted(
                rules.signs_with(signed, one.pk).items(), key=lambda pair: (-len(pair[1]), others[pair[0]].sort_name)
            )
        ]
        for one in organizations
    }


def activity_keys(actor: Actor) -> set[str]:
    """Keys of every activity that the actor may see, for whoever has to tell a reference to one."""
    return set(visible_activities(actor).values_list("key", flat=True))


def _of_coalition(actor: Actor, coalition: Organization) -> Q:
    """What the coalition or its groups did: in its name, on their timelines, or with one of them as a party."""
    its_groups = Group.objects.filter(work_of([coalition.pk]))
    taking_part = acts_of(actor).filter(Q(organization=coalition) | Q(group__in=its_groups))
    # PostgreSQL plans an EXISTS that is one way among others twice, and all that is within each time twice again.
    return Q(recorded_for=coalition) | Q(group__in=its_groups) | Q(pk__in=taking_part.order_by().values("activity"))


def _titled(word: str) -> Q:
    """A title that holds the word, or a word that begins with its stem in French or English."""
    wanted = Q(folded__contains=word)
    for stem in sorted(stems(word)):
        if len(stem) >= SHORTEST_BEGINNING:
            wanted |= Q(folded__contains=f" {stem}") | Q(folded__contains=f"{BAR}{stem}")
    return wanted
