"""French typography is put in, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.typography import NO_BREAK, THIN, typographic


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'accueil", "l’accueil"),
        ("Attention: fermé", f"Attention{NO_BREAK}: fermé"),
        ("«ouvert»", f"«{NO_BREAK}ouvert{NO_BREAK}»"),
        ("« ouvert »", f"«{NO_BREAK}ouvert{NO_BREAK}»"),
        ("Et maintenant?", f"Et maintenant{THIN}?"),
        ("oui; non", f"oui{THIN}; non"),
        ("rapport, p. 21", f"rapport, p.{NO_BREAK}21"),
        ("de 8:30 à 9:00", "de 8:30 à 9:00"),
        ("https://exemple.org/?a=b;c", "https://exemple.org/?a=b;c"),
        ('<a href="x?y: z">l\'%(name)s</a>&nbsp;: «%(value)s»', None),
    ],
)
def test_rules(typed: str, printed: str | None) -> None:
    if printed is None:
        printed = f'<a href="x?y: z">l’%(name)s</a>&nbsp;: «{NO_BREAK}%(value)s{NO_BREAK}»'
    assert typographic(typed) == printed


@given(st.text(alphabet="aé '«»:;?!.%()s\u00a0\u202f<>&{}/p21"))
def test_doing_it_twice_changes_nothing_more(text: str) -> None:
    once = typographic(text)
    assert typographic(once) == once


@given(st.text(alphabet="aé «»:;?!\u00a0\u202f"))
def test_only_spaces_change(text: str) -> None:
    assert "".join(typographic(text).split()) == "".join(text.split())
