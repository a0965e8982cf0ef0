"""What cannot stand beside the rest of a folder is refused with its reason; the rest is loaded, and twice alike."""

from typing import Any

import pytest

from exchange.loading import Outcome, Report
from registry.concertation.models import ClauseLink, Resolution, Seat
from tests.factories.facts import Files, content, entry, load_files, network

pytestmark = pytest.mark.django_db


def resolution(key: str, *links: dict[str, Any], **values: Any) -> dict[str, Any]:
    clauses = [{"fr": "Appuie"}, {"fr": "Demande", "links": list(links)}]
    return {"id": key, "body": "ronde", "subject": {"fr": "Détention"}, "clauses": clauses, **values}


def follows(key: str, clause: int | None = 1, kind: str = "amends") -> dict[str, Any]:
    return {"kind": kind, "resolution": key, "clause": clause}


def resolutions(*rows: dict[str, Any]) -> Files:
    return network() | {"resolutions": {"resolutions": list(rows)}}


def seats(*rows: dict[str, Any]) -> Files:
    files = network()
    files["taxonomies"]["seat_roles"] = [{"code": "member", "labels": {"fr": "membre"}}]
    seat = {"type": "seat_in", "from": "porte", "to": "villes", "to_type": "group", "role": "member"}
    files["relations"]["relations"] += [{**seat, **row} for row in rows]
    return files


def refusals(report: Report) -> dict[str, tuple[str, str]]:
    """Code and field of the one reason of each refused record."""
    found = {}
    for one in report.refused:
        [reason] = one.flaws
        assert str(reason.sentence)
        found[one.key] = (reason.code, reason.field)
    return found


def refused_twice(tmp_path: Any, files: Files) -> dict[str, tuple[str, str]]:
    """What is refused, which is the same when the folder is loaded again and leaves the same rows."""
    found = refusals(load_files(tmp_path, files))
    before = content()
    assert refusals(load_files(tmp_path, files)) == found
    assert content() == before
    return found


def test_clauses_that_follow_each_other_in_a_loop_are_refused(tmp_path: Any) -> None:
    rows = [
        resolution("r1", follows("r3")),
        resolution("r2", follows("r1", kind="supersedes")),
        resolution("r3", follows("r2", None, "reaffirms")),
        resolution("r4", follows("r4")),
        resolution("r5"),
        resolution("r6", follows("r5", 2)),
    ]
    loop = ("LINKS_IN_A_LOOP", "clauses[1].links[0].resolution")
    assert refused_twice(tmp_path, resolutions(*rows)) == dict.fromkeys(("r1", "r2", "r3", "r4"), loop)
    assert ClauseLink.objects.get().target.key == "r5-c2"  # type: ignore[union-attr]


def test_a_loop_by_way_of_what_was_loaded_before_is_refused_and_leaves_it(tmp_path: Any) -> None:
    load_files(tmp_path, resolutions(resolution("r1"), resolution("r2", follows("r1"))))
    found = refused_twice(tmp_path, resolutions(resolution("r1", follows("r2")), resolution("r2", follows("r1"))))
    assert set(found) == {"r1"}
    assert ClauseLink.objects.get().clause.resolution.key == "r2"


@pytest.mark.parametrize("number", [0, 3])
def test_a_link_to_a_clause_that_there_is_not_never_means_the_whole(tmp_path: Any, number: int) -> None:
    files = resolutions(resolution("r1"), resolution("r2", follows("r1", number)), resolution("r3", follows("r2")))
    assert refused_twice(tmp_path, files) == {
        "r2": ("NO_SUCH_CLAUSE", "clauses[1].links[0].clause"),
        "r3": ("UNKNOWN_REFERENCE", "clauses[1].links[0].resolution"),
    }
    assert not ClauseLink.objects.exists()


def test_a_numbered_clause_of_a_text_that_is_not_held_is_refused_and_its_whole_is_not(tmp_path: Any) -> None:
    reference = resolution("r1", clauses=[])
    files = resolutions(reference, resolution("r2", follows("r1", 1)), resolution("r3", follows("r1", None)))
    assert set(refused_twice(tmp_path, files)) == {"r2"}
    assert ClauseLink.objects.get().target_resolution == Resolution.objects.get(key="r1")


def test_a_clause_of_another_coalition_is_not_followed(tmp_path: Any) -> None:
    files = resolutions(resolution("r1", body="table"), resolution("r2", follows("r1")))
    assert refused_twice(tmp_path, files) == {"r2": ("NOT_ITS_RESOLUTION", "clauses[1].links[0].resolution")}


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"votes": {"for": 1}, "decided_on": "2024-03-04"}, False),
        ({"votes": {"for": 1, "abstentions": 1}, "decided_on": "2024-03-04"}, True),
        ({"votes": {"for": 1}, "decided_on": "2019-03-04"}, True),
        ({"votes": {"for": 1}, "assembly": "2020"}, False),
        ({"votes": {"against": 1}, "assembly": "2019-05"}, True),
        ({"votes": {"for": 1}}, False),
        ({"votes": {"for": 2}}, True),
    ],
)
def test_no_more_votes_than_members_that_may_vote(tmp_path: Any, values: dict[str, Any], refused: bool) -> None:
    files = resolutions(resolution("r1", **values), resolution("r2"))
    files["relations"]["relations"][0]["since"] = "2020-06"
    told = refused_twice(tmp_path, files)
    assert told == ({"r1": ("TOO_MANY_VOTES", "votes")} if refused else {})
    assert Resolution.objects.filter(key="r2").exists()


def test_a_second_term_of_one_seat_on_the_same_days_is_refused(tmp_path: Any) -> None:
    files = seats(
        {"id": "first", "since": "2022-01-01", "until": "2024-01-01"},
        {"id": "next", "since": "2024-01-01", "until": "2026-01-01"},
        {"id": "between", "since": "2023-06", "until": "2025"},
        {"id": "other", "from": "table", "since": "2023-06"},
    )
    assert refused_twice(tmp_path, files) == {"between": ("TERMS_OVERLAP", "since")}
    assert set(Seat.objects.values_list("key", flat=True)) == {"first", "next", "other"}


def test_terms_that_change_together_are_judged_as_they_will_stand(tmp_path: Any) -> None:
    early, late = {"since": "2022-01-01", "until": "2023-01-01"}, {"since": "2024-01-01", "until": "2025-01-01"}
    load_files(tmp_path, seats({"id": "one", **early}, {"id": "two", **late}))
    report = load_files(tmp_path, seats({"id": "one", **late}, {"id": "two", **early}))
    assert [entry(report, key).outcome for key in ("one", "two")] == [Outcome.CHANGED, Outcome.CHANGED]
    assert set(refused_twice(tmp_path, seats({"id": "one", **late}, {"id": "two", **late}))) == {"two"}
    assert str(Seat.objects.get(key="two").since) == "2022-01-01"


@pytest.mark.parametrize(
    ("since", "until"), [("2024-03-02", "2024-03-01"), ("2024-03", "2024-02"), ("2024-02-29", "2024-02")]
)
def test_a_term_that_ends_before_it_begins_is_refused(tmp_path: Any, since: str, until: str) -> None:
    files = seats({"id": "back", "since": since, "until": until}, {"id": "forth", "from": "table", "since": "2024"})
    assert refused_twice(tmp_path, files) == {"back": ("DATES_REVERSED", "until")}
    assert Seat.objects.get().key == "forth"
