"""Both demonstration folders keep to the shape told in demo/facts/README.md, and the checks see what breaks it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace

import pytest

from tests.demo import checks
from tests.demo.folders import EXERCISE, FACTS, Folder, Row

Check = Callable[[Folder], Iterator[str]]


@pytest.mark.parametrize("folder", [FACTS, EXERCISE], ids=lambda folder: folder.name)
@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_the_folder_passes(check: Check, folder: Folder) -> None:
    assert list(check(folder)) == []


def _first(name: str, **changes: object) -> Callable[[dict[str, Row]], None]:
    """A mistake: other values in the first record of a list."""
    return lambda files: files[name][name][0].update(changes)


def _twice(files: dict[str, Row]) -> None:
    files["organisations"]["organisations"].append(files["organisations"]["organisations"][0])


def _cycle(files: dict[str, Row]) -> None:
    files["taxonomies"]["needs"][0]["broader"] = files["taxonomies"]["needs"][1]["code"]


def _no_label(files: dict[str, Row]) -> None:
    files["taxonomies"]["doors"][0]["labels"]["es"] = ""


def _one_way(files: dict[str, Row]) -> None:
    files["regions"]["regions"][0]["adjacent"].append("06")


def _agreement(**changes: object) -> Callable[[dict[str, Row]], None]:
    """A mistake: other terms in the first agreement."""

    def plant(files: dict[str, Row]) -> None:
        next(row for row in files["relations"]["relations"] if row["corridor"])["corridor"].update(changes)

    return plant


OPEN = {"status": "open", "since": "2020", "until": None}

MISTAKES = [
    (_first("services", extra=1), checks.records_of_a_list_have_the_same_fields),
    (_twice, checks.files_say_what_they_hold),
    (_twice, checks.ids_are_unique),
    (_first("groups", id="tcri"), checks.ids_are_unique),
    (_first("services", door="window"), checks.codes_exist),
    (_first("services", needs=["wings"]), checks.codes_exist),
    (_first("services", areas=[{"type": "region", "code": "18"}]), checks.areas_exist),
    (_first("services", organization="nobody"), checks.references_resolve),
    (_first("relations", to="nobody"), checks.references_resolve),
    (_first("relations", from_type="group"), checks.relations_link_what_their_type_links),
    (_first("relations", corridor={}), checks.relations_link_what_their_type_links),
    (_agreement(needs=[]), checks.agreements_say_what_they_are_for),
    (_agreement(formality="in_development"), checks.agreements_say_what_they_are_for),
    (_agreement(service="svc-030"), checks.agreements_say_what_they_are_for),
    (_first("services", since="2024-13"), checks.dates_parse_and_periods_run_forward),
    (_first("relations", since="2024-05", until="2024"), checks.dates_parse_and_periods_run_forward),
    (_first("relations", until="2024", ongoing=True), checks.dates_parse_and_periods_run_forward),
    (_first("services", intake_periods=[OPEN, OPEN]), checks.intake_periods_follow_each_other),
    (_first("services", intake_periods=[{**OPEN, "wait_days": 3}]), checks.intake_periods_follow_each_other),
    (_cycle, checks.trees_have_no_cycle),
    (_no_label, checks.labels_are_in_three_languages),
    (_one_way, checks.adjacency_is_symmetrical),
    (_first("measures", sources=[]), checks.every_record_has_a_source),
    (_first("services", needs=["emergency_shelter"]), checks.housing_is_a_confidential_site),
    (_first("services", note="Écrire à info@ailleurs.test"), checks.nothing_identifies_a_person_or_a_place),
    (_first("services", note="(418) 555-0100"), checks.nothing_identifies_a_person_or_a_place),
    (_first("services", note="au 12, rue des Exemples"), checks.nothing_identifies_a_person_or_a_place),
    (_first("services", note="G1R 0A0"), checks.nothing_identifies_a_person_or_a_place),
    (_first("services", note="voir /home/quelqu’un/liste"), checks.nothing_identifies_a_person_or_a_place),
]


@pytest.mark.parametrize(("plant", "check"), MISTAKES)
def test_a_planted_mistake_is_seen(plant: Callable[[dict[str, Row]], None], check: Check) -> None:
    broken = replace(FACTS, files=deepcopy(FACTS.files))
    plant(broken.files)
    assert list(check(broken))
