"""What a thing is found by: its phrases as people may write them, folded, each between bars."""

from collections.abc import Iterable

from registry.core.text import fold

BAR = "|"
LONGEST = 60


def phrases(texts: Iterable[str], acronym: str = "") -> str:
    """`|cjm|c j m|centre justice|`: so that SQL can tell a whole phrase, its start, and the start of a word apart."""
    folded = [fold(text) for text in (acronym, *texts) if text]
    joined = fold(acronym).replace(" ", "")
    found = dict.fromkeys(text for text in (joined, *folded) if text)
    return BAR + BAR.join(found) + BAR if found else ""


def words(text: str) -> list[str]:
    """The folded words of what somebody typed: the first eight, of each as much as a name may hold."""
    return [word[:LONGEST] for word in fold(text[:1000]).split()[:8]]
