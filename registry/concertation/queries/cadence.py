"""A group's meetings against its rules: the cadence of a year, who attended, who may be co-chair.

All of it is for those who are told of every meeting of the group: computed from what outsiders see of them, it would
be wrong.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, prefetch_related_objects

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.logic import Truth, any_of
from registry.directory.models import Membership, Organization
from registry.directory.queries import visible_organizations

from ..models import Attendance, Group, Meeting, Seat
from ..policy.groups import run_by, sat_in
from ..rules.cadence import Met, YearOfMeetings, year_of_meetings
from ..rules.eligibility import Eligibility, Standing, eligibility
from ..rules.rule_sets import RuleSet


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """How often an organization came to the meetings of a group that were held; `whole`: from beginning to end."""

    present: int = 0
    whole: int = 0
    excused: int = 0
    absent: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization, and whether it may put somebody forward as co-chair."""

    organization: Organization
    eligibility: Eligibility


def cadence(actor: Actor, group: Group, year: int) -> YearOfMeetings | None:
    """The group's meetings of a year against its rule; None without a rule, and for an outsider of the group."""
    return cadences(actor, [group], year).get(group.key)


def cadences(actor: Actor, groups: Sequence[Group], year: int) -> dict[str, YearOfMeetings]:
    """`cadence` of each of many groups that have one, by key."""
    prefetch_related_objects(list(groups), "rule_set")
    told = _told_all(actor, groups)
    rules = {one: RuleSet.of(one.rule_set.data).cadence for one in groups if one.rule_set and one.pk in told}
    today = montreal_today()
    written = Meeting.objects.filter(group__in=rules, day__year=year, day__lte=today)
    met: dict[int | None, list[Met]] = defaultdict(list)
    for one in written.exclude(state=Meeting.State.CANCELLED):
        met[one.group_id].append(Met(one.day, one.city, one.mode, one.occasion, one.state == Meeting.State.HELD))
    return {one.key: year_of_meetings(rule, year, met[one.pk], today) for one, rule in rules.items() if rule}


def attendance_counts(actor: Actor, group: Group, until: date | None = None) -> Mapping[int, AttendanceCount]:
    """Attendance at the group's meetings held by the day (today), by the organization's primary key.

    Nothing for an outsider of the group.
    """
    if group.pk not in _told_all(actor, [group]):
        return {}
    states = (Q(state="present"), Q(state="present", whole=True), Q(state="excused"), Q(state="absent"))
    counts = {f"count_{place}": Count("pk", filter=state) for place, state in enumerate(states)}
    rows = _taken(group, until or montreal_today()).order_by().values("organization").annotate(**counts)
    return {row.pop("organization"): AttendanceCount(*row.values()) for row in rows}


def eligible_co_chairs(actor: Actor, group: Group, on: date | None = None) -> list[Candidate] | None:
    """Each organization that sits in the group on the day (today) or came to it by then, by name, with its eligibility.

    None where no rule says who may be co-chair, and for an outsider of the group.
    """
    conditions = RuleSet.of(group.rule_set.data).co_chair_eligibility if group.rule_set else ()
    if not conditions or group.pk not in _told_all(actor, [group]):
        return None
    day = on or montreal_today()
    counts = attendance_counts(actor, group, day)
    recorded = _taken(group, day).values("meeting").distinct().count()
    seated = Seat.objects.filter(group=group, accepted=True).possibly_on(day).values("organization")
    asked = visible_organizations(actor).filter(Q(pk__in=seated) | Q(pk__in=list(counts))).prefetch_related("names")
    members = _membership(group, day)
    found = []
    for organization in asked.order_by("sort_name", "pk"):
        whole = counts.get(organization.pk, AttendanceCount()).whole
        standing = Standing(members.get(organization.pk, Truth.NO), whole, recorded)
        found.append(Candidate(organization, eligibility(conditions, standing)))
    return found


def _told_all(actor: Actor, groups: Iterable[Group]) -> set[int]:
    """Those of the groups of whose every meeting the actor is told, by primary key."""
    asked = Group.objects.filter(pk__in=[one.pk for one in groups])
    told = asked if actor.is_system else asked.filter(run_by(actor) | sat_in(actor))
    return set(told.values_list("pk", flat=True))


def _taken(group: Group, until: date) -> QuerySet[Attendance]:
    held = Attendance.objects.filter(meeting__group=group, meeting__state=Meeting.State.HELD, meeting__day__lte=until)
    return held.exclude(state="")


def _membership(group: Group, day: date) -> dict[int, Truth]:
    """Whether each member of the group's coalition is one on that day, by primary key."""
    found: dict[int, Truth] = {}
    for one in Membership.objects.filter(coalition=group.work_of_id, accepted=True).possibly_on(day):
        found[one.organization_id] = any_of((found.get(one.organization_id, Truth.NO), one.holds_on(day)))
    return found
