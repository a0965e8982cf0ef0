"""Everything that can be refused: one list of stable codes, and the exception that carries them.

A refusal holds codes and parameters only; `messages.sentence` turns one into the reader's language.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """Stable codes: an integration may rely on them, so one is never renamed or reused."""

    NOT_FOUND = "NOT_FOUND"
    NOT_ALLOWED = "NOT_ALLOWED"
    SIGN_IN_NEEDED = "SIGN_IN_NEEDED"
    READ_ONLY_TOKEN = "READ_ONLY_TOKEN"
    STALE_WRITE = "STALE_WRITE"
    KEY_REUSED = "KEY_REUSED"
    MISSING = "MISSING"
    TOO_LONG = "TOO_LONG"
    NOT_A_DATE = "NOT_A_DATE"
    NOT_A_DAY = "NOT_A_DAY"
    NOT_A_TIME = "NOT_A_TIME"
    DATES_REVERSED = "DATES_REVERSED"
    DATE_AND_PERIOD = "DATE_AND_PERIOD"
    DATE_OUT_OF_RANGE = "DATE_OUT_OF_RANGE"
    TOO_EARLY = "TOO_EARLY"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    NUMBER_OUT_OF_RANGE = "NUMBER_OUT_OF_RANGE"
    UNKNOWN_CODE = "UNKNOWN_CODE"
    TOO_MANY = "TOO_MANY"
    NOT_AN_EMAIL = "NOT_AN_EMAIL"
    NOT_A_PHONE = "NOT_A_PHONE"
    NOT_A_WEB_ADDRESS = "NOT_A_WEB_ADDRESS"
    NOT_A_TEXT = "NOT_A_TEXT"
    PERSONAL_DETAIL = "PERSONAL_DETAIL"
    ADDRESS_WITHHELD = "ADDRESS_WITHHELD"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    WRONG_STATE = "WRONG_STATE"
    OVERLAP = "OVERLAP"
    SAME_THING = "SAME_THING"
    LOOP = "LOOP"
    TOO_MANY_VOTES = "TOO_MANY_VOTES"
    NO_VOTES = "NO_VOTES"
    NOT_A_MEMBER = "NOT_A_MEMBER"
    MEMBERS_ONLY = "MEMBERS_ONLY"
    ORGANIZATION_CLOSED = "ORGANIZATION_CLOSED"
    NOT_OF_THE_GROUP = "NOT_OF_THE_GROUP"
    NOT_ADOPTED = "NOT_ADOPTED"
    FOLLOWED = "FOLLOWED"
    NO_MOVER = "NO_MOVER"
    NO_SECONDER = "NO_SECONDER"
    NO_SOURCE_GROUP = "NO_SOURCE_GROUP"
    ASSEMBLY_TOO_EARLY = "ASSEMBLY_TOO_EARLY"
    NUMBER_TAKEN = "NUMBER_TAKEN"
    NOT_A_COALITION = "NOT_A_COALITION"
    EXERCISE_APART = "EXERCISE_APART"
    CONTRADICTORY_FACT = "CONTRADICTORY_FACT"
    NEVER_ASKED = "NEVER_ASKED"
    EXPIRED = "EXPIRED"
    WEAK_PASSWORD = "WEAK_PASSWORD"
    BAD_REQUEST = "BAD_REQUEST"
    TOO_COMPLEX = "TOO_COMPLEX"
    INTERNAL = "INTERNAL"
    TOO_OFTEN = "TOO_OFTEN"
    TIMED_OUT = "TIMED_OUT"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its code, the field it is about, and what its sentence needs to say so."""

    code: ErrorCode
    field: str | None = None
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """An action or query was refused and changed nothing.

    `current` is the thing as it stands now, given with STALE_WRITE so that both texts can be shown.
    """

    def __init__(self, *problems: Problem, current: object = None) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
        self.current = current

    @property
    def code(self) -> ErrorCode:
        return self.problems[0].code


def refuse(code: ErrorCode, field: str | None = None, **params: object) -> Refused:
    """The refusal of one problem, to be raised."""
    return Refused(Problem(code, field, params))
