"""Text as people search it: accents, case, ligatures and punctuation don't matter."""

import re
import unicodedata

_APART = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def fold(text: str) -> str:
    """The text in lower case, without accents, its words set apart by single spaces.

    >>> fold("L'Œuvre d'accueil – Québec")
    'l oeuvre d accueil quebec'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _APART.sub(" ", bare).strip()
