"""Seats: an organization's place in a group, with its role; whoever coordinates a group has one without a vote."""

from collections import defaultdict
from collections.abc import Mapping

from registry.concertation import queries as concertation
from registry.concertation.actions.loading import load_seats
from registry.concertation.rules import COORDINATOR, overlap
from registry.core.actor import SYSTEM
from registry.core.dates import Basis, Period

from ..flaws import flaw
from ..reader import Reader
from ..report import Flaw
from ..world import World
from .kind import Draft, Kind
from .relations import end_types, link


def read_seat(reader: Reader, key: str) -> Draft:
    """A seat in a group that is more than a name; `coordinates` is the role of who supports it."""
    end_types(reader, "organization", "group")
    organization = reader.reference("from", reader.world.organizations, required=True)
    group = reader.reference("to", reader.world.groups, required=True)
    coordinates = reader.row.get("type") == "coordinates"
    role = COORDINATOR if coordinates else reader.code("role", "seat_roles", required=True)
    interim = reader.flag("interim")
    draft = link(reader, {"organization": organization, "group": group}, organization)
    reader.leave("set")
    draft.columns |= {"role": role, "interim": bool(interim), "votes": role != COORDINATOR}
    return draft


def overlapping(drafts: Mapping[str, Draft], world: World) -> dict[str, Flaw]:
    """Seats whose term overlaps another of the same organization in the same role there: the first told stays."""
    groups = {draft.links["group"] for draft in drafts.values()}
    held: dict[tuple[str | None, str | None, str], dict[str, Period]] = defaultdict(dict)
    standing = concertation.visible_seats(SYSTEM).filter(group__key__in=groups).exclude(key__in=drafts)
    for seat in standing.select_related("group", "organization"):
        held[seat.group.key, seat.organization.key, seat.role][seat.key] = seat.period
    found = {}
    for key, draft in drafts.items():
        terms = held[draft.links["group"], draft.links["organization"], draft.columns["role"]]
        period = _term(draft)
        met = next((other for other, told in terms.items() if overlap(period, told)), None)
        if met is None:
            terms[key] = period
        else:
            found[key] = flaw("TERMS_OVERLAP", "since", met)
    return found


def _term(draft: Draft) -> Period:
    told = draft.columns
    return Period(
        since=told["since"],
        since_basis=Basis(told["since_basis"]) if told["since_basis"] else None,
        until=told["until"],
        until_basis=Basis(told["until_basis"]) if told["until_basis"] else None,
        ongoing=told["ongoing"],
    )


SEAT = Kind(
    "seat",
    read_seat,
    lambda records, today: load_seats(SYSTEM, records),
    fixed=("organization", "group", "role"),
    clashes=overlapping,
)
