"""The words of the lists in which the directory is told. Each tag reads `vocabulary` of the template's context."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from pages import wording
from pages.directory import words
from pages.templatetags.parts import text as in_its_language
from registry.core.dates import Basis, PartialDate, Period
from registry.core.translations import Text
from registry.directory.models import Location, Organization, Service

register = template.Library()
SOME = 3


@register.simple_tag(takes_context=True)
def term(context: Context, taxonomy: str, code: str) -> str:
    """The label of one code of a list."""
    return context["vocabulary"].label(taxonomy, code, get_language() or "fr") if code else ""


@register.simple_tag(takes_context=True)
def terms(context: Context, taxonomy: str, codes: Iterable[str], any: bool = False) -> str:  # noqa: A002
    """The labels of several codes, in one phrase: `a, b, c`, or `a, b ou c` where any of them will do."""
    labels = [term(context, taxonomy, code) for code in codes]
    return words.joined(labels, any=True) if any else words.listed(labels)


@register.simple_tag(takes_context=True)
def some_terms(context: Context, taxonomy: str, codes: Sequence[str]) -> str:
    """The labels of the first codes, and how many others there are."""
    first = words.listed([term(context, taxonomy, code) for code in codes[:SOME]])
    rest = len(codes) - SOME
    others = ngettext("et %(count)s autre", "et %(count)s autres", rest) % {"count": rest}
    return f"{first} {others}" if rest > 0 else first


@register.simple_tag(takes_context=True)
def place(context: Context, code: str) -> str:
    """A region with its number (`06 – Montréal`), a province or a country by its name."""
    return words.region(context["vocabulary"], code)


@register.simple_tag(takes_context=True)
def place_of(context: Context, thing: Organization | Service | Location) -> str:
    """Where a thing is, as finely as is known: its city and region, or its province."""
    return words.place_of(context["vocabulary"], thing)


@register.simple_tag(takes_context=True)
def basis(context: Context, code: str) -> SafeString:
    """How a value is known, in brackets after a space, unless a source states it."""
    if code in ("", Basis.STATED):
        return SafeString("")
    return format_html(' <span class="soft">({})</span>', term(context, "bases", code).lower())


@register.simple_tag
def french(value: str) -> SafeString:
    """A text that the sources give in French only, labelled so for readers of another language."""
    return in_its_language(Text(value, "fr")) if value else SafeString("")


@register.simple_tag
def name(organization: Organization, on: date) -> SafeString:
    """What an organization was called on the day, in the reader's language where it has a name in it."""
    return in_its_language(organization.name_on(on, get_language() or "fr"))


@register.simple_tag
def age(value: PartialDate | date, on: date) -> str:
    """How long before (or after) the day a date is."""
    return wording.age_words(value, on)


@register.filter
def last_seen(period: Period) -> PartialDate | date | None:
    """When somebody last vouched for it, no finer than a source says."""
    day, source = period.last_confirmed, period.as_of
    return source if source is not None and day == source.first_day and day != period.confirmed else day


@register.filter
def amount(value: dict[str, object]) -> str:
    """A number as exactly as it is told."""
    return words.amount(value)


@register.filter
def figure(value: dict[str, object]) -> str:
    """One published figure: what, how many, over which time."""
    return words.figure(value)
