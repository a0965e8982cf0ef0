"""A year of meetings against its rule: what is missing is named, and what may still come is unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.concertation import queries
from registry.concertation.messages import cadence_sentences
from registry.concertation.models import RuleSet
from registry.concertation.rules.cadence import Met, year_of_meetings
from registry.concertation.rules.rule_sets import Cadence, MeetingRule
from registry.core.actor import ANONYMOUS
from registry.core.logic import Truth
from tests.factories import concertation, directory
from tests.factories import meetings as make

TORONTO = MeetingRule(1, "Toronto", "early_in_year")
MONTREAL = MeetingRule(2, "Montréal", "later_in_year")
CONSULTATIONS = MeetingRule(3, None, "at_the_consultations")
CCR = Cadence(3, 4, ("in_person", "virtual"), (TORONTO, MONTREAL, CONSULTATIONS))
AFTER = date(2026, 1, 1)


def met(day: str, city: str = "", occasion: str = "", mode: str = "in_person", held: bool = True) -> Met:
    return Met(date.fromisoformat(day), city, mode, occasion, held)


GOOD = [met("2025-02-20", "Toronto"), met("2025-09-12", "MONTREAL"), met("2025-11-13", "Winnipeg", "consultations")]


def test_twice_in_a_year_both_times_in_toronto() -> None:
    found = year_of_meetings(CCR, 2025, [met("2025-02-20", "Toronto"), met("2025-10-02", "Toronto")], AFTER)
    assert (found.holds, found.held, found.missing) == (Truth.NO, 2, (3,))
    assert found.unmet == (MONTREAL, CONSULTATIONS)


def test_a_year_that_follows_its_pattern() -> None:
    found = year_of_meetings(CCR, 2025, GOOD, AFTER)
    assert (found.holds, found.missing, found.unmet, found.beyond) == (Truth.YES, (), (), 0)


def test_three_meetings_in_the_wrong_places_are_not_enough() -> None:
    found = year_of_meetings(CCR, 2025, [met("2025-02-20", "Toronto"), met("2025-05-01"), met("2025-09-01")], AFTER)
    assert (found.holds, found.missing, found.unmet) == (Truth.NO, (), (MONTREAL, CONSULTATIONS))


def test_the_consultations_in_toronto_are_one_meeting_only() -> None:
    both = [met("2025-02-20", "Toronto", "consultations"), met("2025-09-12", "Montréal"), met("2025-10-01", "Laval")]
    found = year_of_meetings(CCR, 2025, both, AFTER)
    assert found.holds is Truth.NO
    assert len(found.unmet) == 1
    spring = met("2025-05-20", "Toronto", "consultations")
    assert year_of_meetings(CCR, 2025, [*both, spring], AFTER).holds is Truth.YES


def test_montreal_comes_later_than_toronto() -> None:
    turned = [met("2025-02-20", "Montréal"), met("2025-09-12", "Toronto"), met("2025-11-13", "", "consultations")]
    assert year_of_meetings(CCR, 2025, turned, AFTER).unmet == (MONTREAL,)


def test_a_year_still_running_lacks_nothing_yet() -> None:
    found = year_of_meetings(CCR, 2025, GOOD[:1], date(2025, 12, 31))
    assert (found.holds, found.missing) == (Truth.UNKNOWN, (2, 3))
    assert year_of_meetings(CCR, 2025, GOOD[:1], AFTER).holds is Truth.NO


def test_what_nobody_has_written_is_unknown() -> None:
    assert year_of_meetings(CCR, 2019, GOOD, AFTER).holds is Truth.UNKNOWN
    untold = met("2025-11-13", "Winnipeg", "consultations", held=False)
    assert year_of_meetings(CCR, 2025, [*GOOD[:2], untold], AFTER).holds is Truth.UNKNOWN
    assert year_of_meetings(CCR, 2025, [GOOD[0], untold], AFTER).holds is Truth.NO


def test_too_many_and_other_formats_are_against_the_rule_at_once() -> None:
    many = [*GOOD, met("2025-03-01"), met("2025-04-01")]
    found = year_of_meetings(CCR, 2025, many, date(2025, 6, 1))
    assert (found.holds, found.beyond) == (Truth.NO, 1)
    in_person = Cadence(1, None, ("in_person",))
    assert year_of_meetings(in_person, 2025, [met("2025-03-01", mode="virtual")], AFTER).other_formats == ("virtual",)
    assert year_of_meetings(in_person, 2025, [met("2025-03-01", mode="hybrid")], AFTER).holds is Truth.YES


meetings = some.lists(
    some.builds(
        Met,
        some.dates(date(2025, 1, 1), date(2025, 12, 31)),
        some.sampled_from(["Toronto", "montréal", "Winnipeg", ""]),
        some.just("virtual"),
        some.sampled_from(["", "consultations"]),
        some.booleans(),
    ),
    max_size=6,
)


@given(meetings)
def test_one_more_meeting_never_leaves_more_unmet(found: list[Met]) -> None:
    few, more = (year_of_meetings(CCR, 2025, told, AFTER) for told in (found[1:], found))
    assert len(more.unmet) <= len(few.unmet)
    assert len(more.missing) <= len(few.missing)


@given(meetings, some.integers(0, 4))
def test_yes_means_that_nothing_is_missing(found: list[Met], least: int) -> None:
    judged = year_of_meetings(Cadence(least, None, (), CCR.pattern), 2025, found, AFTER)
    whole = judged.held >= least and not judged.unmet
    assert (judged.holds is Truth.YES) is whole


@pytest.mark.django_db
def test_a_group_that_met_twice_in_toronto_is_told_what_it_lacks() -> None:
    coalition, member = directory.coalition(), directory.organization()
    pattern = [
        {"order": 1, "place": "Toronto", "when": "early_in_year"},
        {"order": 2, "place": "Montréal", "when": "later_in_year"},
        {"order": 3, "place": None, "when": "at_the_consultations"},
    ]
    data = {"cadence": {"meetings_per_year_min": 3, "meetings_per_year_max": 4, "pattern": pattern}}
    group = concertation.group(
        coalition=coalition, rule_set=RuleSet.objects.create(kind="group", data=data), open_minutes=True
    )
    make.seat(group, member)
    for day in ("2024-02-20", "2024-10-02"):
        make.held(group, day, "Toronto")
    make.meeting(group, "2024-06-01", city="Montréal", state="cancelled")
    make.held(concertation.group(), "2024-06-01", "Montréal")
    found = queries.cadence(directory.reader(member), group, 2024)
    assert found is not None
    assert (found.holds, found.held) == (Truth.NO, 2)
    third, later, occasion = cadence_sentences(found, AFTER)
    assert "3" in third
    assert "Montréal" in later
    assert "consultations" in occasion
    assert queries.cadence(ANONYMOUS, group, 2024) is None, "what outsiders see of it would give a wrong answer"
    assert queries.cadence(directory.coordinator(coalition), concertation.group(coalition=coalition), 2024) is None
