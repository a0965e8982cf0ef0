"""What the source documents answer, asked of the API on the loaded demonstration: one query for each question."""

from typing import Any

import pytest

from tests.schema.asking import ask

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demonstration"),
    pytest.mark.usefixtures("demonstration"),
]
WORKING_GROUPS = ("ccr-protection-canada", "ccr-immigration-etablissement", "ccr-protection-outremer")


def bare(value: Any) -> Any:
    """An answer without its wrapping: a connection is the list of its nodes, a field alone is its value."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "edges" in value:
        return [bare(edge["node"]) for edge in value["edges"]]
    return bare(next(iter(value.values()))) if len(value) == 1 else {name: bare(one) for name, one in value.items()}


def told(query: str, **variables: str) -> Any:
    return bare(ask(query, variables).data)


def seated(group: str, day: str) -> dict[tuple[str, str], str]:
    """Who may sit there on the day, in which role, and how sure that is."""
    node = "{organization {key} role {code} holds toConfirm}"
    query = (
        f"query ($group: String!, $day: Date) {{group(key: $group, asOf: $day) {{seats {{edges {{node {node}}}}}}}}}"
    )
    found = told(query, group=group, day=day)
    words = {("yes", False): "yes", ("yes", True): "old"}
    return {
        (one["organization"], one["role"]): words.get((one["holds"], one["toConfirm"]), one["holds"]) for one in found
    }


INSTITUTIONS = ("asfc", "cisr", "ircc", "mifi", "mtess", "servcan")
ADAQ = {(one, "institution"): "yes" for one in INSTITUTIONS} | {("cjm", "member"): "yes"}
COMMITTEE = ("amnistie", "car", "cb", "mana", "mcm", "pont", "tcri")
STANDARDS = {("amssa", "chair"): "yes", ("anc", "member"): "yes", ("sdiss", "member"): "yes"}


@pytest.mark.parametrize(
    ("group", "day", "expected"),
    [
        ("adaq", "2025-03-15", ADAQ | {("tcri", "coordinator"): "old"}),
        ("tcri-ca", "2025-01-15", {("cjm", "director"): "yes"}),
        ("tcri-ca", "2024-04-15", {("cjm", "director"): "unknown"}),
        ("rohmi-ca", "2025-03-01", {("cjm", "director"): "yes"}),
        ("rohmi-ca", "2026-11-21", {("cjm", "director"): "old"}),
        ("ccr-protection-canada", "2025-03-15", {("cjm", "member"): "yes"}),
        ("campreg-comm-mob", "2025-03-15", {("cjm", "member"): "yes"}),
        ("comite-conjoint-mifi-tcri", "2022-09-01", {("mifi", "institution"): "yes", ("tcri", "member"): "yes"}),
        ("acces-garderie", "2018-08-31", {}),
        ("acces-garderie", "2021-06-01", {(one, "member"): "unknown" for one in COMMITTEE}),
        ("ccr-executif", "2005-06-01", {}),
        ("ccr-executif", "2005-11-20", {("doors", "chair"): "unknown"}),
        ("ccr-executif", "2006-06-01", {("doors", "chair"): "yes"}),
        ("ccr-executif", "2014-06-01", {("doors", "chair"): "old", ("fcj", "chair"): "unknown"}),
        ("ccr-executif", "2015-01-01", {("doors", "chair"): "old"}),
        ("ccr-immigration-etablissement", "2007-07-01", {("ocasi", "co_chair"): "unknown"}),
        ("ccr-immigration-etablissement", "2009-01-01", {}),
        ("ccr-normes-2000", "2000-05-31", STANDARDS),
        ("ccr-normes-2000", "2026-11-21", dict.fromkeys(STANDARDS, "old")),
        ("projet-orion", "2020-05-31", {}),
    ],
)
def test_who_sits_there_on_a_day(group: str, day: str, expected: dict[tuple[str, str], str]) -> None:
    found = seated(group, day)
    coordinated = {("tcri", "coordinator"): "unknown"} if group == "acces-garderie" and day > "2018-09" else {}
    assert found == expected | coordinated


def test_who_leads_the_orion_project_and_who_takes_part() -> None:
    found = seated("projet-orion", "2021-01-01")
    leads = {("credil", "lead"): "yes", ("motivaction", "lead"): "yes"}
    assert {seat: how for seat, how in found.items() if seat[1] == "lead"} == leads
    assert {organization for organization, role in found if role == "participant"} == {
        "coffret",
        "mirs",
        "caibf",
        "cmq",
    }


def test_the_clinic_signed_seven_acts_between_april_2024_and_may_2025() -> None:
    span = 'since: "2024-04-01", until: "2025-06-01"'
    assert told(f'{{organization(key: "cjm") {{acts(roles: ["signatory"], {span}) {{totalCount}}}}}}') == 7


def test_with_whom_the_clinic_signs() -> None:
    found = told('{organization(key: "cjm") {signsWith {organization {key} times}}}')
    assert [(one["organization"], one["times"]) for one in found] == [("mrn", 2), ("campreg", 1), ("ldl", 1)]


def test_the_working_groups_of_the_council_and_their_resolutions() -> None:
    counts = " ".join(
        f'g{place}: resolutions(group: "{key}") {{totalCount}}' for place, key in enumerate(WORKING_GROUPS)
    )
    assert told(f'{{{counts} all: resolutions(coalition: "ccr") {{totalCount}}}}') == {
        "g0": 21,
        "g1": 16,
        "g2": 20,
        "all": 98,
    }


def test_how_many_resolutions_have_no_date_no_number_no_text() -> None:
    rows = told('{resolutions(coalition: "ccr", first: 100) {edges {node {number assemblyOn textHeld group {key}}}}}')
    counted = [sum(one[field] is None for one in rows) for field in ("assemblyOn", "number", "group")]
    assert (counted, any(one["textHeld"] for one in rows)) == ([30, 12, 41], False)


def test_a_resolution_without_a_date_is_in_force_for_all_that_is_known() -> None:
    standing = 'inForce(asOf: "2026-01-01") {holds reason}'
    rows = told(f'{{resolutions(coalition: "ccr", first: 100) {{edges {{node {{assemblyOn {standing}}}}}}}}}')
    undated = {(one["inForce"]["holds"], one["inForce"]["reason"]) for one in rows if one["assemblyOn"] is None}
    assert undated == {("unknown", "date_unknown")}
    assert {one["inForce"]["holds"] for one in rows if one["assemblyOn"]} == {"yes"}


@pytest.mark.parametrize(
    ("one", "other", "day", "groups"),
    [
        ("cjm", "tcri", "2025-03-15", {"acces-garderie": "yes", "adaq": "yes"}),
        ("cjm", "mifi", "2025-03-15", {"adaq": "yes"}),
        ("mifi", "tcri", "2022-09-01", {"adaq": "unknown", "comite-conjoint-mifi-tcri": "yes"}),
        ("cjm", "credil", "2025-03-15", {}),
    ],
)
def test_through_which_groups_two_organizations_meet(one: str, other: str, day: str, groups: dict[str, str]) -> None:
    arguments = "one: $one, other: $other, asOf: $day"
    query = f"query ($one: String!, $other: String!, $day: Date) {{commonGroups({arguments}) {{group {{key}} holds}}}}"
    found = told(query, one=one, other=other, day=day)
    assert {each["group"]: each["holds"] for each in found} == groups


def test_who_sat_with_the_clinic() -> None:
    found = told('{organization(key: "cjm", asOf: "2025-03-15") {satWith {organization {key} group {key} holds}}}')
    assert {one["organization"] for one in found if one["holds"] == "yes"} == {*INSTITUTIONS, "tcri"}


def test_what_a_working_group_of_the_council_is_made_of() -> None:
    seats = "seats {role {code} least most elected termYears renewable}"
    found = told(f'{{group(key: "ccr-protection-canada") {{ruleSet {{composition {seats}}}}}}}')
    assert found["composition"] == "members_only"
    assert {one.pop("role"): tuple(one.values()) for one in found["seats"]} == {
        "co_chair": (2, 2, True, 2, None),
        "steering_member": (5, 6, False, 2, "once"),
        "executive_representative": (1, 1, None, None, None),
        "staff_member": (1, 1, False, None, None),
    }


def test_how_often_and_where_a_working_group_meets() -> None:
    found = told('{group(key: "ccr-protection-canada") {ruleSet {cadence {least most formats pattern {place when}}}}}')
    assert (found["least"], found["most"], found["formats"]) == (3, 4, ["in_person", "virtual"])
    assert [(one["place"], one["when"]) for one in found["pattern"]] == [
        ("Toronto", "early_in_year"),
        ("Montréal", "later_in_year"),
        (None, "at_the_consultations"),
    ]


@pytest.mark.parametrize(("group", "per_year"), [("roriq", (4, 5)), ("forum-tcri-pasi", (4, 4)), ("rosini", ())])
def test_how_often_a_network_meets(group: str, per_year: tuple[int, ...]) -> None:
    found = told("query ($key: String!) {group(key: $key) {meetingsPerYear}}", key=group)
    assert tuple(found[bound] for bound in ("min", "max") if bound in found) == per_year


def test_who_may_be_a_member_of_the_table() -> None:
    rules = {one["key"]: one["conditions"] for one in told("{ruleSets {edges {node {key conditions {code value}}}}}")}
    assert {one["code"]: one["value"] for one in rules["tcri-membership"]} == {
        "non_profit_incorporated_years_min": "1",
        "mission_supports_refugees_and_immigrants": "true",
        "elected_autonomous_board": "true",
        "independent_of_public_sector": "true",
        "adheres_to_mission_and_demands": "true",
    }


def test_what_a_resolution_of_the_council_must_be() -> None:
    found = told('{ruleSets(kind: "resolution") {edges {node {key data}}}}')
    assert [one["key"] for one in found] == ["ccr-resolution"]
    assert "non répétitive" in found[0]["data"]["criteria_fr"]
    assert found[0]["data"]["required_fields"] == ["mover", "seconder", "source_group"]


@pytest.mark.parametrize("group", ["rosini", "roriq", "ccr-protection-outremer"])
def test_a_rule_is_not_met_by_a_group_of_which_nobody_is_known(group: str) -> None:
    found = told("query ($key: String!) {group(key: $key) {compliance {holds parts {holds}}}}", key=group)
    assert (found["holds"], set(found["parts"])) == ("unknown", {"unknown"})


@pytest.mark.parametrize(
    ("activity", "status", "when"),
    [
        ("act-017", "done", {"date": "2025-05-14"}),
        ("act-003", "done", {"date": "2024-10"}),
        ("act-024", "planned", {"date": "2025-11"}),
        ("act-101", "planned", {"date": "2022-10"}),
        ("act-025", "paused", {"withinSince": "2024-04", "withinUntil": "2025-05"}),
        ("act-041", "done", {"since": "2024-09", "until": "2025-04-01"}),
        ("act-075", "unknown", {}),
    ],
)
def test_whether_it_took_place_and_when_as_far_as_is_known(activity: str, status: str, when: dict[str, str]) -> None:
    fields = "status {code} date since until withinSince withinUntil"
    found = told(f"query ($key: String!) {{activity(key: $key) {{{fields}}}}}", key=activity)
    assert found.pop("status") == status
    assert {name: value for name, value in found.items() if value} == when


def test_who_organized_the_workshop_after_the_regularization_programme() -> None:
    found = told('{activity(key: "act-015") {parties(roles: ["organizer"]) {edges {node {organization {key}}}}}}')
    assert sorted(found) == ["cjm", "mdm", "solj"]


def test_to_whom_the_group_of_the_council_sent_its_recommendations() -> None:
    fields = 'parties(roles: ["addressee"]) {edges {node {organization {key}}}} quantities {code value}'
    found = told(f'{{activity(key: "act-092") {{{fields}}}}}')
    assert found["parties"] == ["ircc"]
    assert found["quantities"] == [{"code": "recommendations", "value": 10}]


def test_what_a_working_group_works_on_and_what_it_achieved() -> None:
    acts = told('{group(key: "ccr-protection-canada") {activities {edges {node {nature {code} status {code}}}}}}')
    assert sorted(one["nature"] for one in acts) == ["achievement"] * 3 + ["project"] * 3
    assert {(one["nature"], one["status"]) for one in acts} == {("achievement", "done"), ("project", "ongoing")}


def test_sources_that_disagree_stand_side_by_side() -> None:
    found = told('{group(key: "acces-garderie") {contradictions {attribute statements {value}}}}')
    said = {one["attribute"]: one["statements"] for one in found}
    assert said["superior_court_judgment_date"] == ["2022-04", "2022-05 (date d’un article)"]
    assert said["members"] == ["la CJM en est membre depuis 2023", "liste de six organismes, sans la CJM"]


@pytest.mark.parametrize(
    ("group", "day", "status"),
    [
        ("adaq", "2026-01-01", "active"),
        ("pagac-veille", "2026-01-01", "planned"),
        ("ccr-normes-2000", "2026-01-01", "unknown"),
        ("acces-garderie", "2018-08-31", "not_yet"),
    ],
)
def test_whether_a_group_is_at_work(group: str, day: str, status: str) -> None:
    query = "query ($key: String!, $day: Date) {group(key: $key, asOf: $day) {status}}"
    assert told(query, key=group, day=day) == status


def test_of_which_coalitions_the_clinic_is_a_member_and_how_that_is_known() -> None:
    fields = "memberships {edges {node {coalition {key} basis votes}}}"
    found = told(f'{{organization(key: "cjm", asOf: "2025-06-01") {{{fields}}}}}')
    assert {one["coalition"]: (one["basis"], one["votes"]) for one in found} == {
        **dict.fromkeys(("campreg", "ccr", "rohmi", "tcri"), ("stated", True)),
        **dict.fromkeys(("cusbn", "mrn"), ("participation", False)),
    }
