"""What may be written: texts, numbers, dates, addresses and codes, each cleaned or refused with its code.

Nothing here knows a database. A `Checks` gathers all that is wrong with one request, so that it is said at once.
"""

import re
import unicodedata
from collections.abc import Container
from datetime import date, time, timedelta
from urllib.parse import urlsplit

from .dates import PartialDate, montreal_today
from .errors import ErrorCode, Problem, Refused

FIRST_DAY = date(1900, 1, 1)
AHEAD = timedelta(days=3653)
SHOWN_VALUE = 40  # how much of a wrong value is repeated to whoever sent it

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9 ().-]{7,24}(?: ?(?:poste|ext\.?|x) ?[0-9]{1,6})?", re.ASCII)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.ASCII | re.IGNORECASE)
_DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What identifies a person, with few mistakes: a year range (2024-2025), a date, an amount or a docket are none.
_IDENTIFIERS = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        # Not from the middle of a word: a long word would be read again from each of its letters.
        r"(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
        r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])",
        r"(?<![\d-])\d{10}(?![\d-])",
        r"\+\d{1,3}(?:[ .-]?\d{1,4}){3,6}(?!\d)",
        r"\b[a-z]{4} ?\d{4} ?\d{4}\b",
        r"\b[a-z]{2}\d{6,7}\b",
        r"\b[mtv][abc]\d-\d{5}\b",
        r"(?<![\d-])\d{3}[ -](?!000)\d{3}[ -]\d{3}(?![\d-])",
        r"(?<![\d-])\d{2}-\d{4}-\d{4}(?![\d-])",
        r"(?<![\d-])(?!(?:19|20)\d\d-(?:19|20)\d\d)\d{4}-\d{4}(?![\d-])",
        r"\b(?:dossier|passeport|passport|pasaporte|file|expediente|iuc|uci|nas|sin|nam)\b"
        r"(?: (?:no|n|num[eé]ro|number|n[uú]mero))?[ .:#°º]*[a-z]{0,3}-?\d{4,}",
    )
]
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:(?:rue|avenue|av\.?|boul(?:evard|\.)?|chemin|ch\.|place|rang|côte|montée|calle)\b"
    r"|(?:[\w.'’-]+ ){1,3}(?:street|st\.|avenue|ave\.?|road|rd\.?|drive|boulevard|blvd)\b)"
    r"|\b[a-z]\d[a-z] ?\d[a-z]\d\b",
    re.IGNORECASE,
)


def identifies_a_person(text: str) -> bool:
    """Whether the text holds an e-mail address, a phone number, or the number of a file or passport."""
    plain = unicodedata.normalize("NFKC", text)
    return any(pattern.search(plain) for pattern in _IDENTIFIERS)


def gives_an_address(text: str) -> bool:
    """Whether the text holds a street address or a postal code."""
    return _STREET.search(unicodedata.normalize("NFC", text)) is not None


def shown(value: object) -> str:
    """As much of a wrong value as is repeated in a sentence."""
    text = "".join(letter for letter in str(value) if letter.isprintable())
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"


class Checks:
    """Cleans one value after another; `settle` raises Refused with all the problems met."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, code: ErrorCode, field: str, **params: object) -> None:
        self.problems.append(Problem(code, field, params))

    def settle(self) -> None:
        if self.problems:
            raise Refused(*self.problems)

    def text(self, field: str, value: object, longest: int, *, required: bool = False, lines: bool = False) -> str:
        """One line (or several), trimmed. NOT_A_TEXT, TOO_LONG, MISSING."""
        if value is not None and not isinstance(value, str):
            self.refuse(ErrorCode.NOT_A_TEXT, field)
            return ""
        text = (value or "").replace("\r\n", "\n")
        if any(_unwanted(letter) for letter in text):
            self.refuse(ErrorCode.NOT_A_TEXT, field)
            return ""
        text = unicodedata.normalize("NFC", text).strip()
        text = text if lines else " ".join(text.split())
        if len(text) > longest:
            self.refuse(ErrorCode.TOO_LONG, field, max=longest)
        elif required and not text:
            self.refuse(ErrorCode.MISSING, field)
        return text

    def prose(self, field: str, value: object, longest: int, *, required: bool = False) -> str:
        """Free text of several lines, in which nothing may identify a person. PERSONAL_DETAIL besides."""
        text = self.text(field, value, longest, required=required, lines=True)
        if len(text) <= longest and identifies_a_person(text):
            self.refuse(ErrorCode.PERSONAL_DETAIL, field)
        return text

    def number(self, field: str, value: object, least: int, most: int) -> int | None:
        """A whole number or nothing. NOT_A_NUMBER, NUMBER_OUT_OF_RANGE."""
        if value is None or value == "":
            return None
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value.strip(), re.ASCII):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(ErrorCode.NOT_A_NUMBER, field)
            return None
        if not least <= value <= most:
            self.refuse(ErrorCode.NUMBER_OUT_OF_RANGE, field, min=least, max=most)
        return value

    def partial_date(
        self, field: str, value: object, *, required: bool = False, first: date = FIRST_DAY
    ) -> PartialDate | None:
        """A day, month or year from 1900 (or `first`) to ten years ahead. NOT_A_DATE, DATE_OUT_OF_RANGE, MISSING."""
        if value is None or value == "":
            if required:
                self.refuse(ErrorCode.MISSING, field)
            return None
        try:
            found = value if isinstance(value, PartialDate) else PartialDate.parse(str(value).strip())
        except ValueError:
            self.refuse(ErrorCode.NOT_A_DATE, field)
            return None
        last = montreal_today() + AHEAD
        if not first <= found.first_day <= last:
            self.refuse(ErrorCode.DATE_OUT_OF_RANGE, field, first=first, last=last)
            return None
        return found

    def day(self, field: str, value: object, *, required: bool = False, first: date = FIRST_DAY) -> date | None:
        """An exact day, in the same range. NOT_A_DAY, DATE_OUT_OF_RANGE, MISSING."""
        text = str(value or "").strip()
        if text and not _is_a_day(text):
            self.refuse(ErrorCode.NOT_A_DAY, field)
            return None
        found = self.partial_date(field, text, required=required, first=first)
        return found.first_day if found else None

    def time_of_day(self, field: str, value: object) -> time | None:
        """A time to the minute, as 13:30, or nothing. NOT_A_TIME."""
        if isinstance(value, time):
            return value
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not _TIME.fullmatch(value.strip()):
            self.refuse(ErrorCode.NOT_A_TIME, field)
            return None
        return time.fromisoformat(value.strip())

    def code(self, field: str, value: object, known: Container[str], *, required: bool = False) -> str:
        """One code of a list. UNKNOWN_CODE, MISSING."""
        if value is None or value == "":
            if required:
                self.refuse(ErrorCode.MISSING, field)
            return ""
        if not isinstance(value, str) or value not in known:
            self.refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(value))
            return ""
        return value

    def codes(self, field: str, values: object, known: Container[str], most: int = 60) -> list[str]:
        """Codes of a list, each once, in the order given. UNKNOWN_CODE for the first wrong one, TOO_MANY."""
        if values is not None and not isinstance(values, list | tuple | set | frozenset):
            self.refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(values))
            return []
        found = list(values or ())
        if len(found) > most:
            self.refuse(ErrorCode.TOO_MANY, field, max=most)
            return []
        for value in found:
            if not isinstance(value, str) or value not in known:
                self.refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(value))
                return []
        return list(dict.fromkeys(found))

    def email(self, field: str, value: object) -> str:
        """An e-mail address or nothing. NOT_AN_EMAIL."""
        text = self.text(field, value, 254)
        if text and not _EMAIL.fullmatch(text):
            self.refuse(ErrorCode.NOT_AN_EMAIL, field)
        return text

    def phone(self, field: str, value: object) -> str:
        """A phone number or nothing. NOT_A_PHONE."""
        text = self.text(field, value, 40)
        if text and (not _PHONE.fullmatch(text) or sum(letter.isdigit() for letter in text) < 7):
            self.refuse(ErrorCode.NOT_A_PHONE, field)
        return text

    def web_address(self, field: str, value: object) -> str:
        """The address of a page on the web, or nothing. NOT_A_WEB_ADDRESS."""
        text = self.text(field, value, 300)
        if text and not _is_web_address(text):
            self.refuse(ErrorCode.NOT_A_WEB_ADDRESS, field)
        return text


def _unwanted(letter: str) -> bool:
    """A control character, half of a pair, or one that turns the direction of what follows."""
    return (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t") or letter in _DIRECTIONS


def _is_a_day(text: str) -> bool:
    try:
        return PartialDate.parse(text).precision == "day"
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    fitting = parts.scheme in ("http", "https") and "@" not in parts.netloc and " " not in text
    return fitting and _HOST.fullmatch(host) is not None
