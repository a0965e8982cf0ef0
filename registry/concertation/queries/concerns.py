"""Reading concerns: what members raised, how it was answered, and what still waits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.models import DatedQuerySet
from registry.core.permitted import Permitted
from registry.directory import queries as directory
from registry.directory.models import Membership, Organization
from registry.directory.queries import HistoryEntry
from registry.journal import queries as journal

from ..models import Activity, ActivityParty, Concern, ConcernAnswer, ConcernRaiser, Group, Outcome, Resolution, Seat
from ..policy import concerns as policy
from ..policy.groups import runs, work_of
from ..rules import concerns as rules
from .activities import visible_activities
from .meetings import visible_outcomes
from .resolutions import visible_resolutions

T = TypeVar("T", Activity, Outcome, Resolution)


def visible_concerns(actor: Actor) -> QuerySet[Concern]:
    """Every concern that the actor may see, in whatever state."""
    return policy.visible_concerns_to(actor, Concern.objects.all())


def visible_raisers(actor: Actor) -> QuerySet[ConcernRaiser]:
    """Who raised them, as far as the actor may see the organization."""
    return policy.visible_raisers_to(actor, ConcernRaiser.objects.all())


def answers_by(actor: Actor) -> QuerySet[ConcernAnswer]:
    """Answers to the concerns that the actor may see: which of them an activity answers is told by these alone."""
    return policy.visible_answers_to(actor, ConcernAnswer.objects.all())


def concerns(
    actor: Actor,
    *,
    group: Group | None = None,
    organization: Organization | None = None,
    state: str = "",
    exercise: bool = False,
) -> QuerySet[Concern]:
    """Concerns that the actor may see, the latest first: those of a group, those that an organization raised.

    Those of the exercise network are left out unless `exercise`, or unless one of its own is asked about.
    """
    found = visible_concerns(actor)
    if group is not None:
        found = found.filter(group=group)
    if organization is not None:
        raised = visible_raisers(actor).filter(organization=organization)
        found = found.filter(Exists(raised.filter(concern=OuterRef("pk"))))
    if state:
        found = found.filter(state=state)
    if not exercise and group is None and organization is None:
        found = found.filter(group__exercise=False)
    return found.order_by("-raised_on", "-pk")


def concern(actor: Actor, key: str) -> Permitted[Concern]:
    """One concern and what the actor may do with it. Raises Refused (NOT_FOUND)."""
    found = visible_concerns(actor).select_related("group", "joined_to", "passed_from").filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "concern")
    return Permitted(found, verbs_of_concerns(actor, [found]).get(key, frozenset()))


def concern_for_change(actor: Actor, key: str, verb: str, field: str = "concern") -> Concern:
    """The concern, locked, for an action. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    seen = visible_concerns(actor).select_related("group")
    found = seen.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    if verb not in verbs_of_concerns(actor, [found]).get(key, frozenset()):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def raising_organization(actor: Actor, key: str, group: Group) -> Organization:
    """The organization in whose name the actor raises something to the group.

    Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED; NOT_OF_THE_GROUP unless it sits in the group, or is a
    member of its coalition, today.
    """
    organization = directory.organization(actor, key).thing
    if not policy.may_raise_for(actor, organization):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED, "organization")
    seats = Seat.objects.filter(group=group, organization=organization, accepted=True).possibly_on(montreal_today())
    if not seats.exists() and not _members_of(group.work_of_id).filter(organization=organization).exists():
        raise refuse(ErrorCode.NOT_OF_THE_GROUP, "organization")
    return organization


def withdrawing_organization(actor: Actor, key: str) -> Organization:
    """The organization whose name the actor takes off. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    organization = directory.organization(actor, key).thing
    if not policy.may_withdraw_for(actor, organization):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED, "organization")
    return organization


def may_reword(actor: Actor, concern: Concern) -> bool:
    """Whether an actor who has `edit_concern` may still change the words of a concern that stands.

    Coordinators always may; whoever raised it until another organization joins or the group answers.
    """
    return policy.coordinates(actor, concern) or rules.its_raisers_own(concern.raisers.count(), concern.state)


def like_concern(actor: Actor, group: Group, title: str) -> list[Concern]:
    """Concerns of the group, as far as the actor sees them, that likely say the same as this title; likeliest first.

    What is offered before a concern is raised, so that members join one rather than repeat it.
    """
    live = {one.key: one for one in visible_concerns(actor).filter(group=group, state__in=rules.LIVE)}
    return [live[key] for key in rules.alike(title, {key: one.title for key, one in live.items()})]


def waiting(actor: Actor, on: date | None = None) -> QuerySet[Concern]:
    """Concerns that the actor may see, raised and not answered by the day, oldest first.

    One that was withdrawn, or joined to another, waits no longer.
    """
    day = on or montreal_today()
    answered = ConcernAnswer.objects.filter(concern=OuterRef("pk"), on__lte=day)
    found = visible_concerns(actor).filter(~Q(Exists(answered)), state__in=rules.LIVE, raised_on__lte=day)
    return found.select_related("group").order_by("raised_on", "pk")


def unanswered(actor: Actor, on: date | None = None) -> QuerySet[Concern]:
    """Those of `waiting` that were raised CONCERN_WAITS_DAYS ago or more."""
    long_ago = (on or montreal_today()) - timedelta(days=settings.CONCERN_WAITS_DAYS)
    return waiting(actor, on).filter(raised_on__lte=long_ago)


def raised_by(actor: Actor, organizations: Iterable[Organization]) -> QuerySet[Concern]:
    """Concerns that these organizations raised, as far as the actor may see them, the latest first.

    One that was joined to another is told by that one.
    """
    raised = ConcernRaiser.objects.filter(organization__in=list(organizations)).values("concern")
    found = visible_concerns(actor).filter(pk__in=raised).exclude(state=Concern.State.JOINED)
    return found.select_related("group").order_by("-raised_on", "-pk")


def answering_activity(actor: Actor, group: Group, key: str) -> Activity:
    """The activity by which the group answers: one of its coalition's, of a member's or of another of its groups.

    Raises Refused (NOT_FOUND), as the two below do.
    """
    groups = _groups_of(group)
    members = _members_of(group.work_of_id).values("organization")
    named = Q(organization__in=members) | Q(organization__in=_coalition_of(group)) | Q(group__in=groups)
    parties = ActivityParty.objects.filter(named).exclude(role=ActivityParty.ABOUT)
    recorded = Q(recorded_for__in=members) | Q(recorded_for__in=_coalition_of(group)) | Q(group__in=groups)
    theirs = visible_activities(actor).filter(recorded | Q(pk__in=parties.values("activity")))
    return _named(theirs, key, "activity")


def answering_resolution(actor: Actor, group: Group, key: str) -> Resolution:
    """The resolution by which the group answers: one of its coalition's."""
    return _named(visible_resolutions(actor).filter(coalition__in=_coalition_of(group)), key, "resolution")


def answering_outcome(actor: Actor, group: Group, key: str) -> Outcome:
    """The outcome by which the group answers: of a meeting of a group of its coalition, or of an assembly."""
    meetings = Q(meeting__group__in=_groups_of(group)) | Q(meeting__coalition__in=_coalition_of(group))
    return _named(visible_outcomes(actor).filter(meetings), key, "outcome")


def verbs_of_concerns(actor: Actor, found: Sequence[Concern]) -> dict[str, frozenset[str]]:
    """What the actor may do to each of these concerns, which it was given to see: key → actions."""
    return policy.verbs(actor, found)


def histories_of_concerns(actor: Actor, found: Sequence[Concern], limit: int = 100) -> dict[str, list[HistoryEntry]]:
    """What happened to each of these concerns, last first, by key; who did it is for those who run the group."""
    if not found:
        return {}
    prefetch_related_objects(list(found), "group")
    inside = {one.key: runs(actor, one.group) for one in found}
    told: dict[str, list[HistoryEntry]] = defaultdict(list)
    for event in journal.last_of_each(actor, found[0], inside, limit):
        told[event.aggregate_key].append(HistoryEntry.of(event, inside[event.aggregate_key]))
    return dict(told)


def _coalition_of(group: Group) -> QuerySet[Organization]:
    """The coalition whose work the group is part of; empty where it is of none."""
    coalition = group.work_of_id
    return Organization.objects.none() if coalition is None else Organization.objects.filter(pk=coalition)


def _groups_of(group: Group) -> QuerySet[Group]:
    """The group, and the other groups of its coalition."""
    coalition = group.work_of_id
    if coalition is None:
        return Group.objects.filter(pk=group.pk)
    return Group.objects.filter(work_of([coalition]))


def _members_of(coalition: int | None) -> DatedQuerySet[Membership]:
    return Membership.objects.filter(coalition=coalition, accepted=True).possibly_on(montreal_today())


def _named(found: QuerySet[T], key: str, field: str) -> T:
    thing = found.filter(key=key).first()
    if thing is None:
        raise refuse(ErrorCode.NOT_FOUND, field)
    return thing
