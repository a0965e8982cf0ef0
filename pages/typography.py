"""French typography, put into texts that were typed on an ordinary keyboard."""

import re

NO_BREAK, THIN = "\u00a0", "\u202f"

# Left as they are: markup, placeholders, entities, addresses.
_KEPT = re.compile(r"<[^>]*>|%\(\w+\)[a-z]|\{\w*\}|&\w+;:?|https?://\S*")
_HIDDEN = "\ue000"  # stands for one of them; a letter of nobody's alphabet
_WORD_END = rf"(?<=[\w)»’…%{_HIDDEN}])"
_RULES = (
    (re.compile(r"(?<=\w)'"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"«\s*"), f"«{NO_BREAK}"),
    (re.compile(r"\s*»"), f"{NO_BREAK}»"),
    (re.compile(rf"{_WORD_END}[ \u00a0]?:(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(rf"{_WORD_END}[ \u202f]?([;?!])(?=[\s)»]|$)"), rf"{THIN}\1"),
    (re.compile(r"\bp\. (?=\S)"), f"p.{NO_BREAK}"),
)


def typographic(text: str) -> str:
    """The text with curly apostrophes, and the spaces that the Office québécois de la langue française asks for.

    No-break inside « » and before a colon, thin before ; ? and !. Markup, placeholders and addresses stay.

    >>> typographic("L'accueil: «ouvert»?")
    'L’accueil\\xa0: «\\xa0ouvert\\xa0»\\u202f?'
    """
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _HIDDEN

    text = _KEPT.sub(hide, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return re.sub(_HIDDEN, lambda _: kept.pop(0), text)
