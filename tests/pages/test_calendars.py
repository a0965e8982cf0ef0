"""Following meetings in one's own calendar, and taking an assembly's book away: as a browser and a program do it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from registry.accounts.models import CalendarFeed, User
from registry.concertation.models import Group, Meeting, Seat
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory.models import Organization
from tests.factories import accounts, directory, resolutions
from tests.pages.acting import at, done, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition("Table")


@pytest.fixture
def member(coalition: Organization) -> Organization:
    made = directory.organization("Halte", claimed=True)
    directory.member(coalition, made)
    return made


@pytest.fixture
def group(coalition: Organization, member: Organization) -> Group:
    made = accounts.group(coalition)
    Seat.objects.create(organization=member, group=made, role="member", ongoing=True)
    Meeting.objects.create(group=made, day=montreal_today(), mode=Meeting.Mode.VIRTUAL, title="Bilan")
    return made


@pytest.fixture
def user(member: Organization, group: Group) -> User:
    return accounts.holder(Role.READER, member)


def followed(user: User, group: Group) -> str:
    """The path of a new feed's address, as the page shows it this once."""
    shown = send(signed_in(user), at("group_calendar_deed", group.key, "abonnement")).content.decode()
    found = re.search(r'value="http://testserver(/calendrier/[\w-]+\.ics)"', shown)
    assert found is not None
    return found[1]


def test_an_address_is_made_read_without_a_session_and_revoked(user: User, group: Group) -> None:
    path = followed(user, group)
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Groupe – Bilan" in answer.content.decode()
    meeting = reverse("meeting", args=[Meeting.objects.get().key])
    assert f"URL:http://testserver{meeting}" in answer.content.decode().replace("\r\n ", "")
    feed = CalendarFeed.objects.get()
    assert feed.last_used_at is not None
    assert done(send(signed_in(user), at("feed_deed", feed.key, "revoquer")))
    assert Client().get(path).status_code == Client().get("/calendrier/inconnue.ics").status_code == 404


def test_what_has_not_changed_is_not_sent_again(user: User, group: Group) -> None:
    path = followed(user, group)
    mark = Client().get(path).headers["ETag"]
    assert Client().get(path, headers={"If-None-Match": mark}).status_code == 304
    Meeting.objects.update(title="Autre titre")
    assert Client().get(path, headers={"If-None-Match": mark}).status_code == 200


def test_whoever_is_deactivated_has_no_calendar(user: User, group: Group) -> None:
    path = followed(user, group)
    User.objects.update(is_active=False)
    assert Client().get(path).status_code == 404


def test_one_s_page_lists_what_one_follows_and_may_follow(user: User, group: Group, member: Organization) -> None:
    followed(user, group)
    shown = signed_in(user).get(reverse("account")).content.decode()
    assert at("feed_deed", CalendarFeed.objects.get().key, "revoquer") in shown
    assert at("organization_calendar_deed", member.key, "abonnement") in shown


def test_the_book_is_for_those_who_see_the_assembly(user: User, coalition: Organization) -> None:
    assembly = resolutions.assembly(coalition)
    resolutions.resolution(coalition, "Que l'on demande", assembly=assembly, number=1)
    for name, begins in (("book_pdf", b"%PDF-"), ("book_docx", b"PK")):
        path = reverse(name, args=[assembly.key])
        answer = signed_in(user).get(path)
        assert answer.content.startswith(begins)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert Client().get(path).status_code == 404
        assert signed_in(accounts.user()).get(path).status_code == 404
