"""Concerns, activities and resolutions in words."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from pages.concertation import words
from pages.templatetags.parts import state, text
from registry.concertation.models import Activity, Concern, Resolution
from registry.concertation.rules.lineage import Standing
from registry.core.translations import Text

register = template.Library()


@register.simple_tag
def said(value: str, language: str) -> SafeString:
    """A text that somebody wrote in one language, labelled so for readers of another."""
    return text(Text(value, language)) if value else SafeString("")


@register.simple_tag
def resolution_state(resolution: Resolution) -> SafeString:
    """Where it stands in its life."""
    return state(words.SHOWN_AS.get(resolution.state, resolution.state))


@register.filter
def reference(resolution: Resolution) -> str:
    """Its number and assembly as printed."""
    return words.reference(resolution)


@register.filter
def happened(activity: Activity) -> str:
    """When it took place, as precisely as is known."""
    return words.when(activity)


@register.filter
def tally(resolution: Resolution) -> str:
    """How its members voted; empty where no count is known."""
    return words.tally(resolution)


@register.filter
def why(standing: Standing) -> str:
    """Why a text is in force, is not, or why nobody can tell."""
    return words.why(standing)


@register.filter
def waited(concern: Concern, on: date) -> str:
    """How long the concern has stood on the day."""
    return words.waited(concern.raised_on, on)


@register.filter
def link_words(kind: str) -> str:
    """What a clause does to an earlier one."""
    return str(words.LINKS[kind])


@register.filter
def linked_by(kind: str) -> str:
    """What a later clause does to this one."""
    return str(words.LINKED_BY[kind])
