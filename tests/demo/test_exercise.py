"""The exercise network is visibly invented, stays apart from what is real, and does not rot (docs/decisions/0015)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.demo.folders import DEMO, EXERCISE, FACTS, TODAY, Folder, parts, read

PATHS = sorted((DEMO / "exercise").glob("*.json"))
INVENTED = {"fr": "(exercice)", "en": "(exercise)", "es": "(ejercicio)", "original": "(exercice)"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_file_says_that_it_is_an_exercise(path: Any) -> None:
    assert json.loads(path.read_text(encoding="utf-8"))["meta"]["exercise"] is True


@pytest.mark.parametrize("name", ["organisations", "groups"])
def test_names_say_that_they_are_invented_in_every_language(name: str) -> None:
    for row in EXERCISE.rows(name):
        assert row["id"].startswith("ex-")
        for language, word in INVENTED.items():
            assert row["names"][language].endswith(word)


def _called(folder: Folder) -> Iterator[str]:
    for row in folder.rows("organisations"):
        former = [one["name"] for one in row["former_names"]]
        for name in [*row["names"].values(), *former, *row["name_variants"], row["acronym"]]:
            if name:
                yield name.split(" (ex")[0].split(" (ej")[0].casefold()


def test_no_name_is_that_of_a_real_organization() -> None:
    assert not set(_called(EXERCISE)) & set(_called(FACTS))


def test_nothing_links_an_invented_organization_to_a_real_one() -> None:
    own = {row["id"] for name in ("organisations", "groups") for row in EXERCISE.rows(name)}
    ends = {row[end] for row in EXERCISE.rows("relations") for end in ("from", "to")}
    assert ends - own == {"practitioners"}
    assert {row["organization"] for row in EXERCISE.rows("services")} <= own


def test_every_record_says_that_it_was_made_up() -> None:
    kinds = {source["type"] for _, row in EXERCISE.records() for source in row["sources"]}
    assert kinds == {"own"}


def test_every_member_of_the_coalition_is_in_it() -> None:
    members = {row["from"] for row in EXERCISE.rows("relations") if row["type"] == "member_of"}
    kinds = {row["id"]: row["kind"] for row in EXERCISE.rows("organisations")}
    assert [one for one, kind in kinds.items() if kind == "coalition"] == ["ex-archipel"]
    assert members == kinds.keys() - {"ex-archipel"}


@pytest.mark.parametrize(("field", "taxonomy"), [("door", "doors"), ("fee", "fees")])
def test_every_kind_of_service_is_there(field: str, taxonomy: str) -> None:
    assert {row[field] for row in EXERCISE.rows("services")} == EXERCISE.codes(taxonomy)


def test_every_state_of_intake_is_in_force_today() -> None:
    states = {
        period["status"]
        for row in EXERCISE.rows("services")
        for period in row["intake_periods"]
        if (period["since"] <= TODAY.isoformat()) and (period["until"] or "9") > TODAY.isoformat()
    }
    assert states == EXERCISE.codes("intake_statuses")


def test_confirmations_and_referrals_are_told_from_the_day_of_loading() -> None:
    """A fixed day would be old a few weeks later, and the demonstration with it."""
    raw = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in PATHS}
    fixed = [
        where
        for where, value in parts(raw, "")
        if where.endswith(("/as_of", "/date")) and value is not None and not str(value).startswith(("@today", "@year"))
    ]
    assert fixed == []


def test_the_same_folder_is_as_fresh_ten_years_later() -> None:
    later = read("exercise", date(2036, 2, 29), FACTS)
    ages = [date(2036, 2, 29) - date.fromisoformat(row["as_of"]) for row in later.rows("services")]
    assert ages == [TODAY - date.fromisoformat(row["as_of"]) for row in EXERCISE.rows("services")]


def test_roles_of_the_demonstration_stand_in_scopes_that_exist() -> None:
    coalitions = {row["id"] for row in EXERCISE.rows("organisations") if row["kind"] == "coalition"}
    scopes = {
        "organization": {row["id"] for row in EXERCISE.rows("organisations")},
        "coalition": coalitions,
        "group": {row["id"] for row in EXERCISE.rows("groups")},
    }
    users = EXERCISE.rows("users")
    for grant in (grant for user in users for grant in user["grants"]):
        assert grant["id"] in scopes[grant["scope"]]
    roles = {grant["role"] for user in users for grant in user["grants"]}
    assert roles == {"reader", "contributor", "administrator", "lead", "coordinator"}
    assert any(not user["grants"] for user in users), "a partner holds no grant"
    assert len({user["email"] for user in users}) == len(users)


def test_mailboxes_are_of_no_real_domain() -> None:
    boxes = [user["email"] for user in EXERCISE.rows("users")]
    boxes += [row["contact"]["email"] for row in EXERCISE.rows("organisations")]
    assert [box for box in boxes if not box.endswith(".example")] == []
