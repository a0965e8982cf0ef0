"""Meetings of groups and assemblies of coalitions: agenda, attendance, minutes, and what came of them."""

from datetime import date
from typing import Any

from registry.concertation.actions.loading import load_meetings
from registry.concertation.rules import meetings as rules
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode

from ..ids import wrong_id
from ..reader import Reader
from .kind import Draft, Kind


def read_meeting(reader: Reader, key: str) -> Draft:
    """A meeting of one group, or of one coalition's members; a day, a mode and a state are needed."""
    day = reader.day("date")
    links = _whose(reader)
    columns: dict[str, Any] = {
        "title": reader.text("title", 200),
        "occasion": reader.code("occasion", "occasions"),
        "day": day,
        "starts_at": reader.time_of_day("starts_at"),
        "ends_at": reader.time_of_day("ends_at"),
        "mode": reader.code("mode", "meeting_modes", required=True),
        "city": reader.text("city", 120),
        "place": reader.text("place", 300),
        "state": reader.code("state", "meeting_states", required=True),
        "quorum": reader.whole("quorum", rules.MOST_INVITED, 1),
    }
    if columns["starts_at"] and columns["ends_at"] and columns["ends_at"] <= columns["starts_at"]:
        reader.problem(ErrorCode.DATES_REVERSED, "ends_at")
    if columns["state"] == "held" and day and day > reader.world.today:
        reader.problem(ErrorCode.TOO_EARLY, "state", day=day)
    agenda = _agenda(reader)
    parts = {
        "agenda": agenda,
        "attendance": _attendance(reader),
        "minutes": _minutes(reader.part("minutes"), day),
        "outcomes": _outcomes(reader, key, len(agenda), day),
        "resolutions": _voted_on(reader, links["coalition"], day) if links["coalition"] else [],
    }
    draft = Draft(columns, links, parts, reader.sources())
    reader.leave("id", "confidence", *(() if reader.row.get("resolutions") else ("resolutions",)))
    return draft


def _whose(reader: Reader) -> dict[str, str | None]:
    """The group whose meeting, or the coalition whose assembly it is."""
    group = reader.reference("group", reader.world.groups)
    coalition = reader.reference("coalition", reader.world.organizations)
    if (reader.row.get("group") is None) == (reader.row.get("coalition") is None):
        reader.refuse("GROUP_OR_COALITION", "group")
    if coalition is not None and reader.world.organizations[coalition].kind != "coalition":
        reader.problem(ErrorCode.NOT_A_COALITION, "coalition")
    return {"group": group, "coalition": coalition}


def _voted_on(reader: Reader, coalition: str, day: date | None) -> list[dict[str, Any]]:
    """The resolutions that are put to an assembly, which are its coalition's."""
    found = reader.texts("resolutions", 60)
    for key in found:
        if key not in reader.world.resolutions:
            reader.refuse("UNKNOWN_REFERENCE", "resolutions", key)
        elif reader.world.resolutions[key] != coalition:
            reader.refuse("NOT_ITS_RESOLUTION", "resolutions", key)
    return [{"resolution": key, "on": day} for key in found]


def _agenda(reader: Reader) -> list[dict[str, Any]]:
    found = []
    for given in reader.parts("agenda"):
        item = {"title": given.text("title", rules.LONGEST_TITLE), **_about(given)}
        if not item["title"]:
            given.missing("title")
        given.finish()
        found.append(item)
    if len(found) > rules.MOST_ITEMS:
        reader.problem(ErrorCode.TOO_MANY, "agenda", max=rules.MOST_ITEMS)
    return found


def _about(given: Reader) -> dict[str, str | None]:
    """The concern and the resolution that a point or an outcome is about."""
    return {
        "concern": given.reference("concern", given.world.concerns),
        "resolution": given.reference("resolution", given.world.resolutions),
    }


def _attendance(reader: Reader) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for given in reader.parts("attendance"):
        organization = given.reference("organization", given.world.organizations, required=True)
        if organization is not None and organization in [one["organization"] for one in found]:
            given.problem(ErrorCode.ALREADY_EXISTS, "organization")
        row = {
            "organization": organization,
            "role": given.code("role", "seat_roles"),
            "votes": given.flag("votes") is not False,
            "answer": given.code("answer", "invitation_answers"),
            "state": given.code("state", "attendance_states"),
            "whole": given.flag("whole") is not False,
            "delegate_role": given.prose("delegate_role", rules.LONGEST_ROLE),
        }
        given.finish()
        found.append(row)
    return found


def _minutes(given: Reader, day: date | None) -> dict[str, Any] | None:
    """The notes, or the minutes with the days on which they were submitted and approved; None where there are none."""
    if not given.row:
        return None
    state = given.code("state", "minutes_states", required=True)
    text = given.prose("text_fr", rules.LONGEST_MINUTES)
    submitted_on = given.day("submitted_on", required=state in ("submitted", "approved"))
    approved_on = given.day("approved_on", required=state == "approved")
    if not text:
        given.missing("text_fr")
    if day and submitted_on and submitted_on < day:
        given.problem(ErrorCode.DATES_REVERSED, "submitted_on")
    if submitted_on and approved_on and approved_on < submitted_on:
        given.problem(ErrorCode.DATES_REVERSED, "approved_on")
    given.finish()
    return {"state": state, "text": text, "submitted_on": submitted_on, "approved_on": approved_on}


def _outcomes(reader: Reader, meeting: str, points: int, day: date | None) -> list[dict[str, Any]]:
    """What came of the meeting; `item` is the number of the point of its agenda."""
    found: list[dict[str, Any]] = []
    for given in reader.parts("outcomes"):
        key = _id(given, meeting, {one["key"] for one in found})
        kind = given.code("kind", "outcome_kinds", required=True)
        outcome = {
            "key": key,
            "kind": kind,
            "text": given.prose("text_fr", rules.LONGEST_OUTCOME),
            "item": given.whole("item", points, 1),
            "by": given.reference("by", given.world.organizations, required=kind == "commitment"),
            "due": given.day("due", required=False),
            "kept": _kept(given, kind, day),
            **_about(given),
        }
        if not outcome["text"]:
            given.missing("text_fr")
        given.finish()
        found.append(outcome)
    return found


def _kept(given: Reader, kind: str, held: date | None) -> date | None:
    """The day on which a commitment was kept, from that of its meeting (`held`) on."""
    kept, today = given.day("kept", required=False), given.world.today
    if kept and kind != "commitment":
        given.refuse("NOT_A_COMMITMENT", "kept")
    elif kept and held and not held <= kept <= today:
        given.problem(ErrorCode.DATE_OUT_OF_RANGE, "kept", first=held, last=today)
    return kept


def _id(given: Reader, meeting: str, others: set[str]) -> str:
    """The id by which answers refer to an outcome: no other outcome has it, of this meeting or of another one."""
    key = given.anything("id")
    wrong = wrong_id(key, others)
    if wrong:
        given.refuse(wrong.code, "id", key)
    elif given.world.outcomes.setdefault(key, meeting) != meeting:
        given.refuse("ID_TAKEN", "id", key)
    return str(key)


MEETING = Kind(
    "meeting",
    read_meeting,
    lambda records, today: load_meetings(SYSTEM, records),
    fixed=("group", "coalition"),
    touches="outcomes",
    aggregate=True,
)
