"""Resolutions through the API: what is in force and why, who sees what, and as many statements for many as for one."""

import pytest

from registry.concertation.models import Resolution
from registry.directory.models import Organization
from tests.factories import directory
from tests.factories import resolutions as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
EVERYTHING = """
query ($first: Int) {
  resolutions(first: $first) { totalCount edges { node {
    key subject number state textHeld assemblyOn coalition { key } group { key } mover { key } viewerMay
    inForce { holds reason adoptedOn followed { kind clause adoptedOn byThen } } history { name } sources { reference }
    clauses { key kind texts { fr en } inForce { holds reason }
      links { kind target { key resolution { key } } targetResolution { key } } followedBy { clause { key } } }
    followedBy { clause { resolution { key } } }
    similar { kind score resolution { key subject clauses { key } } clause { key } otherClause { key texts { fr } } }
  } } }
}
"""


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


def grow(coalition: Organization) -> Resolution:
    """An adopted resolution, one that amends it, a reference that a draft follows as a whole, and that draft."""
    old = make.resolution(coalition, "Appuie les cours du soir", on="2020-05")
    make.follow("amends", make.resolution(coalition, "Appuie aussi les cours du jour", on="2022"), old)
    draft = make.draft(coalition, "Appuie les cours offerts le soir")
    make.follow("reaffirms", draft, make.resolution(coalition, on="1994-06"), whole=True)
    return old


def test_many_cost_as_many_statements_as_one(coalition: Organization, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schema.limits.MOST_COST", 10**9)
    counts: list[int] = []
    for _ in range(2):
        grow(coalition)
        reply = ask(EVERYTHING, {"first": 50}, actor=directory.coordinator(coalition))
        assert reply.data["resolutions"]["totalCount"] == 4 * (len(counts) + 1)
        counts.append(reply.statements)
    assert counts[0] == counts[1]


def test_what_is_in_force_is_told_with_its_reason(coalition: Organization) -> None:
    old = grow(coalition)
    query = """query ($key: String!) { resolution(key: $key) { textHeld
      before: inForce(asOf: "2019-01-01") { holds reason }
      within: inForce(asOf: "2020-05-15") { holds reason adoptedOn }
      after: inForce(asOf: "2023-01-01") { holds reason followed { kind byThen adoptedOn } } } }"""
    assert ask(query, {"key": old.key}).data["resolution"] == {
        "textHeld": True,
        "before": {"holds": "no", "reason": "not_yet"},
        "within": {"holds": "unknown", "reason": "date_unknown", "adoptedOn": "2020-05"},
        "after": {
            "holds": "yes",
            "reason": "amended",
            "followed": [{"kind": "amends", "byThen": "yes", "adoptedOn": "2022"}],
        },
    }


def test_a_draft_is_neither_seen_nor_betrayed_by_what_it_follows(coalition: Organization) -> None:
    grow(coalition)
    draft, reference = Resolution.objects.get(state="draft"), Resolution.objects.get(clauses=None)
    query = "query ($key: String!) { resolution(key: $key) { key followedBy { kind } inForce { followed { kind } } } }"
    assert ask(query, {"key": draft.key}).codes == ask(query, {"key": "nobody"}).codes == ["NOT_FOUND"]
    told = ask(query, {"key": reference.key}).data["resolution"]
    assert (told["followedBy"], told["inForce"]["followed"]) == ([], [])
    inside = ask(query, {"key": reference.key}, actor=directory.coordinator(coalition)).data["resolution"]
    assert inside["followedBy"] == [{"kind": "reaffirms"}]


def test_clauses_are_written_and_a_near_duplicate_is_told(coalition: Organization) -> None:
    old = make.resolution(coalition, "Demande d'abolir les frais de traitement de la résidence permanente")
    coordinator = directory.coordinator(coalition)
    drafted = """mutation ($coalition: String!) { draftResolution(input: {coalition: $coalition, subject: "Frais"}) {
      done resolution { key version } errors { code } } }"""
    made = ask(drafted, {"coalition": coalition.key}, actor=coordinator).data["draftResolution"]["resolution"]
    edited = """mutation ($key: String!, $version: Int) { editResolution(input: {key: $key, version: $version, values: {
      clauses: [{kind: "clause", textEn: "Supports keeping processing fees for permanent residence"}]}}) {
      done errors { code message } resolution { similar { kind resolution { key } clause { texts { en } }
        otherClause { texts { fr } } opposedWords otherOpposedWords } } } }"""
    reply = ask(edited, made, actor=coordinator).data["editResolution"]
    assert (reply["done"], reply["errors"]) == (True, [])
    (found,) = reply["resolution"]["similar"]
    assert (found["kind"], found["resolution"]["key"]) == ("contradiction", old.key)
    assert (found["opposedWords"], found["otherOpposedWords"]) == (["supports", "keeping"], ["abolir"])
    stale = ask(edited, made, actor=coordinator).data["editResolution"]
    assert [error["code"] for error in stale["errors"]] == ["STALE_WRITE"]
