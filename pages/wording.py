"""Dates, periods and sources in words, in the language that is active."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext, ngettext

from registry.core.dates import PartialDate, Period, montreal_today
from registry.core.day_words import Day, date_words, partial

_SEED = re.compile(r"seed \d+ \((?P<title>.+)\)")


class Citing(Protocol):
    """What a citation says about its place in a document."""

    section: str
    page: int | None

    @property
    def document(self) -> object: ...


def age_words(value: Day, on: date) -> str:
    """How far from `on` it is, no finer than it is known: `il y a 2 mois`, or `2 mois plus tôt` of another day."""
    known = partial(value)
    today = on == montreal_today()
    years, months = on.year - known.year, (on.year - known.year) * 12 + on.month - (known.month or 1)
    if known.precision == "year":
        return _apart(years, _years, today) if years else gettext("cette année") if today else gettext("la même année")
    if known.precision == "month":
        return _apart(months, _months, today) if months else gettext("ce mois-ci") if today else gettext("le même mois")
    days, whole = (on - known.first_day).days, _whole_months(known.first_day, on)
    if whole or days:
        return _apart(whole or days, _months if whole else _days, today)
    return gettext("aujourd'hui") if today else gettext("le même jour")


def period_words(period: Period) -> str:
    """From when to when something holds; of an exact end, the last day is said, not the first day after it."""
    since, until = period.since, period.until
    last = None if until is None else date_words(last_day(until))
    if since is not None and last is not None:
        return gettext("%(since)s – %(until)s") % {"since": date_words(since), "until": last}
    if since is not None:
        words = gettext("depuis le %(day)s") if since.precision == "day" else gettext("depuis %(day)s")
        began = words % {"day": date_words(since)}
        return f"{began}, {gettext('fin à une date inconnue')}" if period.ongoing is False else began
    if until is not None:
        words = gettext("jusqu'au %(day)s") if until.precision == "day" else gettext("jusqu'en %(day)s")
        return words % {"day": last}
    return gettext("terminé à une date inconnue") if period.ongoing is False else gettext("depuis une date inconnue")


def source_words(citation: Citing) -> str:
    """Where it is said: the document, then the page or the section."""
    reference = str(citation.document)
    seed = _SEED.fullmatch(reference)
    title = seed["title"] if seed else reference.removeprefix("https://").removeprefix("http://").rstrip("/")
    if citation.page:
        return gettext("%(document)s, p. %(page)s") % {"document": title, "page": citation.page}
    return f"{title}, {citation.section}" if citation.section else title


def last_day(until: PartialDate) -> PartialDate:
    """The last day that something held, for an exact end; else the month or year of its end."""
    return PartialDate.of(until.first_day - timedelta(days=1)) if until.precision == "day" else until


def _whole_months(day: date, on: date) -> int:
    """Whole months from `day` to `on`; negative when `day` comes after."""
    early, late = sorted((day, on))
    months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    return months if on >= day else -months


def _apart(count: int, amount: Callable[[int], str], today: bool) -> str:
    """`count` of something before (positive) or after the day that the question is about."""
    words = {"amount": amount(abs(count))}
    if count > 0:
        return (gettext("il y a %(amount)s") if today else gettext("%(amount)s plus tôt")) % words
    return (gettext("dans %(amount)s") if today else gettext("%(amount)s plus tard")) % words


def _days(count: int) -> str:
    return ngettext("%(count)s jour", "%(count)s jours", count) % {"count": count}


def _months(count: int) -> str:
    if count >= 24:
        return _years(count // 12)
    return ngettext("%(count)s mois", "%(count)s mois", count) % {"count": count}


def _years(count: int) -> str:
    return ngettext("%(count)s an", "%(count)s ans", count) % {"count": count}
