"""Every code has a sentence, in every language, that its parameters fill."""

import pytest
from django.utils import translation

from registry.core.errors import ErrorCode, Problem, Refused, refuse
from registry.core.messages import SENTENCES, sentence

PARAMS = {"max": 10, "min": 1, "value": "x", "first": "2024", "last": "2025", "reason": "x"} | {
    "day": "2025-01-01",
    "given": 12,
    "voters": 10,
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
