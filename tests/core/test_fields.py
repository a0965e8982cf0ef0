"""Rows that hold for a while: what SQL finds is what may hold, and partial dates keep their precision."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from registry.core.dates import Basis, PartialDate
from registry.core.logic import Truth
from registry.directory.models import Membership, Organization, Service, ServiceTerms

DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
PARTIAL = st.one_of(
    st.none(),
    DAYS.map(lambda day: PartialDate.parse(day.isoformat())),
    DAYS.map(lambda day: PartialDate.parse(day.isoformat()[:7])),
    DAYS.map(lambda day: PartialDate.parse(day.isoformat()[:4])),
)
BASES = st.sampled_from(["", Basis.STATED.value, Basis.PERIOD.value, Basis.INFERRED.value])


class TestDatedRows(TestCase):
    @settings(max_examples=60)
    @given(
        since=PARTIAL, until=PARTIAL, since_basis=BASES, until_basis=BASES, as_of=PARTIAL,
        ongoing=st.sampled_from([None, True, False]), day=DAYS,
    )  # fmt: skip
    def test_a_day_finds_exactly_what_may_hold_on_it(
        self,
        since: PartialDate | None,
        until: PartialDate | None,
        since_basis: str,
        until_basis: str,
        as_of: PartialDate | None,
        ongoing: bool | None,
        day: date,
    ) -> None:
        member, coalition = Organization.objects.create(kind="community"), Organization.objects.create(kind="coalition")
        row = Membership.objects.create(
            organization=member, coalition=coalition, since=since, until=until, since_basis=since_basis,
            until_basis=until_basis, as_of=as_of, ongoing=ongoing,
        )  # fmt: skip
        row.refresh_from_db()
        assert (row.since, row.until, row.as_of) == (since, until, as_of)
        assert Membership.objects.possibly_on(day).exists() is (row.holds_on(day) is not Truth.NO)


@pytest.mark.django_db
def test_lists_of_codes_are_found_by_any_shared_code() -> None:
    organization = Organization.objects.create(kind="community")
    for needs in (["food", "housing"], ["legal"], []):
        service = Service.objects.create(organization=organization)
        ServiceTerms.objects.create(service=service, needs=needs, door="walk_in")
    found = ServiceTerms.objects.filter(needs__overlaps=["food", "legal"])
    assert sorted(terms.needs for terms in found) == [["food", "housing"], ["legal"]]
    assert not ServiceTerms.objects.filter(needs__overlaps=["health"]).exists()
    assert not ServiceTerms.objects.filter(needs__overlaps=[]).exists()
    assert not ServiceTerms.objects.filter(needs__overlaps=["fo%"]).exists()


@pytest.mark.django_db
def test_bulk_writes_know_their_days_too() -> None:
    a, b = Organization.objects.create(kind="community"), Organization.objects.create(kind="coalition")
    since = PartialDate.parse("2024-03")
    Membership.objects.bulk_create([Membership(organization=a, coalition=b, since=since, until=since)])
    row = Membership.objects.get()
    assert (row.begins, row.ends) == (date(2024, 3, 1), date(2024, 3, 31) + timedelta(days=1))
