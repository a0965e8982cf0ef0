"""Memberships and relationships: one side proposes, the other accepts, either may end it."""

from typing import Any, TypeVar

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.validation import Checks
from registry.journal.actions import action, expect_version, record

from .. import policy, queries, rules
from ..models import Membership, Organization, Relationship

Link = TypeVar("Link", Membership, Relationship)


@action
def propose_membership(
    actor: Actor,
    key: str,
    *,
    coalition: str,
    category: str = "",
    votes: bool = True,
    since: PartialDate | str | None = None,
) -> Membership:
    """Propose the organization `key` as a member of a coalition, on behalf of either.

    It holds at once where the actor answers for both sides.
    Raises Refused: NOT_A_COALITION, SAME_THING, EXERCISE_APART, ALREADY_EXISTS (also a proposal that waits).
    """
    organization, group = _two_sides(actor, key, coalition, "coalition")
    if not group.is_coalition:
        raise refuse(ErrorCode.NOT_A_COALITION, "coalition")
    checks = Checks()
    values = {
        "category": checks.text("category", category, 64),
        "since": checks.partial_date("since", since),
        "votes": votes,
    }
    checks.settle()
    side = _side_of(actor, "membership", organization, group)
    standing = Membership.objects.filter(organization=organization, coalition=group)
    _refuse_twin(standing)
    link = Membership(organization=organization, coalition=group, basis=Basis.STATED, **values)
    return _begin(actor, link, side, organization, group)


@action
def accept_membership(actor: Actor, key: str, *, version: int | None = None) -> Membership:
    """Accept a proposal, for the side that did not make it. `version`: the member organization's."""
    return _accept(actor, queries.membership_for_change(actor, key, "accept_membership"), version)


@action
def end_membership(
    actor: Actor, key: str, *, until: PartialDate | str | None = None, version: int | None = None
) -> Organization:
    """End a membership on a day (today), in a month or year; a proposal is taken back or declined.

    Returns the member organization, whose `version` it is.
    """
    return _end(actor, queries.membership_for_change(actor, key, "end_membership"), until, version)


@action
def propose_relationship(
    actor: Actor,
    key: str,
    *,
    type: str,  # noqa: A002 -- the field's name
    target: str,
    subject: str = "",
    since: PartialDate | str | None = None,
) -> Relationship:
    """Propose a link of a type of `relation_types` from the organization `key` to another, on behalf of either.

    It holds at once where the actor answers for both sides.
    Raises Refused: SAME_THING, EXERCISE_APART, ALREADY_EXISTS, LOOP when a whole would be part of its part.
    """
    origin, other = _two_sides(actor, key, target, "target")
    checks = Checks()
    known = queries.vocabulary(actor).codes("relation_types").keys() - set(rules.HAVE_THEIR_OWN_TABLE)
    values = {
        "type": checks.code("type", type, known, required=True),
        "subject": checks.prose("subject", subject, 1000),
        "since": checks.partial_date("since", since),
    }
    checks.settle()
    side = _side_of(actor, "relationship", origin, other)
    _refuse_twin(Relationship.objects.filter(origin=origin, target=other, type=type))
    if type == "part_of" and _is_part_of(other, origin):
        raise refuse(ErrorCode.LOOP, "target")
    return _begin(actor, Relationship(origin=origin, target=other, basis=Basis.STATED, **values), side, origin, other)


@action
def accept_relationship(actor: Actor, key: str, *, version: int | None = None) -> Relationship:
    """Accept a proposal, for the side that did not make it. `version`: the organization's that it starts from."""
    return _accept(actor, queries.relationship_for_change(actor, key, "accept_relationship"), version)


@action
def end_relationship(
    actor: Actor, key: str, *, until: PartialDate | str | None = None, version: int | None = None
) -> Organization:
    """End a link on a day (today), in a month or year; a proposal is taken back or declined.

    Returns the organization that it starts from, whose `version` it is.
    """
    return _end(actor, queries.relationship_for_change(actor, key, "end_relationship"), until, version)


def _two_sides(actor: Actor, key: str, other_key: str, field: str) -> tuple[Organization, Organization]:
    one = queries.organization(actor, key).thing
    other = queries.organization(actor, other_key, field).thing
    if one == other:
        raise refuse(ErrorCode.SAME_THING, field)
    if one.exercise != other.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, field)
    # In one order for everybody, so that two proposals in opposite directions don't wait for each other.
    rows = Organization.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    return locked[one.pk], locked[other.pk]


def _side_of(actor: Actor, noun: str, *sides: Organization) -> Organization | None:
    """The side for which the actor proposes; None: it answers for all of them, and need not ask anyone."""
    if all(policy.may_answer_for(actor, side, f"accept_{noun}") for side in sides):
        return None
    for side in sides:
        if policy.may_answer_for(actor, side, f"propose_{noun}"):
            return side
    raise refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED)


def _refuse_twin(standing: Any) -> None:
    today = montreal_today()
    if any(row.period.over_on(today) is not Truth.YES for row in standing):
        raise refuse(ErrorCode.ALREADY_EXISTS)


def _begin(
    actor: Actor, link: Link, proposed_by: Organization | None, first: Organization, other: Organization
) -> Link:
    link.proposed_by, link.accepted = proposed_by, proposed_by is None
    if link.accepted:
        _vouch(link)
    link.save()
    _record(actor, link, "accepted" if link.accepted else "proposed", first, other)
    return link


def _accept(actor: Actor, link: Link, version: int | None) -> Link:
    first, other = _ends(link)
    expect_version(first, version)
    if link.accepted:
        raise refuse(ErrorCode.WRONG_STATE)
    link.accepted = True
    _vouch(link)
    link.save()
    _record(actor, link, "accepted", first, other)
    return link


def _end(
    actor: Actor, link: Membership | Relationship, until: PartialDate | str | None, version: int | None
) -> Organization:
    first, other = _ends(link)
    expect_version(first, version)
    if not link.accepted:
        _record(actor, link, "declined", first, other)
        link.delete()
        return first
    checks = Checks()
    end = checks.partial_date("until", until) or PartialDate.of(montreal_today())
    if link.since and end.last_day < link.since.first_day:
        checks.refuse(ErrorCode.DATES_REVERSED, "until")
    checks.settle()
    if link.period.over_on(montreal_today()) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE)
    link.until, link.until_basis, link.ongoing = end, Basis.STATED, False
    link.save()
    _record(actor, link, "ended", first, other)
    return first


def _ends(link: Membership | Relationship) -> tuple[Organization, Organization]:
    if isinstance(link, Membership):
        return link.organization, link.coalition
    return link.origin, link.target


def _vouch(link: Membership | Relationship) -> None:
    today = montreal_today()
    link.since = link.since or PartialDate.of(today)
    link.since_basis = link.since_basis or Basis.STATED
    link.first_confirmed_on = link.confirmed_on = today


def _record(actor: Actor, link: Membership | Relationship, what: str, first: Organization, other: Organization) -> None:
    noun = "membership" if isinstance(link, Membership) else "relationship"
    codes = {noun: link.key, "with": other.key}
    record(actor, f"organization.{noun}_{what}", first, fields=[f"{noun}s"], codes=codes)
    if isinstance(link, Relationship):
        codes = {noun: link.key, "with": first.key}
        record(actor, f"organization.{noun}_{what}", other, fields=[f"{noun}s"], codes=codes)


def _is_part_of(part: Organization, whole: Organization) -> bool:
    """Whether `part` is in the end a part of `whole`."""
    waiting, met = [part.pk], set[int]()
    while waiting:
        met.update(waiting)
        rows = Relationship.objects.filter(origin__in=waiting, type="part_of", accepted=True)
        waiting = [pk for pk in rows.values_list("target", flat=True) if pk not in met]
    return whole.pk in met
