"""Dates in words, as finely as they are known, in the language that is active."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from .dates import PartialDate

Day = PartialDate | date

_FORMATS = {
    "fr": {"day": "j\xa0F Y", "month": "F Y"},
    "en": {"day": "F\xa0j, Y", "month": "F Y"},
    "es": {"day": "j\xa0\\d\\e F \\d\\e Y", "month": r"F \d\e Y"},
}


def partial(value: Day) -> PartialDate:
    """Any day as a partial date; a moment is taken as Montréal's day."""
    if isinstance(value, PartialDate):
        return value
    return PartialDate.of(localtime(value).date() if isinstance(value, datetime) else value)


def date_words(value: Day) -> str:
    """The date, as finely as it is known: `4 septembre 2024`, `septembre 2024`, `2024`."""
    known = partial(value)
    if known.precision == "year":
        return str(known.year)
    language = get_language() or "fr"
    words = date_format(known.first_day, _FORMATS.get(language, _FORMATS["fr"])[known.precision])
    return "1er" + words[1:] if language == "fr" and known.day == 1 else words
