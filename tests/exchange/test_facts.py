"""The demonstration's facts: all of them arrive, or wait by name; loading again changes nothing."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from exchange.loading import Outcome, load
from registry.concertation.models import Group, Listing
from registry.core.models import Citation, Contradiction
from registry.directory.models import IntakePeriod, Membership, Organization, Region, Relationship, Service, Term
from registry.journal.models import Event
from registry.referrals.models import Agreement
from tests.factories.facts import EXERCISE, FACTS, content

pytestmark = pytest.mark.django_db
LOADED = {
    "term": 288,
    "region": 31,
    "organization": 213,
    "ruleset": 7,
    "group": 44,
    "service": 111,
    "membership": 28,
    "relationship": 84,
    "listing": 14,
    "seat": 46,
    "agreement": 11,
    "activity": 122,
    "contradiction": 33,
    "resolution": 98,
}
WAITING = {"measure": 256}


def records_in(name: str) -> int:
    rows = json.loads((FACTS / f"{name}.json").read_text(encoding="utf-8"))[name]
    return len(rows)


def test_every_record_arrives_or_waits_by_name() -> None:
    report = load(FACTS)
    assert report.refused == []
    assert not report.unread_fields
    for kind, count in LOADED.items():
        assert report.count(Outcome.NEW, kind) == count, kind
    for kind, count in WAITING.items():
        assert report.count(Outcome.WAITING, kind) == count, kind
    for name in (
        "organisations",
        "rules",
        "groups",
        "services",
        "relations",
        "contradictions",
        "activities",
        "measures",
    ):
        assert sum(entry.file == f"{name}.json" for entry in report.entries) == records_in(name), name
    assert all(entry.waits_for for entry in report.entries if entry.outcome is Outcome.WAITING)

    models = (Term, Organization, Group, Service, Membership, Relationship, Listing, Agreement, Contradiction)
    assert [model._default_manager.count() for model in models] == [288, 213, 44, 111, 28, 84, 14, 11, 33]
    assert Region.objects.filter(type="region").count() == 17
    for subject, count in (("organization", 213), ("service", 111), ("agreement", 11), ("membership", 28)):
        cited = Citation.objects.filter(subject_type=subject).values_list("subject_key", flat=True).distinct()
        assert cited.count() == count
    periods = set(IntakePeriod.objects.values_list("key", flat=True))
    assert set(Citation.objects.filter(subject_type="intakeperiod").values_list("subject_key", flat=True)) == periods
    assert Citation.objects.filter(subject_type="statement").exists()
    assert Event.objects.filter(name="organization.loaded").count() == 213
    assert Event.objects.filter(name="service.loaded").count() == 111


def test_loading_twice_gives_the_same_database(django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(300):
        load(FACTS)
    exercise = load(EXERCISE)
    assert (exercise.refused, exercise.count(Outcome.GONE)) == ([], 0)
    before = content()
    with django_assert_max_num_queries(40):
        again = [load(FACTS), load(EXERCISE)]
    assert content() == before
    for report in again:
        assert {entry.outcome for entry in report.entries} <= {Outcome.UNCHANGED, Outcome.WAITING}

    fictional = Organization.objects.filter(exercise=True).values_list("key", flat=True)
    assert len(fictional) == 15
    assert set(fictional) == {key for key in Organization.objects.values_list("key", flat=True) if key[:3] == "ex-"}
    assert Group.objects.filter(exercise=True).count() == 3


def test_an_exercise_is_as_fresh_on_another_day() -> None:
    load(FACTS)
    first, later = date(2026, 11, 21), date(2027, 1, 5)
    load(EXERCISE, today=first)
    then = intake_states(first)
    report = load(EXERCISE, today=later)
    assert report.refused == []
    assert intake_states(later) == then
    before = content()
    assert load(EXERCISE, today=later).count(Outcome.CHANGED) == 0
    assert content() == before


def intake_states(day: date) -> dict[str, list[str]]:
    services = Service.objects.filter(organization__exercise=True).prefetch_related("intake_periods")
    return {service.key: [period.status for period in service.intake_on(day).possible] for service in services}
