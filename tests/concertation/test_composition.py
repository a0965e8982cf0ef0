"""Whether a group is made up as its rules say: each part on its own, and three-valued."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.concertation.messages import SENTENCES, sentence
from registry.concertation.rules import (
    Compliance,
    Composition,
    Missing,
    RuleSet,
    Seated,
    fits,
    judge,
    member_on,
    status_on,
)
from registry.concertation.rules.composition import MEMBERS_ONLY, WITH_INSTITUTIONS
from registry.core.dates import PartialDate, Period
from registry.core.logic import Truth

DAY = date(2026, 11, 21)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
TRUTHS = st.sampled_from(Truth)
PERIODS = {
    YES: Period(since=PartialDate(2026, 1, 1), until=PartialDate(2027, 1, 1)),
    NO: Period(since=PartialDate(2020), until=PartialDate(2021)),
    UNKNOWN: Period(since=PartialDate(2026), until=PartialDate(2026)),
}


def term(organization: str, role: str, since: str = "2026-01-01", until: str | None = None, **more: Any) -> Seated:
    period = Period(since=PartialDate.parse(since), until=PartialDate.parse(until) if until else None, ongoing=True)
    return Seated(f"{organization} {role} {since}", organization, role, period, **more)


def rules_for(**seat: Any) -> RuleSet:
    return RuleSet.of({"seats": [{"role": "chair", **seat}]})


def judged(rule_set: RuleSet, *terms: Seated, kept: bool = True, day: date = DAY, **belongs: Truth) -> Compliance:
    return judge(rule_set, Composition(terms, belongs, kept), day)


def codes(found: Compliance) -> list[tuple[str, str]]:
    return [(one.code, one.organization) for part in found.parts for one in part.missing]


@given(st.lists(TRUTHS, max_size=6), st.integers(0, 4), st.integers(0, 4) | st.none())
def test_a_number_of_seats_is_judged_by_what_is_certain_and_what_may_be(
    truths: list[Truth], least: int, beyond: int | None
) -> None:
    most = None if beyond is None else least + beyond
    terms = [Seated(str(number), str(number), "chair", PERIODS[truth]) for number, truth in enumerate(truths)]
    found = judged(rules_for(min=least, max=most), *terms).holds
    certain = truths.count(YES)
    possible = range(certain, certain + truths.count(UNKNOWN) + 1)
    met = {least <= held and (most is None or held <= most) for held in possible}
    assert found is (UNKNOWN if len(met) == 2 else Truth.of(met.pop()))


def test_what_is_missing_is_told_in_figures() -> None:
    found = judged(rules_for(min=2, max=2), term("a", "chair"))
    [part] = found.parts
    assert (part.code, part.role, part.holds) == ("seats", "chair", NO)
    assert part.missing == (Missing("too_few", "", {"certain": 1, "possible": 1, "least": 2, "most": 2, "short": 1}),)


def test_nobody_written_down_means_nobody_only_where_seats_are_kept_here() -> None:
    assert judged(rules_for(min=1)).holds is NO
    silent = judged(rules_for(min=1), kept=False)
    assert (silent.holds, codes(silent)) == (UNKNOWN, [("nobody_recorded", "")])
    partly = judged(rules_for(min=2), term("a", "chair"), kept=False)
    assert (partly.holds, codes(partly)) == (UNKNOWN, [("too_few_known", "")])
    other = judged(rules_for(min=1, term_years=2, renewable="once"), term("a", "member"), kept=False)
    assert codes(other) == [("none_known", ""), ("no_term_known", ""), ("no_term_known", "")]
    assert [part.holds for part in other.parts] == [UNKNOWN] * 3
    assert judged(rules_for(min=0, max=1), term("a", "chair"), term("b", "chair"), kept=False).holds is NO


def test_two_seats_of_one_organization_in_one_role_count_once() -> None:
    terms = [term("a", "chair", "2026-01-01"), term("a", "chair", "2026-02-01")]
    assert judged(rules_for(min=2), *terms).holds is NO


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2025-11-01", "2027-11-01", YES),
        ("2025-11-01", "2027-11-02", NO),
        ("2024-02-29", "2026-03-01", YES),
        ("2024-02-29", "2026-03-02", NO),
        ("2025", "2027", UNKNOWN),
        ("2025", "2029", NO),
        ("2024-11-22", None, YES),
        ("2024-11-20", None, NO),
    ],
)
def test_a_term_is_no_longer_than_the_rule_allows(since: str, until: str | None, holds: Truth) -> None:
    day = date(2026, 2, 1) if since == "2024-02-29" else DAY
    found = judged(rules_for(term_years=2), term("a", "chair", since, until), day=day)
    assert found.parts[1].holds is holds


def test_who_fills_in_has_no_term_of_their_own() -> None:
    assert judged(rules_for(term_years=1), term("a", "chair", "2020", interim=True)).holds is YES


def test_a_term_is_renewed_once() -> None:
    first, second = term("a", "chair", "2022-11-01", "2024-11-01"), term("a", "chair", "2024-11-01", "2026-11-01")
    third = term("a", "chair", "2026-11-01", "2028-11-01")
    rules = rules_for(term_years=2, renewable="once")
    assert judged(rules, first, second, day=date(2025, 1, 1)).holds is YES
    again = judged(rules, first, second, third)
    assert (again.holds, codes(again)) == (NO, [("renewed_too_often", "a")])
    later = term("a", "chair", "2026-11-10", "2028-11-01")
    assert judged(rules, first, second, later).holds is YES, "it stood down in between"
    assert len(judged(rules_for(renewable="by lot"), first).parts) == 1, "a word that nobody knows is not judged"


def test_whoever_sits_belongs_there() -> None:
    rules = RuleSet(composition=MEMBERS_ONLY)
    a, b = term("a", "member"), term("b", "member", "2026", "2026")
    assert judged(rules, a, a=YES).holds is YES
    assert codes(judged(rules, a, b, a=NO, b=NO)) == [
        ("outsider_members_only", "a"),
        ("outsider_unsure_members_only", "b"),
    ]
    assert judged(rules, term("a", "member", "2027-01-01"), a=NO).holds is YES, "it doesn't sit yet"


@given(TRUTHS, st.booleans())
def test_institutions_sit_where_the_rule_lets_them_in(member: Truth, institution: bool) -> None:
    assert fits(MEMBERS_ONLY, "institution", member, institution) is NO
    assert fits(MEMBERS_ONLY, "member", member, institution) is member
    assert fits(WITH_INSTITUTIONS, "member", member, institution) is (YES if institution else member)


def test_a_membership_that_no_source_states_is_no_certain_one() -> None:
    holds, over = PERIODS[YES], PERIODS[NO]
    assert member_on([(holds, True)], DAY, closed=False) is YES
    assert member_on([(holds, False)], DAY, closed=True) is UNKNOWN
    assert member_on([(over, True)], DAY, closed=False) is NO
    assert (member_on([], DAY, closed=False), member_on([], DAY, closed=True)) == (UNKNOWN, NO)


@pytest.mark.parametrize(
    ("status", "until", "shown"),
    [
        ("active", None, "active"),
        ("ended", None, "ended"),
        ("active", "2026-11-21", "ended"),
        ("ended", "2026-11-22", "active"),
        ("active", "2026", "active"),
        ("ended", "2026", "ended"),
    ],
)
def test_a_group_is_over_from_its_end_on(status: str, until: str | None, shown: str) -> None:
    assert status_on(status, None, PartialDate.parse(until) if until else None, DAY) == shown


def test_a_group_has_no_status_before_it_began() -> None:
    assert status_on("active", PartialDate(2026, 12), None, DAY) == "not_yet"
    assert status_on("active", PartialDate(2026, 11), None, DAY) == "active"


def test_a_part_that_no_rule_states_is_not_judged() -> None:
    assert judged(RuleSet(), term("a", "chair")).parts == ()


@pytest.mark.parametrize("code", SENTENCES)
def test_each_thing_that_is_missing_has_its_sentence(code: str) -> None:
    names = ("certain", "possible", "least", "most", "short", "years", "terms")
    told = sentence(Missing(code, "a", dict.fromkeys(names, 3)), role="Présidence", organization="La Porte")
    assert "%" not in told
