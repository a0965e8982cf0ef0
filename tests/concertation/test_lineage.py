"""What is in force on a day and why, as clauses amend, supersede and reaffirm each other."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.concertation import actions, queries
from registry.concertation.models import Clause, ClauseLink, Resolution
from registry.concertation.rules.lineage import Follower, LinkKind, Reason, makes_loop, standing
from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, Refused
from registry.core.logic import Truth
from registry.directory.models import Organization
from tests.factories import directory
from tests.factories import resolutions as make

TEXT = "Appuie les cours du soir"
DAYS = st.dates(date(1999, 1, 1), date(2031, 1, 1))
DATES = st.builds(PartialDate, st.integers(2000, 2029), st.none() | st.integers(1, 12)) | st.none()
FOLLOWERS = st.lists(st.builds(Follower, st.sampled_from(LinkKind), st.just("clause"), DATES), max_size=4)
ORDER = {Truth.YES: 0, Truth.UNKNOWN: 1, Truth.NO: 2}


def refused(code: ErrorCode, act: Any, *args: Any, **kwargs: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    assert caught.value.code is code


@given(DATES, FOLLOWERS, DAYS, DAYS)
def test_what_went_out_of_force_never_comes_back(
    adopted: PartialDate | None, followers: list[Follower], one: date, other: date
) -> None:
    earlier, later = (standing(adopted, followers, day) for day in sorted((one, other)))
    if earlier.reason is Reason.SUPERSEDED:
        assert later.reason is Reason.SUPERSEDED
    if earlier.holds is Truth.YES:
        assert later.reason is not Reason.NOT_YET


@given(DATES, FOLLOWERS, FOLLOWERS, DAYS)
def test_one_more_superseding_clause_never_makes_it_more_in_force(
    adopted: PartialDate | None, followers: list[Follower], more: list[Follower], day: date
) -> None:
    before = standing(adopted or PartialDate(1999), followers, day)
    superseding = [Follower(LinkKind.SUPERSEDES, one.clause, one.adopted) for one in more]
    after = standing(adopted or PartialDate(1999), [*followers, *superseding], day)
    assert ORDER[after.holds] >= ORDER[before.holds]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=30))
def test_links_that_make_no_loop_never_add_up_to_one(wanted: list[tuple[str, str]]) -> None:
    links: dict[str, set[str]] = {}
    for source, target in wanted:
        if not makes_loop(links, source, target):
            links.setdefault(source, set()).add(target)
    left = {source: set(targets) for source, targets in links.items()}
    while ends := [one for one in left if not any(target in left for target in left[one])]:
        for one in ends:
            del left[one]
    assert not left, "what remains when all ends are taken away runs in a circle"


@pytest.mark.parametrize(
    ("day", "holds", "reason"),
    [
        ("2024-05-31", Truth.NO, Reason.NOT_YET),
        ("2024-06-30", Truth.UNKNOWN, Reason.DATE_UNKNOWN),
        ("2024-07-01", Truth.YES, Reason.ADOPTED),
        ("2025-02-01", Truth.YES, Reason.AMENDED),
        ("2026-06-01", Truth.UNKNOWN, Reason.MAYBE_SUPERSEDED),
        ("2027-01-01", Truth.NO, Reason.SUPERSEDED),
    ],
)
def test_a_clause_s_life_day_by_day(day: str, holds: Truth, reason: Reason) -> None:
    followers = [
        Follower(LinkKind.AMENDS, "b", PartialDate(2025, 1, 10)),
        Follower(LinkKind.SUPERSEDES, "c", PartialDate(2026)),
    ]
    found = standing(PartialDate(2024, 6), followers, date.fromisoformat(day))
    assert (found.holds, found.reason) == (holds, reason)


def test_what_follows_an_undated_text_dates_it() -> None:
    day = date(2020, 1, 1)
    assert standing(None, [], day).holds is Truth.UNKNOWN
    found = standing(None, [Follower(LinkKind.REAFFIRMS, "b", PartialDate(2019))], day)
    assert (found.holds, found.reason) == (Truth.YES, Reason.REAFFIRMED)


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


@pytest.mark.django_db
class TestLinks:
    def test_a_draft_follows_an_adopted_clause_and_replaces_it_once_adopted(self, coalition: Organization) -> None:
        old, new = make.resolution(coalition, TEXT, on="2020-05"), make.draft(coalition, "Retire son appui")
        target = old.clauses.get()
        actions.link_clause(SYSTEM, new.clauses.get().key, kind="supersedes", target=target.key)
        day = date(2026, 1, 1)
        assert queries.standings(SYSTEM, [old], day)[old.key].holds is Truth.YES, "a draft replaces nothing"
        Resolution.objects.filter(pk=new.pk).update(state="adopted", decided_on=date(2025, 3, 1))
        found = queries.standings(SYSTEM, [old], day)
        assert (found[old.key].holds, found[target.key].reason) == (Truth.NO, Reason.SUPERSEDED)
        assert [one.follower.clause for one in found[target.key].followed] == [new.clauses.get().key]
        assert [one for one, _ in queries.in_force(ANONYMOUS, coalition, date(2024, 1, 1))] == [old]
        new.refresh_from_db()
        assert [one for one, _ in queries.in_force(ANONYMOUS, coalition, day)] == [new]

    def test_a_resolution_holds_as_long_as_one_of_its_clauses(self, coalition: Organization) -> None:
        old, new = make.resolution(coalition, TEXT, "Remercie", on="2020"), make.resolution(coalition, "x", on="2021")
        make.follow("supersedes", new, old)
        assert queries.standings(SYSTEM, [old], date(2023, 1, 1))[old.key].holds is Truth.YES

    def test_a_reference_is_followed_as_a_whole(self, coalition: Organization) -> None:
        reference, new = make.resolution(coalition, on="1994-06"), make.draft(coalition, TEXT)
        actions.link_clause(SYSTEM, new.clauses.get().key, kind="supersedes", target=reference.key)
        Resolution.objects.filter(pk=new.pk).update(state="adopted", decided_on=date(2025, 3, 1))
        assert queries.standings(SYSTEM, [reference], date(2026, 1, 1))[reference.key].reason is Reason.SUPERSEDED
        assert list(queries.resolutions(SYSTEM, coalition=coalition, in_force_on=date(2024, 1, 1))) == [reference]

    def test_no_loop_and_nothing_of_its_own(self, coalition: Organization) -> None:
        old, new = make.resolution(coalition, TEXT), make.resolution(coalition, TEXT)
        make.follow("amends", new, old)
        for source, target in ((old, new), (old, old)):
            keys = [one.clauses.get().key for one in (source, target)]
            refused(ErrorCode.LOOP, actions.link_clause, SYSTEM, keys[0], kind="amends", target=keys[1])
        assert ClauseLink.objects.count() == 1

    def test_only_an_adopted_text_is_followed_and_only_by_a_draft(self, coalition: Organization) -> None:
        draft, other, adopted = (
            make.draft(coalition, TEXT),
            make.draft(coalition, TEXT),
            make.resolution(coalition, "x"),
        )
        one, two, three = (row.clauses.get().key for row in (draft, other, adopted))
        refused(ErrorCode.NOT_ADOPTED, actions.link_clause, SYSTEM, one, kind="amends", target=two)
        refused(ErrorCode.WRONG_STATE, actions.link_clause, SYSTEM, three, kind="amends", target=two)
        refused(ErrorCode.UNKNOWN_CODE, actions.link_clause, SYSTEM, one, kind="repeals", target=three)
        refused(ErrorCode.NOT_FOUND, actions.link_clause, SYSTEM, one, kind="amends", target="nobody")

    def test_a_clause_of_another_coalition_or_a_recital_is_not_followed(self, coalition: Organization) -> None:
        draft, elsewhere = make.draft(coalition, TEXT), make.resolution(directory.coalition(), TEXT)
        key = draft.clauses.get().key
        recital = Clause.objects.create(resolution=elsewhere, kind="recital", position=0, text_fr="Considérant")
        for target in (elsewhere.clauses.get(kind="clause").key, recital.key):
            refused(ErrorCode.NOT_FOUND, actions.link_clause, SYSTEM, key, kind="amends", target=target)

    def test_a_link_is_made_once_and_taken_back(self, coalition: Organization) -> None:
        draft, adopted = make.draft(coalition, TEXT), make.resolution(coalition, "x")
        key, target = draft.clauses.get().key, adopted.clauses.get().key
        actions.link_clause(SYSTEM, key, kind="amends", target=target)
        refused(ErrorCode.ALREADY_EXISTS, actions.link_clause, SYSTEM, key, kind="reaffirms", target=target)
        actions.unlink_clause(SYSTEM, key, target=target)
        refused(ErrorCode.NOT_FOUND, actions.unlink_clause, SYSTEM, key, target=target)
        assert not ClauseLink.objects.exists()
