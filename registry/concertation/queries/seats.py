"""Reading seats: who sits where, with whom, and whether groups are made up as their rules say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import prefetch_related_objects

from registry.core.actor import Actor, Role
from registry.core.dates import Period, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth, all_of, any_of
from registry.core.models import DatedQuerySet
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.policy import looked_after
from registry.journal import queries as journal

from .. import policy, rules
from ..models import Group, Seat
from ..rules import Compliance, Composition, Seated, Vacancy

STATED = ("stated", "")


@dataclass(frozen=True, slots=True)
class Made:
    """How a group is made up on a day: `compliance` is None where no rule is written down."""

    compliance: Compliance | None
    vacancies: list[Vacancy]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many organizations may hold a role, or are offered it, where the rules permit `most`."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Together:
    """An organization that another one may meet in a group on a day.

    `holds`: whether both surely sit there; `to_confirm`: not surely, or nobody vouched lately for one of the two.
    """

    organization: Organization
    group: Group
    holds: Truth
    to_confirm: bool


def visible_seats(actor: Actor) -> DatedQuerySet[Seat]:
    """Every seat, and every offer of one, that the actor may see."""
    return policy.visible_seats_to(actor, Seat.objects.all())


def seats(
    actor: Actor, *, group: Group | None = None, organization: Organization | None = None, on: date | None = None
) -> DatedQuerySet[Seat]:
    """Seats and offers that the actor may see, of a group or of an organization; with `on`, that may hold that day."""
    found = visible_seats(actor).select_related("group", "organization").prefetch_related("organization__names")
    if group is not None:
        found = found.filter(group=group).order_by("organization__sort_name", "pk")
    if organization is not None:
        found = found.filter(organization=organization).order_by("group__sort_name", "pk")
    return found if on is None else found.possibly_on(on)


def seats_to_answer(actor: Actor) -> DatedQuerySet[Seat]:
    """Offers that this actor can accept, oldest first."""
    own = actor.organizations(Role.ADMINISTRATOR)
    return seats(actor).filter(accepted=False, organization__in=own).order_by("pk")


def seat_for_change(actor: Actor, key: str, verb: str) -> Seat:
    """The seat with its group, which is locked. Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED."""
    visible = visible_seats(actor).select_related("group", "organization").filter(key=key)
    found = visible.select_for_update(of=("self", "group")).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "seat")
    if verb not in policy.groups.seat_verbs(actor, found):
        raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)
    return found


def verbs_of_seats(actor: Actor, seats: Sequence[Seat]) -> dict[str, frozenset[str]]:
    """What the actor may do with each of these seats, which it was given to see: key → actions."""
    prefetch_related_objects(list(seats), "group")
    known = looked_after(actor)
    return {seat.key: policy.groups.seat_verbs(actor, seat, known) for seat in seats}


def answers_for(actor: Actor, organization: Organization) -> bool:
    """Whether the actor takes seats in the name of this organization."""
    return policy.groups.answers_for(actor, organization.pk)


def compliance(actor: Actor, group: Group, on: date) -> Compliance | None:
    """How a group stands with its rules on a day, as far as the actor sees who sits there; None without a rule."""
    return made_up(actor, [group], on)[group.key].compliance


def vacancies(actor: Actor, group: Group, on: date) -> list[Vacancy]:
    """Seats of the group to be filled on the day, or within `SEAT_ENDS_SOON_DAYS` from it."""
    return made_up(actor, [group], on)[group.key].vacancies


def made_up(actor: Actor, groups: Sequence[Group], on: date) -> dict[str, Made]:
    """Compliance and vacancies of many groups, which the actor was given to see, by key: in five statements."""
    prefetch_related_objects(list(groups), "rule_set")
    held = visible_seats(actor).filter(accepted=True, group__in=groups).select_related("organization")
    of_group: dict[int, list[Seat]] = defaultdict(list)
    for seat in held.order_by("pk"):
        of_group[seat.group_id].append(seat)
    kept = journal.edited_by_people(actor, "group", [group.key for group in groups])
    members = _memberships(actor, groups, of_group)
    found = {}
    for group in groups:
        if rules.status_on(group.status, group.since, group.until, on) == rules.NOT_YET:
            found[group.key] = Made(None, [])
            continue
        rule_set = _rules_of(group)
        sitting = of_group[group.pk]
        here = group.exercise or group.key in kept
        belongs = _belongs(group, rule_set, sitting, members, on, here)
        composition = Composition([_seated(seat) for seat in sitting], belongs, here)
        judged = rules.judge(rule_set, composition, on)
        due = rules.vacancies(rule_set, composition, on, settings.SEAT_ENDS_SOON_DAYS)
        found[group.key] = Made(judged if judged.parts else None, due)
    return found


def crowded(actor: Actor, seat: Seat) -> Crowd | None:
    """Whether the seat, with those held or offered in its role as it begins, is more than the rules permit; else None.

    Nobody is kept from offering it: an offer may be declined, and a seat end before.
    """
    rule = _rules_of(seat.group).seat(seat.role)
    if rule is None or rule.most is None:
        return None
    day = max(seat.since.first_day, montreal_today()) if seat.since else montreal_today()
    together = visible_seats(actor).filter(group=seat.group, role=seat.role).possibly_on(day)
    count = together.values("organization").distinct().count()
    return Crowd(count, rule.most) if count > rule.most else None


def belongs_to(actor: Actor, group: Group, organization: Organization, role: str, on: date) -> Truth:
    """Whether the group's rule of composition lets the organization sit in that role from that day on."""
    seat = Seat(group=group, organization=organization, role=role)
    members = _memberships(actor, [group], {group.pk: [seat]})
    return _belongs(group, _rules_of(group), [seat], members, on, True).get(organization.key, Truth.YES)


def sat_with(actor: Actor, organizations: Sequence[Organization], on: date) -> dict[str, list[Together]]:
    """Who may have sat with each of these organizations on a day, and in which groups: key → others, by name."""
    own = visible_seats(actor).filter(accepted=True, organization__in=organizations).possibly_on(on)
    mine = list(own)
    shared = visible_seats(actor).filter(accepted=True, group__in={seat.group_id for seat in mine}).possibly_on(on)
    others: dict[int, list[Seat]] = defaultdict(list)
    for seat in shared.select_related("group", "organization"):
        others[seat.group_id].append(seat)
    found: dict[str, list[Together]] = {}
    for organization in organizations:
        met: dict[tuple[int, int], list[tuple[Seat, Seat]]] = defaultdict(list)
        for own_seat in mine:
            if own_seat.organization_id == organization.pk:
                for seat in others[own_seat.group_id]:
                    met[seat.organization_id, seat.group_id].append((own_seat, seat))
        together = [_together(pairs, on) for (other, _), pairs in met.items() if other != organization.pk]
        found[organization.key] = sorted(together, key=_by_name)
    return found


def _together(pairs: Sequence[tuple[Seat, Seat]], on: date) -> Together:
    """What the seats of two organizations in one group come to; they may have several."""
    seat = pairs[0][1]
    holds = any_of(all_of((mine.holds_on(on), theirs.holds_on(on))) for mine, theirs in pairs)
    to_confirm = all(mine.to_confirm_on(on) or theirs.to_confirm_on(on) for mine, theirs in pairs)
    return Together(seat.organization, seat.group, holds, to_confirm)


def common_groups(actor: Actor, one: Organization, other: Organization, on: date) -> list[Together]:
    """The groups in which both may have sat on a day."""
    return [met for met in sat_with(actor, [one], on)[one.key] if met.organization == other]


def _seated(seat: Seat) -> Seated:
    """The seat as the rules take it (its organization is read)."""
    return Seated(seat.key, seat.organization.key, seat.role, seat.period, seat.interim)


def _by_name(met: Together) -> tuple[str, str, str]:
    return met.organization.sort_name, met.group.sort_name, met.group.key


def _rules_of(group: Group) -> rules.RuleSet:
    """The rules of the group's rule set; who may sit in it is the group's own to say where that doesn't."""
    rule_set = rules.RuleSet() if group.rule_set is None else rules.RuleSet.of(group.rule_set.data)
    return replace(rule_set, composition=rule_set.composition or group.composition_rule or None)


Memberships = Mapping[tuple[int, int], list[tuple[Period, bool]]]


def _memberships(actor: Actor, groups: Iterable[Group], of_group: Mapping[int, Sequence[Seat]]) -> Memberships:
    """By organization and coalition: each membership's period, and whether a source states it."""
    about = {seat.organization_id for sitting in of_group.values() for seat in sitting}
    rows = directory.visible_memberships(actor).filter(
        accepted=True, organization__in=about, coalition__in={group.work_of_id for group in groups} - {None}
    )
    found: dict[tuple[int, int], list[tuple[Period, bool]]] = defaultdict(list)
    for row in rows:
        found[row.organization_id, row.coalition_id].append((row.period, row.basis in STATED))
    return found


def _belongs(
    group: Group, rule_set: rules.RuleSet, sitting: Sequence[Seat], members: Memberships, on: date, kept: bool
) -> dict[str, Truth]:
    coalition = group.work_of_id
    found: dict[str, list[Truth]] = defaultdict(list)
    for seat in sitting:
        exempt = seat.role == rules.COORDINATOR or seat.organization_id in (coalition, group.body_id)
        if rule_set.composition and coalition is not None and not exempt and seat.holds_on(on) is not Truth.NO:
            institution = seat.organization.kind in rules.INSTITUTIONS
            periods = members.get((seat.organization_id, coalition), [])
            member = rules.member_on(periods, on, closed=kept or institution)
            found[seat.organization.key].append(rules.fits(rule_set.composition, seat.role, member, institution))
    return {organization: all_of(fits) for organization, fits in found.items()}
