"""Groups, seats and meetings in words."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pages.concertation import group_words
from pages.templatetags.parts import day, state, text
from registry.concertation.messages import MODES
from registry.concertation.models import Attendance, Group, Meeting, Outcome
from registry.core.logic import Truth

register = template.Library()


@register.simple_tag
def group_name(group: Group) -> SafeString:
    """Its name, labelled where it is in another language than the reader's."""
    return text(group_words.group_name(group))


@register.filter
def meeting_name(meeting: Meeting) -> str:
    """Its title and its day."""
    return group_words.meeting_name(meeting)


@register.filter
def hours(meeting: Meeting) -> str:
    """From when to when it lasts."""
    return group_words.hours(meeting)


@register.filter
def mode(code: str) -> str:
    """In person, at a distance, or both."""
    return str(MODES.get(code, code))


@register.filter
def outcome(code: str) -> str:
    """Information, decision or commitment."""
    return str(group_words.OUTCOMES.get(code, code))


@register.filter
def occasion(code: str) -> str:
    """What a meeting is held at."""
    return str(group_words.OCCASIONS.get(code, code))


@register.filter
def minutes_state(code: str) -> str:
    """How far the minutes are."""
    return str(group_words.MINUTES[code])


@register.filter
def came(row: Attendance) -> str:
    """Whether an organization was there, or means to come."""
    return group_words.came(row)


@register.simple_tag
def truth(value: Truth) -> SafeString:
    """Yes, no, or that nobody knows, as a state."""
    return state({Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}[value])


@register.simple_tag
def meeting_state(meeting: Meeting, phase: str) -> SafeString:
    """Where a meeting is in its life, as a state."""
    code, label = group_words.PHASES["held" if meeting.state == Meeting.State.HELD else phase]
    return state(code, str(label))


@register.simple_tag
def commitment(outcome: Outcome, on: date) -> SafeString:
    """Whether a commitment is kept, and since when, or late on the day; nothing of what merely waits."""
    if outcome.kept_on is not None:
        return format_html('{} <span class="soft">{}</span>', state("kept"), day(outcome.kept_on))
    return state("late") if outcome.late_on(on) else SafeString("")


@register.filter
def minutes(text: str) -> SafeString:
    """Minutes as they are read: paragraphs, and the lines that begin with `##` as headings."""
    blocks: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            blocks += [("h2", [line.lstrip("# ")]), ("p", [])]
        elif line.strip():
            if not blocks:
                blocks.append(("p", []))
            blocks[-1][1].append(line)
        else:
            blocks.append(("p", []))
    return format_html_join("", "{}", ((_block(name, lines),) for name, lines in blocks if lines))


def _block(name: str, lines: list[str]) -> SafeString:
    inside = format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))
    return format_html("<h2>{}</h2>", inside) if name == "h2" else format_html("<p>{}</p>", inside)
