"""Concerns: who raised what to which group; and how groups answered, told apart as an answer may be told later."""

from typing import Any

from registry.concertation.actions.loading import load_answers, load_concerns
from registry.concertation.rules.concerns import LONGEST_TEXT, LONGEST_TITLE
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode

from ..reader import Reader
from .kind import Draft, Kind, Upward

JOINED = "joined"


def read_concern(reader: Reader, key: str) -> Draft:
    """A concern, raised by one organization at least; it counts as answered once an answer to it is loaded."""
    group = reader.reference("group", reader.world.groups, required=True)
    raised_on = reader.day("raised_on")
    passed_from = reader.reference("passed_from", reader.world.groups)
    passed_on = reader.day("passed_on", required=passed_from is not None)
    if passed_from is not None and passed_from == group:
        reader.problem(ErrorCode.SAME_THING, "passed_from")
    if raised_on and passed_on and passed_on < raised_on:
        reader.problem(ErrorCode.DATES_REVERSED, "passed_on")
    title = reader.prose("title_fr", LONGEST_TITLE)
    if not title:
        reader.missing("title_fr")
    joined_to = reader.text("joined_to", 60) or None
    state = reader.code("state", "concern_states", default="raised")
    draft = Draft(
        {
            "title": " ".join(title.split()),
            "description": reader.prose("description_fr", LONGEST_TEXT),
            "raised_on": raised_on,
            "state": JOINED if joined_to else state,
            "passed_on": passed_on,
        },
        {"group": group, "passed_from": passed_from},
        {"raisers": _raisers(reader), "joined_to": joined_to},
        reader.sources(),
    )
    reader.leave("id", "confidence")
    return draft


def _raisers(reader: Reader) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for given in reader.parts("raisers"):
        organization = given.reference("organization", given.world.organizations, required=True)
        if organization is not None and organization in [one["organization"] for one in found]:
            given.problem(ErrorCode.ALREADY_EXISTS, "organization")
        words = given.prose("words_fr", LONGEST_TEXT)
        found.append({"organization": organization, "on": given.day("on"), "words": words})
        given.finish()
    if not found:
        reader.missing("raisers")
    return found


def read_answer(reader: Reader, key: str) -> Draft:
    """An answer to a concern in one of the seven ways, by an activity, a resolution or an outcome of a meeting."""
    world = reader.world
    concern = reader.reference("concern", world.concerns, required=True)
    on = reader.day("on")
    raised_on = world.concerns[concern] if concern else None
    if on and raised_on and not raised_on <= on <= world.today:
        reader.problem(ErrorCode.DATE_OUT_OF_RANGE, "on", first=raised_on, last=world.today)
    draft = Draft(
        {
            "kind": reader.code("kind", "ways_of_answering", required=True),
            "on": on,
            "note": reader.prose("note_fr", LONGEST_TEXT),
        },
        {
            "concern": concern,
            "activity": reader.reference("activity", world.activities),
            "resolution": reader.reference("resolution", world.resolutions),
            "outcome": reader.reference("outcome", world.outcomes),
        },
    )
    reader.leave("id")
    return draft


CONCERN = Kind(
    "concern",
    read_concern,
    lambda records, today: load_concerns(SYSTEM, records),
    touches="concerns",
    upward=Upward("joined_to", lambda world: world.joined_concerns),
    aggregate=True,
)
ANSWER = Kind("concernanswer", read_answer, lambda records, today: load_answers(SYSTEM, records), fixed=("concern",))
