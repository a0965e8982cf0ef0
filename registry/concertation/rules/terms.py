"""Terms of seats: how long they last, whether two of them overlap, how many follow each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.core.dates import PartialDate, Period
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth

ACTIVE, ENDED, NOT_YET = "active", "ended", "not_yet"


@dataclass(frozen=True, slots=True)
class Seated:
    """One term of an organization (its key) in a group, in one role."""

    key: str
    organization: str
    role: str
    period: Period
    interim: bool = False

    def holds_on(self, day: date) -> Truth:
        return self.period.holds_on(day)


def status_on(status: str, since: PartialDate | None, until: PartialDate | None, day: date) -> str:
    """The status of a group on a day: `not_yet` before `since`, ended from `until` on and not before; else as told."""
    if since and Period(since=since).begun_on(day) is Truth.NO:
        return NOT_YET
    if until is None:
        return status
    over = Period(until=until).over_on(day)
    if over is Truth.YES:
        return ENDED
    return ACTIVE if status == ENDED and over is Truth.NO else status


def check_term(since: PartialDate | None, until: PartialDate | None) -> None:
    """Raises Refused (DATES_REVERSED) for a term that cannot last a single day."""
    if since and until and until.last_day <= since.first_day:
        raise refuse(ErrorCode.DATES_REVERSED, "until")


def overlap(one: Period, other: Period) -> bool:
    """Whether two terms surely share a day. What nobody dates is taken as always so, and what is over as past."""
    begins = max(_latest_beginning(one), _latest_beginning(other))
    return begins < min(_earliest_end(one), _earliest_end(other))


def within_years(period: Period, years: int, day: date) -> Truth:
    """Whether the term is no longer than so many years; one without an end has lasted until `day` so far."""
    since, until = period.real_since, period.real_until
    if since is None:
        return Truth.UNKNOWN
    ends = (until.first_day, until.last_day) if until else (day, day)
    if ends[0] > years_after(since.last_day, years):
        return Truth.NO
    return Truth.YES if ends[1] <= years_after(since.first_day, years) else Truth.UNKNOWN


def terms_in_a_row(term: Seated, terms: Sequence[Seated]) -> int:
    """How many terms of the same organization in the same role lead up to this one without a gap, itself counted."""
    earlier = [
        one
        for one in terms
        if (one.organization, one.role, one.interim) == (term.organization, term.role, term.interim)
        and one.key != term.key
        and _leads_up_to(one.period, term.period)
    ]
    return 1 + max((terms_in_a_row(one, terms) for one in earlier), default=0)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _leads_up_to(one: Period, other: Period) -> bool:
    if one.since is None or one.until is None or other.since is None:
        return False
    return one.since.first_day < other.since.first_day <= one.until.last_day


def _latest_beginning(period: Period) -> date:
    return period.real_since.last_day if period.real_since else date.min


def _earliest_end(period: Period) -> date:
    if period.real_until:
        return period.real_until.first_day
    return date.min if period.ongoing is False else date.max
