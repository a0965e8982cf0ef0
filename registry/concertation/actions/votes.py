"""Recording how a resolution was voted on, and correcting what was recorded."""

from datetime import date

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Resolution
from ..rules import resolutions as rules

State = Resolution.State


@action
def record_vote(
    actor: Actor,
    key: str,
    *,
    votes_for: int,
    votes_against: int,
    abstentions: int = 0,
    on: date | None = None,
    version: int | None = None,
) -> Resolution:
    """Record the votes on a proposed resolution: adopted if more are for it than against, else defeated.

    `on`: the day of the vote, without it that of its assembly, or today.
    Raises Refused: WRONG_STATE, TOO_MANY_VOTES, NOT_A_NUMBER, NUMBER_OUT_OF_RANGE, MISSING, NO_VOTES,
    DATE_OUT_OF_RANGE.
    """
    resolution = _to_change(actor, key, "record_vote", version)
    if resolution.state != State.PROPOSED:
        raise refuse(ErrorCode.WRONG_STATE)
    day = on or (resolution.assembly.day if resolution.assembly else montreal_today())
    return _write(actor, resolution, "resolution.vote_recorded", day, (votes_for, votes_against, abstentions))


@action
def correct_vote(
    actor: Actor,
    key: str,
    *,
    votes_for: int,
    votes_against: int,
    abstentions: int = 0,
    on: date | None = None,
    version: int | None = None,
) -> Resolution:
    """Put right a vote that was recorded wrongly; what it decides is worked out anew.

    `on`: the day of the vote, without it the one that was recorded.
    Raises Refused: WRONG_STATE (no vote of it was recorded), FOLLOWED (it would be adopted no longer, but an adopted
    text amends, supersedes or reaffirms it), and what `record_vote` refuses.
    """
    resolution = _to_change(actor, key, "correct_vote", version)
    if resolution.state not in (State.ADOPTED, State.DEFEATED) or resolution.decided_on is None:
        raise refuse(ErrorCode.WRONG_STATE)
    day = on or resolution.decided_on
    return _write(actor, resolution, "resolution.vote_corrected", day, (votes_for, votes_against, abstentions))


def _to_change(actor: Actor, key: str, verb: str, version: int | None) -> Resolution:
    resolution = queries.resolution_for_change(actor, key, verb)
    expect_version(resolution, version)
    return resolution


def _write(actor: Actor, resolution: Resolution, event: str, day: date, told: tuple[int, int, int]) -> Resolution:
    after = (queries.drafted_on(actor, resolution), queries.followed_until(actor, resolution))
    followers = queries.adopted_followers(actor, resolution)
    before = (one.adopted_on.last_day for one in followers if one.adopted_on)
    rules.check_decided(day, after, min([montreal_today(), *before]))
    votes = rules.checked_votes(*told, queries.voters(actor, resolution.coalition, day))
    if followers and votes.outcome != State.ADOPTED:
        raise refuse(ErrorCode.FOLLOWED, "votes_for")
    resolution.votes_for, resolution.votes_against = votes.votes_for, votes.votes_against
    resolution.abstentions, resolution.decided_on = votes.abstentions, day
    resolution.state, resolution.state_basis = votes.outcome, "stated"
    resolution.save()
    fields = ["votes_for", "votes_against", "abstentions", "decided_on", "state"]
    record(actor, event, resolution, fields=fields, codes={"state": votes.outcome})
    return resolution
