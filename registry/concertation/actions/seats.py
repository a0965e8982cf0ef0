"""A seat's life: offered by the group, taken or declined by the organization, renewed, confirmed, ended."""

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.validation import FIRST_DAY, Checks
from registry.directory import queries as directory
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import Group, Seat


@action
def offer_seat(
    actor: Actor,
    key: str,
    *,
    organization: str,
    role: str,
    since: PartialDate | str | None = None,
    until: PartialDate | str | None = None,
    interim: bool = False,
    votes: bool = True,
    version: int | None = None,
) -> Seat:
    """Offer an organization a seat in the group `key`, from a day (today), month or year on, for a term or open-ended.

    It holds at once where the actor answers for the organization too.
    Raises Refused: EXERCISE_APART, UNKNOWN_CODE, DATES_REVERSED, ORGANIZATION_CLOSED, MEMBERS_ONLY, OVERLAP with
    another term of the same organization in the same role; WRONG_STATE when the group is over.
    """
    group = queries.group_for_change(actor, key, "offer_seat")
    expect_version(group, version)
    invited = directory.organization(actor, organization).thing
    if invited.exercise != group.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, "organization")
    checks = Checks()
    code = checks.code("role", role, directory.vocabulary(actor).codes("seat_roles"), required=True)
    begins = checks.partial_date("since", since) or PartialDate.of(montreal_today())
    ends = checks.partial_date("until", until)
    checks.settle()
    seat = Seat(
        group=group, organization=invited, role=code, interim=interim, votes=votes and code != rules.COORDINATOR
    )
    _set_term(seat, begins, ends)
    return _begin(actor, seat, "offered")


@action
def accept_seat(actor: Actor, key: str) -> Seat:
    """Take the seat that is offered, for the organization. Raises Refused (WRONG_STATE: it is taken already)."""
    seat = queries.seat_for_change(actor, key, "accept_seat")
    if seat.accepted:
        raise refuse(ErrorCode.WRONG_STATE)
    seat.accepted = True
    _vouch(seat)
    seat.save()
    _record(actor, seat, "accepted")
    return seat


@action
def decline_seat(actor: Actor, key: str) -> Group:
    """Decline the seat that is offered, or take the offer back. Raises Refused (WRONG_STATE: it is taken already)."""
    seat = queries.seat_for_change(actor, key, "decline_seat")
    if seat.accepted:
        raise refuse(ErrorCode.WRONG_STATE)
    _record(actor, seat, "declined")
    seat.delete()
    return seat.group


@action
def renew_seat(actor: Actor, key: str, *, until: PartialDate | str | None) -> Seat:
    """Give the organization another term in the same role, from the end of this one; the new seat is given back.

    It is an offer unless the actor answers for the organization too.
    Raises Refused: WRONG_STATE for a seat that was not taken, or whose term has no end; as `offer_seat` besides.
    """
    seat = queries.seat_for_change(actor, key, "renew_seat")
    if not seat.accepted or seat.until is None:
        raise refuse(ErrorCode.WRONG_STATE)
    checks = Checks()
    ends = checks.partial_date("until", until, required=True)
    checks.settle()
    term = Seat(
        group=seat.group, organization=seat.organization, role=seat.role, interim=seat.interim, votes=seat.votes
    )
    _set_term(term, seat.until, ends)
    return _begin(actor, term, "renewed")


@action
def confirm_seat(actor: Actor, key: str) -> Seat:
    """Say that the organization still sits there as it is written. Raises Refused (WRONG_STATE: not taken, or over)."""
    seat = queries.seat_for_change(actor, key, "confirm_seat")
    _refuse_unseated(seat)
    _vouch(seat)
    seat.save(update_fields=["first_confirmed_on", "confirmed_on"])
    _record(actor, seat, "confirmed", "confirmed_on")
    return seat


@action
def end_seat(actor: Actor, key: str, *, until: PartialDate | str | None = None) -> Seat:
    """End a seat on a day (today), in a month or year, before its term does.

    Raises Refused: WRONG_STATE for one that was not taken or is over; DATES_REVERSED before it began;
    DATE_OUT_OF_RANGE after its term.
    """
    seat = queries.seat_for_change(actor, key, "end_seat")
    _refuse_unseated(seat)
    checks = Checks()
    end = checks.partial_date("until", until) or PartialDate.of(montreal_today())
    checks.settle()
    if seat.since and end.last_day < seat.since.first_day:
        raise refuse(ErrorCode.DATES_REVERSED, "until")
    if seat.until and end.first_day > seat.until.last_day:
        first = seat.since.first_day if seat.since else FIRST_DAY
        raise refuse(ErrorCode.DATE_OUT_OF_RANGE, "until", first=first, last=seat.until.last_day)
    seat.until, seat.until_basis, seat.ongoing = end, Basis.STATED, False
    seat.save(update_fields=["until", "until_basis", "ongoing", "ends"])
    _record(actor, seat, "ended", "until")
    return seat


def _set_term(seat: Seat, since: PartialDate, until: PartialDate | None) -> None:
    rules.check_term(since, until)
    seat.since, seat.since_basis = since, Basis.STATED
    seat.until, seat.until_basis = until, Basis.STATED if until else ""
    seat.ongoing = None if until else True
    seat.basis = Basis.STATED


def _begin(actor: Actor, seat: Seat, what: str) -> Seat:
    """Write a new term, taken at once where the actor answers for the organization."""
    _check_place(actor, seat)
    seat.accepted = queries.answers_for(actor, seat.organization)
    if seat.accepted:
        _vouch(seat)
        what = "accepted" if what == "offered" else what
    elif what == "renewed":
        what = "offered"
    seat.save()
    _record(actor, seat, what)
    return seat


def _check_place(actor: Actor, seat: Seat) -> None:
    """Raises Refused: WRONG_STATE, ORGANIZATION_CLOSED, MEMBERS_ONLY, OVERLAP."""
    group, organization = seat.group, seat.organization
    day = max(seat.since.first_day, montreal_today()) if seat.since else montreal_today()
    if rules.status_on(group.status, group.since, group.until, day) == rules.ENDED:
        raise refuse(ErrorCode.WRONG_STATE)
    if organization.standing_on(day).exists is Truth.NO:
        raise refuse(ErrorCode.ORGANIZATION_CLOSED, "organization")
    if queries.belongs_to(actor, group, organization, seat.role, day) is Truth.NO:
        raise refuse(ErrorCode.MEMBERS_ONLY, "organization")
    others = Seat.objects.filter(group=group, organization=organization, role=seat.role)
    if any(rules.overlap(seat.period, other.period) for other in others):
        raise refuse(ErrorCode.OVERLAP, "since")


def _refuse_unseated(seat: Seat) -> None:
    if not seat.accepted or seat.period.over_on(montreal_today()) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE)


def _vouch(seat: Seat) -> None:
    today = montreal_today()
    seat.first_confirmed_on = seat.first_confirmed_on or today
    seat.confirmed_on = today


def _record(actor: Actor, seat: Seat, what: str, *fields: str) -> None:
    codes = {"seat": seat.key, "with": seat.organization.key, "role": seat.role}
    record(actor, f"group.seat_{what}", seat.group, fields=fields or ["seats"], codes=codes)
