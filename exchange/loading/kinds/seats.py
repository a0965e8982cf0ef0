"""Seats: an organization's place in a group, with its role; whoever coordinates a group has one without a vote."""

from registry.concertation.actions.loading import load_seats
from registry.concertation.rules import COORDINATOR
from registry.core.actor import SYSTEM

from ..reader import Reader
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


SEAT = Kind(
    "seat",
    read_seat,
    lambda records, today: load_seats(SYSTEM, records),
    fixed=("organization", "group", "role"),
)
