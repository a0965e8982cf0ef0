"""A public list that names an organization is told on its day, and hidden with what is hidden."""

from datetime import date

import pytest

from registry.concertation import queries
from registry.concertation.models import Group, Listing
from registry.core.actor import ANONYMOUS
from registry.core.dates import PartialDate
from registry.directory.models import Organization

pytestmark = pytest.mark.django_db


def test_a_list_names_an_organization_while_it_does() -> None:
    town = Organization.objects.create(key="town", kind="municipality")
    group = Group.objects.create(key="towns", kind="programme_list", constituted=False)
    listing = Listing.objects.create(
        key="l", organization=town, group=group, since=PartialDate.parse("2020-05"), until=PartialDate.parse("2023")
    )
    assert list(queries.listings(ANONYMOUS, town, date(2021, 1, 1))) == [listing]
    assert list(queries.listings(ANONYMOUS, town, date(2023, 6, 1))) == [listing], "it may have ended, or not yet"
    assert not queries.listings(ANONYMOUS, town, date(2020, 4, 30))
    assert not queries.listings(ANONYMOUS, town, date(2024, 1, 1))


def test_a_hidden_organization_is_on_no_list() -> None:
    town = Organization.objects.create(key="town", kind="municipality", published=False)
    group = Group.objects.create(key="towns", kind="programme_list", constituted=False)
    Listing.objects.create(key="l", organization=town, group=group)
    assert not queries.listings(ANONYMOUS, town, date(2021, 1, 1))
