"""Every code has a sentence, in every language, that its parameters fill."""

from datetime import date

import pytest
from django.utils import translation

from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, Problem, Refused, refuse
from registry.core.messages import SENTENCES, sentence

PARAMS = {"max": 10, "min": 1, "value": "x", "first": "2024", "last": "2025", "reason": "x"} | {
    "day": "2025-01-01",
    "given": 12,
    "voters": 10,
    "drafted": date(2025, 1, 1),
}


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("code", list(ErrorCode))
def test_a_sentence_is_whole(code: ErrorCode, language: str) -> None:
    with translation.override(language):
        text = sentence(Problem(code, params=PARAMS))
    assert text.endswith((".", ")", "x"))
    assert "%" not in text


def test_a_refusal_tells_its_first_code_and_all_its_problems() -> None:
    refusal = Refused(Problem(ErrorCode.MISSING, "name"), Problem(ErrorCode.NOT_A_DATE, "since"))
    assert refusal.code is ErrorCode.MISSING
    assert [problem.field for problem in refusal.problems] == ["name", "since"]
    assert refuse(ErrorCode.TOO_LONG, "name", max=3).problems[0].params == {"max": 3}


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", ("1er mars 2025", "avril 2025")), ("en", ("March 1, 2025", "April 2025")), ("es", ("1 de marzo",))],
)
def test_dates_are_told_as_people_read_them(language: str, told: tuple[str, ...]) -> None:
    between = {"first": date(2025, 3, 1), "last": PartialDate(2025, 4)}
    with translation.override(language):
        text = sentence(Problem(ErrorCode.DATE_OUT_OF_RANGE, params=between)).replace("\xa0", " ")
        alone = sentence(Problem(ErrorCode.DATE_OUT_OF_RANGE, params=between | {"last": date(2025, 3, 1)}))
    assert all(one in text for one in told)
    assert alone.replace("\xa0", " ").count(told[0]) == 1
