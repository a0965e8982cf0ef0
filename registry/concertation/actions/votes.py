"""Recording how a resolution was voted on."""

from datetime import date

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Resolution
from ..rules import resolutions as rules


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
    Raises Refused: WRONG_STATE, TOO_MANY_VOTES, NOT_A_NUMBER, NUMBER_OUT_OF_RANGE, MISSING, DATE_OUT_OF_RANGE.
    """
    resolution = queries.resolution_for_change(actor, key, "record_vote")
    expect_version(resolution, version)
    if resolution.state != Resolution.State.PROPOSED:
        raise refuse(ErrorCode.WRONG_STATE)
    day = on or (resolution.assembly.day if resolution.assembly else montreal_today())
    after = (queries.drafted_on(actor, resolution), queries.followed_until(actor, resolution))
    rules.check_decided(day, after, montreal_today())
    voters = queries.voters(actor, resolution.coalition, day)
    votes = rules.checked_votes(votes_for, votes_against, abstentions, voters)
    resolution.votes_for, resolution.votes_against = votes.votes_for, votes.votes_against
    resolution.abstentions, resolution.decided_on = votes.abstentions, day
    resolution.state, resolution.state_basis = votes.outcome, "stated"
    resolution.save()
    fields = ["votes_for", "votes_against", "abstentions", "decided_on", "state"]
    record(actor, "resolution.vote_recorded", resolution, fields=fields, codes={"state": votes.outcome})
    return resolution
