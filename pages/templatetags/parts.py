"""The parts of pages that need more than markup. All of them are shown on the page of components."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from pages import wording
from pages.states import STATES, State
from registry.core.dates import PartialDate, Period, montreal_today
from registry.core.day_words import date_words, partial
from registry.core.translations import Text, in_language

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of icons.svg; it repeats what the words beside it say, so it is hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("pages/icons.svg"),
        name,
    )


@register.simple_tag
def state(code: str, label: str = "") -> SafeString:
    """A state as a word with an icon: an intake status, `to_confirm`, `unknown`, … (pages/states.py).

    `label` says it in other words, with the same icon and tone. A code that is not listed shows as unknown.
    """
    shown: State = STATES.get(str(code), STATES["unknown"])
    return format_html(
        '<span class="state state-{}">{}<span>{}</span></span>', shown.tone, icon(shown.icon), label or shown.label
    )


@register.filter
def day(value: PartialDate | date | None) -> SafeString | str:
    """A date in words, as finely as it is known, readable by machines too; empty for none."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', str(partial(value)), date_words(value))


@register.simple_tag
def dated(value: PartialDate | date | None, on: date | None = None, source: Any = None) -> SafeString:
    """A date with its age at `on` (today if none) and where it comes from.

    `source` is a citation, several, or words. Without a value: `date inconnue`, still with its source.
    """
    if value is None:
        when = format_html("{}", gettext("date inconnue"))
    else:
        age = wording.age_words(value, on or montreal_today())
        when = format_html('{}, <span class="age">{}</span>', day(value), age)
    said = _sources(source)
    return format_html('<span class="dated">{} · {}</span>', when, said) if said else when


@register.filter
def period(value: Period) -> str:
    """From when to when, in words: `depuis le 4 septembre 2024 jusqu'en mai 2025`."""
    return wording.period_words(value)


@register.filter
def last_day(until: PartialDate) -> PartialDate:
    """Of an end, which is the first day after, the last day that is meant."""
    return wording.last_day(until)


@register.filter
def source(citation: wording.Citing) -> SafeString:
    """One citation: the document and the place in it; a link where the document is a web page."""
    reference, words = str(citation.document), wording.source_words(citation)
    if reference.startswith(("https://", "http://")):
        return format_html('<cite><a href="{}" rel="noopener external">{}</a></cite>', reference, words)
    return format_html("<cite>{}</cite>", words)


@register.simple_tag
def text(value: Text | Mapping[str, str | None] | str | None) -> SafeString:
    """A content text in the reader's language; one that exists in another language only is labelled so.

    Takes a Text, the texts by language, or a plain string (whose language nobody knows).
    """
    if not value:
        return SafeString("")
    active = get_language() or "fr"
    found = in_language(value, active) if isinstance(value, Mapping) else value
    if isinstance(found, str) or found.language in (None, active):
        return format_html("{}", str(found))
    return format_html(
        '<span lang="{}">{}</span> <span class="language">{}</span>',
        found.language,
        found.text,
        _in_words(found.language or ""),
    )


@register.simple_tag
def share(part: int, whole: int) -> SafeString:
    """A bar as long as the part of the whole; decoration beside the figure itself."""
    percent = round(100 * part / whole, 1) if whole else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="1" class="bar-all"/><rect width="{}" height="1" class="bar-part"/></svg>',
        f"{percent:g}",
    )


def _sources(found: Any) -> SafeString | str:
    if not found:
        return ""
    if isinstance(found, str):
        return format_html("<cite>{}</cite>", found)
    several = found if isinstance(found, Iterable) else [found]
    return format_html_join("; ", "{}", ((source(one),) for one in several))


def _in_words(language: str) -> str:
    return {"fr": gettext("en français"), "en": gettext("en anglais"), "es": gettext("en espagnol")}[language]
