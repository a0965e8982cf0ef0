"""Seats that nobody holds, that somebody holds in the meantime, or that end soon while nobody follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.core.dates import PartialDate
from registry.core.logic import Truth

from .composition import Composition
from .rule_sets import RuleSet
from .terms import Seated

EMPTY, INTERIM, ENDING = "empty", "interim", "ending"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """`count` empty seats of a role; or one seat (its key, and who holds it) and when it ends, where that is known."""

    code: str
    role: str
    count: int = 1
    seat: str = ""
    organization: str = ""
    until: PartialDate | None = None


def vacancies(rule_set: RuleSet, group: Composition, day: date, ahead: int) -> list[Vacancy]:
    """What has to be filled on the day, or within `ahead` days from it."""
    found = _empty(rule_set, group, day)
    held = [term for term in group.terms if term.holds_on(day) is not Truth.NO]
    found += [
        Vacancy(INTERIM, term.role, 1, term.key, term.organization, term.period.until) for term in held if term.interim
    ]
    waiting = [term for term in group.terms if term.period.begun_on(day) is Truth.NO]
    for until, term in _ending(held, day + timedelta(days=ahead)):
        follower = next((one for one in waiting if _follows(one, term.role, until)), None)
        if follower is None:
            found.append(Vacancy(ENDING, term.role, 1, term.key, term.organization, until))
        else:
            waiting.remove(follower)
    return found


def _empty(rule_set: RuleSet, group: Composition, day: date) -> list[Vacancy]:
    """Seats that the rules ask for; where nobody keeps the seats of the group here, it is not known that they are."""
    if not group.kept:
        return []
    short = {rule.role: rule.least - len(group.held(rule.role, day)) for rule in rule_set.seats}
    return [Vacancy(EMPTY, role, count) for role, count in short.items() if count > 0]


def _ending(held: Sequence[Seated], last: date) -> list[tuple[PartialDate, Seated]]:
    """The regular terms that may end by that day, the first to end first."""
    dated = [(term.period.until, term) for term in held if not term.interim]
    ending = [(until, term) for until, term in dated if until is not None and until.first_day <= last]
    return sorted(ending, key=lambda one: (one[0].first_day, one[1].key))


def _follows(term: Seated, role: str, until: PartialDate) -> bool:
    return term.role == role and term.period.since is not None and term.period.since.first_day <= until.last_day
