"""Accents, case, ligatures and punctuation don't matter to a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.text import fold
from registry.core.translations import in_language


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Québec", "quebec"),
        ("L'Œuvre d'accueil", "l oeuvre d accueil"),
        ("C.C.R.", "c c r"),
        ("ÉCOLE–maison", "ecole maison"),
        ("  ", ""),
        ("Łódź 2024", "odz 2024"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_text_is_shown_in_the_asked_language_or_labelled_with_its_own() -> None:
    texts = {"fr": "Bonjour", "en": "", "original": "Hola"}
    assert in_language(texts, "fr").language == "fr"
    assert in_language(texts, "en") == in_language(texts, "fr")
    assert in_language({"original": "Ahlan"}, "en").text == "Ahlan"
    assert in_language({"original": "Ahlan"}, "en").language is None
