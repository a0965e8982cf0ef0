"""With whom an organization sits, and in which groups two of them meet, on a day."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.core.actor import Role
from registry.core.dates import PartialDate
from registry.directory.models import Organization
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import meetings as make_meetings
from tests.pages.acting import at, holder, words

pytestmark = pytest.mark.django_db
STATEMENTS = 30


@pytest.fixture
def halte() -> Organization:
    make.vocabulary()
    return make.organization("La Halte")


def sits_with(organization: Organization, name: str, *groups: str, **columns: Any) -> Organization:
    """Another organization, with a seat beside this one in groups of these names."""
    other = make.organization(name)
    for one in groups:
        group = make_groups.group(one)
        make_meetings.seat(group, organization)
        make_meetings.seat(group, other, "co_chair", **columns)
    return other


def told(page: str) -> list[tuple[str, int]]:
    found = Client().get(page)
    assert found.status_code == 200
    return [(one.organization.sort_name, one.groups) for one in found.context["neighbors"]]


def test_whoever_has_most_groups_in_common_comes_first_and_leads_to_them(halte: Organization) -> None:
    sits_with(halte, "Accueil", "Logement")
    clinic = sits_with(halte, "La Clinique", "Protection", "Familles")
    page = at("organization_groups", halte.key)
    assert page in Client().get(at("organization", halte.key)).content.decode()
    assert [count for _, count in told(page)] == [2, 1]
    shared = at("common_groups", halte.key, clinic.key)
    shown = Client().get(page).content.decode()
    assert shared in shown
    text = words(Client().get(shared))
    assert ("Protection" in text, "Familles" in text, "Logement" in text) == (True, True, False)


def test_it_is_told_as_of_the_day_that_is_asked_about(halte: Organization) -> None:
    clinic = sits_with(halte, "La Clinique", "Protection", until=PartialDate.parse("2024-05-01"), ongoing=False)
    page, shared = at("organization_groups", halte.key), at("common_groups", halte.key, clinic.key)
    assert told(page) == []
    assert "Aucun groupe en commun ce jour-là" in words(Client().get(shared))
    assert len(told(f"{page}?on=2023-03-01")) == 1
    assert f"{shared}?on=2023-03-01" in Client().get(f"{page}?on=2023-03-01").content.decode()
    assert "Protection" in words(Client().get(f"{shared}?on=2023-03-01"))
    assert "Aucun siège connu ce jour-là" in words(Client().get(f"{page}?on=2010-03-01"))


def test_what_one_may_not_see_is_as_if_it_were_not_there(halte: Organization) -> None:
    hidden = sits_with(halte, "Cachée", "Protection")
    Organization.objects.filter(pk=hidden.pk).update(published=False)
    sits_with(halte, "Invitée", "Familles", accepted=False)
    assert told(at("organization_groups", halte.key)) == []
    assert Client().get(at("common_groups", halte.key, hidden.key)).status_code == 404
    assert Client().get(at("organization_groups", hidden.key)).status_code == 404
    own = holder(Role.READER, hidden).get(at("common_groups", hidden.key, halte.key))
    assert "Protection" in words(own)


def test_it_asks_as_little_for_many_as_for_one(halte: Organization) -> None:
    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as statements:
            assert Client().get(page).status_code == 200
        return len(statements)

    other = sits_with(halte, "Une", "Logement")
    pages = [at("organization_groups", halte.key), at("common_groups", halte.key, other.key)]
    few = [asked(page) for page in pages]
    for number in range(5):
        sits_with(halte, f"Autre {number}", f"Groupe {number}", f"Table {number}")
        make_meetings.seat(make_groups.group(f"Comité {number}"), other)
    assert [asked(page) for page in pages] == few
    assert max(few) <= STATEMENTS
