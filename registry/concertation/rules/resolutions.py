"""What may be written in a resolution, and what its members' votes decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.core.errors import ErrorCode, refuse
from registry.core.validation import FIRST_DAY, Checks, shown

DRAFT, PROPOSED, ADOPTED, DEFEATED, WITHDRAWN = "draft", "proposed", "adopted", "defeated", "withdrawn"
STATES = (DRAFT, PROPOSED, ADOPTED, DEFEATED, WITHDRAWN)
RECITAL, CLAUSE = "recital", "clause"
LANGUAGES, CLAUSE_LANGUAGES = ("fr", "en", "es"), ("fr", "en")
SUBJECTS = tuple(f"subject_{language}" for language in LANGUAGES)
FIELDS = frozenset({*SUBJECTS, "clauses"})
LONGEST_SUBJECT, LONGEST_CLAUSE, MOST_CLAUSES, HIGHEST_NUMBER = 300, 4000, 60, 9999
MOST_VOTES = 100_000
WITHOUT = {
    "mover": ErrorCode.NO_MOVER,
    "seconder": ErrorCode.NO_SECONDER,
    "source_group": ErrorCode.NO_SOURCE_GROUP,
}


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A recital or an operative clause as it is to stand; without `key` it is a new one."""

    kind: str
    text_fr: str
    text_en: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """How the members voted."""

    votes_for: int
    votes_against: int
    abstentions: int

    @property
    def total(self) -> int:
        return self.votes_for + self.votes_against + self.abstentions

    @property
    def outcome(self) -> str:
        """Adopted by more votes for than against; a tie defeats."""
        return ADOPTED if self.votes_for > self.votes_against else DEFEATED


@dataclass(frozen=True, slots=True)
class VotingTerm:
    """An organization (its primary key) that may vote in a coalition (its key): from `begins` on, before `ends`."""

    coalition: str
    organization: int
    begins: date | None
    ends: date | None


def voters_within(terms: Iterable[VotingTerm], coalition: str, first: date, last: date) -> int:
    """How many organizations may have had a vote in the coalition on one of these days."""
    return len(
        {
            one.organization
            for one in terms
            if one.coalition == coalition
            and (one.begins is None or one.begins <= last)
            and (one.ends is None or one.ends > first)
        }
    )


def clause_key(resolution: str, kind: str, place: int) -> str:
    """The key of a clause loaded with the resolution of this key: by its place, from 1, among those of its kind."""
    return f"{resolution}-{'c' if kind == CLAUSE else 'a'}{place}"


def checked_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Subjects and clauses, cleaned; `clauses` as a list of `ClauseText`, in the order given.

    Raises Refused: UNKNOWN_CODE for another field, TOO_LONG, TOO_MANY, MISSING (a clause without a text),
    PERSONAL_DETAIL, …
    """
    checks = Checks()
    for name in values.keys() - FIELDS:
        checks.refuse(ErrorCode.UNKNOWN_CODE, name, value=shown(name))
    clean: dict[str, Any] = {
        name: checks.text(name, values[name], LONGEST_SUBJECT) for name in SUBJECTS if name in values
    }
    if "clauses" in values:
        clean["clauses"] = _clauses(checks, values["clauses"])
    checks.settle()
    return clean


def check_subject(subjects: Sequence[str]) -> None:
    """A resolution has a subject in one language at least. Raises Refused (MISSING)."""
    if not any(subjects):
        raise refuse(ErrorCode.MISSING, SUBJECTS[0])


def checked_votes(votes_for: object, votes_against: object, abstentions: object, voters: int) -> Votes:
    """The votes, of which there are no more than members who vote that day (`voters`).

    Raises Refused: MISSING, NO_VOTES, NOT_A_NUMBER, NUMBER_OUT_OF_RANGE, TOO_MANY_VOTES.
    """
    checks = Checks()
    told = {"votes_for": votes_for, "votes_against": votes_against, "abstentions": abstentions}
    counted = {name: checks.number(name, value, 0, MOST_VOTES) for name, value in told.items()}
    for name in ("votes_for", "votes_against"):
        if told[name] is None:
            checks.refuse(ErrorCode.MISSING, name)
    checks.settle()
    votes = Votes(**{name: value or 0 for name, value in counted.items()})
    if votes.total == 0:
        raise refuse(ErrorCode.NO_VOTES, "votes_for")
    if votes.total > voters:
        raise refuse(ErrorCode.TOO_MANY_VOTES, "votes_for", given=votes.total, voters=voters)
    return votes


def checked_number(number: object) -> int | None:
    """The number that a resolution has at its assembly. Raises Refused (NOT_A_NUMBER, NUMBER_OUT_OF_RANGE)."""
    checks = Checks()
    clean = checks.number("number", number, 1, HIGHEST_NUMBER)
    checks.settle()
    return clean


def check_required(required: Iterable[str], missing: Iterable[str]) -> None:
    """A resolution has what the coalition's rules ask for. Raises Refused: NO_MOVER, NO_SECONDER, NO_SOURCE_GROUP."""
    checks, lacking = Checks(), set(missing)
    for name in required:
        if name in lacking:
            checks.refuse(WITHOUT[name], "assembly")
    checks.settle()


def check_assembly(on: date, drafted: date | None) -> None:
    """An assembly votes on no text begun after it (`drafted`, None: loaded). Raises Refused (ASSEMBLY_TOO_EARLY)."""
    if drafted is not None and on < drafted:
        raise refuse(ErrorCode.ASSEMBLY_TOO_EARLY, "assembly", drafted=drafted)


def check_decided(on: date, after: Iterable[date | None], last: date) -> None:
    """A vote is taken on no day before one in `after` (when the text was begun, and what it follows adopted), and none
    after `last`: today, or when what follows it was adopted. Raises Refused (DATE_OUT_OF_RANGE).
    """
    first = max((day for day in after if day is not None), default=None)
    if on > last or (first is not None and on < first):
        raise refuse(ErrorCode.DATE_OUT_OF_RANGE, "on", first=first or FIRST_DAY, last=last)


def _clauses(checks: Checks, given: object) -> list[ClauseText]:
    given = () if given is None else given
    if not isinstance(given, list | tuple):
        checks.refuse(ErrorCode.MISSING, "clauses")
        return []
    if len(given) > MOST_CLAUSES:
        checks.refuse(ErrorCode.TOO_MANY, "clauses", max=MOST_CLAUSES)
        return []
    return [_clause(checks, f"clauses[{index}]", one) for index, one in enumerate(given)]


def _clause(checks: Checks, path: str, given: Mapping[str, Any]) -> ClauseText:
    texts = {
        language: checks.prose(f"{path}.text_{language}", given.get(f"text_{language}"), LONGEST_CLAUSE)
        for language in CLAUSE_LANGUAGES
    }
    if not any(texts.values()) and not any(given.get(f"text_{language}") for language in CLAUSE_LANGUAGES):
        checks.refuse(ErrorCode.MISSING, f"{path}.text_fr")
    kind = checks.code(f"{path}.kind", given.get("kind"), {RECITAL, CLAUSE}, required=True)
    return ClauseText(kind, texts["fr"], texts["en"], given.get("key") or None)
