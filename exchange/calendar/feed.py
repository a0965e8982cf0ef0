"""A calendar feed as a file: the meetings that its person sees today, of a group or of an organization."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override
from icalendar import STATUS, Calendar, Event

from registry.accounts import queries as accounts
from registry.accounts.models import CalendarFeed
from registry.concertation import queries as concertation
from registry.concertation.models import Group, Meeting
from registry.core.actor import SYSTEM, Actor
from registry.core.dates import montreal_today
from registry.core.translations import in_language
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.journal import queries as journal

PAST = timedelta(days=365)
MOST = 1000  # meetings in one file: far more than anybody has in the years that may be planned
REFRESH = timedelta(hours=6)
PROGRAM = "-//Registre de concertation//Rencontres//FR"
STATES = {
    Meeting.State.PLANNED: STATUS.CONFIRMED,
    Meeting.State.HELD: STATUS.CONFIRMED,
    Meeting.State.CANCELLED: STATUS.CANCELLED,
}


def write_feed(feed: CalendarFeed, page_of: Callable[[Meeting], str]) -> bytes:
    """The feed as iCalendar (RFC 5545), in its person's language: the last year's meetings, and those ahead.

    `page_of`: the full address of a meeting's page. A meeting keeps its UID for ever; its SEQUENCE is its version.
    """
    actor, language = accounts.actor_for(SYSTEM, feed.user), feed.user.language
    listed = list(_meetings(actor, feed.place).filter(day__gte=montreal_today() - PAST)[:MOST])
    inside = concertation.inside_keys(actor, listed)
    changed = _last_changes(actor, listed)
    with override(language):
        calendar = Calendar.new(
            name=_name(feed.place, language), prodid=PROGRAM, uid=feed.key, refresh_interval=REFRESH
        )
        for one in listed:
            calendar.add_component(
                Event.new(
                    uid=f"{one.key}@rencontres.registre",
                    sequence=one.version,
                    stamp=changed.get(one.key) or datetime.combine(one.day, time(), UTC),
                    start=_moment(one.day, one.starts_at),
                    end=_moment(one.day, one.ends_at) if one.starts_at and one.ends_at else None,
                    status=STATES[Meeting.State(one.state)],
                    summary=_summary(one, language),
                    location=", ".join(filter(None, (one.place if one.key in inside else "", one.city))) or None,
                    url=page_of(one),
                )
            )
        calendar.add_missing_timezones()
        written: bytes = calendar.to_ical()
    return written


def _meetings(actor: Actor, place: Organization | Group) -> QuerySet[Meeting]:
    """A group's; an organization's: where it sits or was invited, its coalitions' assemblies, and its own as one."""
    if isinstance(place, Group):
        return concertation.meetings(actor, group=place)
    today = montreal_today()
    seats = concertation.seats(actor, organization=place, on=today).filter(accepted=True)
    joined = directory.memberships(actor, place, today).filter(organization=place, accepted=True)
    invited = concertation.meetings(actor, organization=place)
    own = concertation.meetings(actor, coalition=place)
    concerned = Q(group__in=seats.order_by().values("group")) | Q(coalition__in=joined.order_by().values("coalition"))
    concerned |= Q(pk__in=invited.order_by().values("pk")) | Q(pk__in=own.order_by().values("pk"))
    return concertation.meetings(actor, exercise=True).filter(concerned)


def _last_changes(actor: Actor, listed: list[Meeting]) -> dict[str, datetime]:
    """When each of these meetings was last changed here, by key."""
    if not listed:
        return {}
    events = journal.last_of_each(actor, listed[0], [one.key for one in listed], 1)
    return {event.aggregate_key: event.occurred_at for event in events}


def _moment(day: date, at: time | None) -> date | datetime:
    """The day, or the time of it in Montréal."""
    return day if at is None else datetime.combine(day, at, timezone.get_default_timezone())


def _summary(meeting: Meeting, language: str) -> str:
    """Whose meeting it is, and its title: `Comité logement – Bilan de l'année`."""
    place = meeting.group or meeting.coalition
    assert place is not None
    title = meeting.title or ("" if meeting.group else gettext("Assemblée"))
    return " – ".join(filter(None, (_name(place, language), title)))


def _name(place: Organization | Group, language: str) -> str:
    if isinstance(place, Group):
        return in_language({**place.names, "original": place.name_original}, language).text
    return place.name_on(montreal_today(), language).text
