"""Groups, seats and meetings that can be changed, found by the keys in an address; see `subjects`."""

from django.db.models import prefetch_related_objects
from django.urls import reverse

from pages.concertation.group_words import group_name, meeting_name, role
from registry.concertation import queries as concertation
from registry.concertation.models import Attendance, Group, Meeting
from registry.core.actor import Actor
from registry.core.translations import Text
from registry.directory import queries as directory

from .forms import Subject
from .subjects import Crumbs, desk_crumb, name_of, one_of


def group(actor: Actor, key: str) -> Subject:
    found = concertation.group(actor, key)
    crumbs = crumbs_to_group(found)
    verbs = concertation.verbs_of_groups(actor, [found])[key] | concertation.begun_in_group(actor, found)
    return Subject(found, group_name(found), verbs, found.version, crumbs[-1][1], crumbs)


def seat(actor: Actor, key: str) -> Subject:
    """A seat; its version is the group's."""
    held = one_of(concertation.seats(actor), key)
    verbs = concertation.verbs_of_seats(actor, [held])[key]
    crumbs = crumbs_to_group(held.group)
    name = f"{name_of(held.organization)} – {role(directory.vocabulary(actor), held.role)}"
    return Subject(held, Text(name, None), verbs, held.group.version, f"{crumbs[-1][1]}#sieges", crumbs)


def meeting(actor: Actor, key: str) -> Subject:
    found = concertation.meeting(actor, key)
    prefetch_related_objects([found.thing], "agenda")
    crumbs = crumbs_to_meeting(found.thing)
    name = Text(meeting_name(found.thing), None)
    return Subject(found.thing, name, found.verbs, found.thing.version, crumbs[-1][1], crumbs)


def agenda_item(actor: Actor, key: str, item: str) -> Subject:
    """A point of the agenda of the meeting `key`; its version is the meeting's."""
    of = meeting(actor, key)
    found = one_of(of.thing.agenda.all(), item)
    return Subject(found, Text(found.title, None), of.verbs, of.version, f"{of.back}#ordre", of.crumbs)


def outcome(actor: Actor, key: str, outcome: str) -> Subject:
    """What came of the meeting `key`; its version is the meeting's."""
    of = meeting(actor, key)
    found = one_of(of.thing.outcomes.select_related("item", "by"), outcome)
    found.meeting = of.thing
    verbs = concertation.verbs_of_outcomes(actor, [found])[found.key]
    return Subject(found, Text(found.text, None), verbs, of.version, f"{of.back}#suites", of.crumbs)


def invited(actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Whoever was invited to a meeting, or came, as far as the actor may see them, by name."""
    rows = concertation.visible_attendance(actor).filter(meeting=meeting).select_related("organization")
    return list(rows.prefetch_related("organization__names"))


def crumbs_to_group(group: Group) -> Crumbs:
    return desk_crumb(), (group_name(group).text, reverse("group", args=[group.key]))


def crumbs_to_meeting(meeting: Meeting) -> Crumbs:
    host = crumbs_to_group(meeting.group) if meeting.group else (desk_crumb(), _coalition(meeting))
    return (*host, (meeting_name(meeting), reverse("meeting", args=[meeting.key])))


def _coalition(meeting: Meeting) -> tuple[str, str]:
    assert meeting.coalition is not None
    return name_of(meeting.coalition).text, reverse("organization", args=[meeting.coalition.key])
