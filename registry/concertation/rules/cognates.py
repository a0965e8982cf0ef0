"""What French and English words of one origin share once their endings are taken off (intégration, integrating)."""

import re
from functools import lru_cache

from registry.core.text import fold

LONGEST = 8
_ENDINGS = "|".join(
    (
        "[iu]?[sz]?ations?|[aiu]?[st]ions?|i[sz](?:ing|ed?|er|ent|ees?)|ifications?",  # -isation, -ization, -sion
        "is[mt]es?|is[mt]s?|it(?:es?|y|ies)|abilit(?:y|es?)|e?ments?",  # -isme, -ism, -ité, -ity, -ment
        "iques?|iquement|ical(?:ly)?|ics?|aires?|ar(?:y|ies|ily)|[ae]nc(?:es?|y)",  # -ique, -ic, -aire, -ary, -ence
        "eu(?:x|ses?|rs?)|ous(?:ly)?|rices?|[oe]rs?|re|ir|ifs?|ives?",  # -eux, -ous, -eur, -or, -if, -ive
        "al(?:es?|s|ly|ement)?|aux|el(?:les?)?|[ai]bles?|[ae]nt(?:es?|s)?",  # -al, -el, -able, -ant
        "ing|ees?|e[ds]?|s|ly|ies?|y|i(?:en|enne|an)s?",
    )
)
_WORD = re.compile(rf"(.{{4,}}?)(?:{_ENDINGS})?")
_SPELLINGS = (("ph", "f"), ("qu", "c"), ("k", "c"), ("y", "i"), ("z", "s"))


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """The letters by which a word may be known in the other language: no endings, no accents, no double letters.

    >>> root("régionalisation"), root("regionalizing")
    ('regional', 'regional')
    """
    bare = fold(word).replace(" ", "")
    if parted := _WORD.fullmatch(bare):
        bare = parted[1]
    for written, spelled in _SPELLINGS:
        bare = bare.replace(written, spelled)
    return re.sub(r"(.)\1+", r"\1", bare)[:LONGEST]
