"""Concerns: an organization's people see its own and those of groups where it sits; whoever runs the group answers.

An organization raises a concern to a group where it sits, or to any group of a coalition that it is a member of.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_today
from registry.directory import policy as directory
from registry.directory.models import Membership, Organization

from ..models import Concern, ConcernAnswer, ConcernRaiser, Group, Seat
from .groups import run_by, runs, sat_in, visible_to

RUN = frozenset({"join_concerns", "answer_concern"})
COORDINATE = frozenset({"pass_on_concern", "edit_concern"})
EVERY = RUN | COORDINATE | {"support_concern", "withdraw_concern"}


def visible_concerns_to(actor: Actor, concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """Those that the actor's organizations raised, those of groups where they sit, and of groups that it runs."""
    if actor.is_system:
        return concerns
    raised = ConcernRaiser.objects.filter(organization__in=actor.organizations()).values("concern")
    return concerns.filter(
        Q(pk__in=raised) | sat_in(actor, path="group__") | run_by(actor, "group__"),
        group__in=visible_to(actor, Group.objects.all()),
    )


def visible_raisers_to(actor: Actor, raisers: QuerySet[ConcernRaiser]) -> QuerySet[ConcernRaiser]:
    """Organizations that may be seen, of concerns that may be seen."""
    if actor.is_system:
        return raisers
    return raisers.filter(
        organization__in=directory.visible_organizations_to(actor, Organization.objects.all()),
        concern__in=visible_concerns_to(actor, Concern.objects.all()),
    )


def visible_answers_to(actor: Actor, answers: QuerySet[ConcernAnswer]) -> QuerySet[ConcernAnswer]:
    """Answers to concerns that may be seen."""
    return answers.filter(concern__in=visible_concerns_to(actor, Concern.objects.all()))


def may_raise_for(actor: Actor, organization: Organization) -> bool:
    """A contributor of the organization raises concerns in its name."""
    return actor.is_system or organization.pk in actor.organizations(Role.CONTRIBUTOR)


def may_withdraw_for(actor: Actor, organization: Organization) -> bool:
    """An administrator of the organization takes its name off."""
    return actor.is_system or organization.pk in actor.organizations(Role.ADMINISTRATOR)


def coordinates(actor: Actor, concern: Concern) -> bool:
    """Whether the actor coordinates the coalition of the concern's group."""
    return actor.is_system or concern.group.work_of_id in actor.coalitions()


def verbs(actor: Actor, concerns: Sequence[Concern]) -> dict[str, frozenset[str]]:
    """What the actor may do with each of the concerns, whatever its state: key → actions, in a few statements."""
    if not actor.may_write or not concerns:
        return {}
    if actor.is_system:
        return {one.key: EVERY for one in concerns}
    prefetch_related_objects(list(concerns), "group")
    supporting = _groups_to_speak_in(actor, concerns)
    written, administered = actor.organizations(Role.CONTRIBUTOR), actor.organizations(Role.ADMINISTRATOR)
    raised: dict[int, set[int]] = defaultdict(set)
    raisers = ConcernRaiser.objects.filter(concern__in=[one.pk for one in concerns], organization__in=written)
    for concern, organization in raisers.values_list("concern", "organization"):
        raised[concern].add(organization)
    found: dict[str, frozenset[str]] = {}
    for one in concerns:
        allowed = set(RUN) if runs(actor, one.group) else set()
        if coordinates(actor, one):
            allowed |= COORDINATE
        if one.group_id in supporting:
            allowed.add("support_concern")
        if raised[one.pk]:
            allowed.add("edit_concern")
        if raised[one.pk] & administered:
            allowed.add("withdraw_concern")
        found[one.key] = frozenset(allowed)
    return found


def _groups_to_speak_in(actor: Actor, concerns: Sequence[Concern]) -> set[int]:
    """The concerns' groups in which an organization takes part in whose name the actor may raise something."""
    today = montreal_today()
    speakers = actor.organizations(Role.CONTRIBUTOR)
    of_coalition: dict[int | None, set[int]] = defaultdict(set)
    for one in concerns:
        of_coalition[one.group.work_of_id].add(one.group_id)
    groups = {one.group_id for one in concerns}
    seats = Seat.objects.filter(group__in=groups, organization__in=speakers, accepted=True).possibly_on(today)
    members = Membership.objects.filter(
        coalition__in=set(of_coalition) - {None}, organization__in=speakers, accepted=True
    ).possibly_on(today)
    found = set(seats.values_list("group", flat=True))
    return found.union(*(of_coalition[coalition] for coalition in members.values_list("coalition", flat=True)))
