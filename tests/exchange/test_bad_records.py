"""Whatever is wrong in a folder is told in a sentence; the rest of it is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.loading import Outcome, load
from registry.directory.models import Organization
from tests.factories.facts import Files, entry, load_files, network

pytestmark = pytest.mark.django_db
Spoil = Callable[[Files], object]


def first(name: str, list_name: str | None = None) -> Callable[[Files], dict[str, Any]]:
    return lambda files: files[name][list_name or name][0]


ORGANIZATION, SERVICE, GROUP = first("organisations"), first("services"), first("groups")


def relation(position: int) -> Callable[[Files], dict[str, Any]]:
    return lambda files: files["relations"]["relations"][position]


MEMBER, PARTNERS, LISTED, CORRIDOR = map(relation, range(4))


def put(where: Callable[[Files], dict[str, Any]], **values: object) -> Spoil:
    return lambda files: where(files).update(values)


def drop(where: Callable[[Files], dict[str, Any]], name: str) -> Spoil:
    return lambda files: where(files).pop(name)


def corridor(**values: object) -> Spoil:
    return lambda files: CORRIDOR(files)["corridor"].update(values)


def period(**values: object) -> Spoil:
    return lambda files: SERVICE(files)["intake_periods"][0].update(values)


def term(taxonomy: str, **values: object) -> Spoil:
    return lambda files: files["taxonomies"][taxonomy][0].update(values)


BAD: list[tuple[str, Spoil, str, str]] = [
    ("unknown kind", put(ORGANIZATION, kind="castle"), "UNKNOWN_CODE", "kind"),
    ("kind is a number", put(ORGANIZATION, kind=7), "WRONG_TYPE", "kind"),
    ("unknown region", put(ORGANIZATION, region="99"), "UNKNOWN_CODE", "region"),
    ("a province as a region", put(ORGANIZATION, region="QC"), "UNKNOWN_CODE", "region"),
    ("unknown status", put(ORGANIZATION, status="asleep"), "UNKNOWN_CODE", "status"),
    ("impossible day", put(ORGANIZATION, status_since="2024-02-30"), "NOT_A_DATE", "status_since"),
    ("a date as a number", put(ORGANIZATION, founded=1999), "WRONG_TYPE", "founded"),
    ("a date in words", put(ORGANIZATION, founded="l'an dernier"), "NOT_A_DATE", "founded"),
    ("its own successor", put(ORGANIZATION, successor="porte"), "LOOP", "successor"),
    ("names are a list", put(ORGANIZATION, names=["La Porte"]), "WRONG_TYPE", "names"),
    ("a name is too long", put(ORGANIZATION, names={"fr": "x" * 301}), "TOO_LONG", "names.fr"),
    ("a control character", put(ORGANIZATION, city="La\x00val"), "NOT_A_TEXT", "city"),
    ("half a character", put(ORGANIZATION, city="La\ud800val"), "NOT_A_TEXT", "city"),
    ("a script as web site", put(ORGANIZATION, website="javascript:alert(1)"), "NOT_A_WEB_ADDRESS", "website"),
    ("no e-mail", put(ORGANIZATION, contact={"email": "accueil"}), "NOT_AN_EMAIL", "contact.email"),
    ("no phone", put(ORGANIZATION, contact={"phone": "demain"}), "NOT_A_PHONE", "contact.phone"),
    ("somebody's phone", put(ORGANIZATION, note="appeler 514 555-0199"), "PERSONAL_DETAIL", "note"),
    ("hidden is a word", put(ORGANIZATION, hidden="yes"), "WRONG_TYPE", "hidden"),
    ("a moving date", put(ORGANIZATION, as_of="@today-3"), "MOVING_DATE", "as_of"),
    ("a source without a place", put(ORGANIZATION, sources=[{"type": "url"}]), "MISSING", "sources[0].ref"),
    (
        "a source of no type",
        put(ORGANIZATION, sources=[{"type": "dream", "ref": "x"}]),
        "UNKNOWN_CODE",
        "sources[0].type",
    ),
    ("a source is a text", put(ORGANIZATION, sources=["x"]), "WRONG_TYPE", "sources[0]"),
    (
        "a page below zero",
        put(ORGANIZATION, sources=[{"type": "own", "ref": "x", "page": -1}]),
        "NUMBER_OUT_OF_RANGE",
        "sources[0].page",
    ),
    (
        "a former name without a name",
        put(ORGANIZATION, former_names=[{"lang": "fr"}]),
        "MISSING",
        "former_names[0].name",
    ),
    ("an organization with a group's id", put(ORGANIZATION, id="villes"), "ID_TAKEN", "id"),
    ("a group with an organization's id", put(GROUP, id="porte"), "ID_TAKEN", "id"),
    ("a group of nobody", put(GROUP, body="nobody"), "UNKNOWN_REFERENCE", "body"),
    ("a group above itself", put(GROUP, parent="villes"), "LOOP", "parent"),
    ("a service of nobody", put(SERVICE, organization="nobody"), "UNKNOWN_REFERENCE", "organization"),
    ("a service without organization", drop(SERVICE, "organization"), "MISSING", "organization"),
    ("a service without door", drop(SERVICE, "door"), "MISSING", "door"),
    ("unknown door", put(SERVICE, door="window"), "UNKNOWN_CODE", "door"),
    ("unknown need", put(SERVICE, needs=["food", "gold"]), "UNKNOWN_CODE", "needs"),
    ("needs are a text", put(SERVICE, needs="food"), "WRONG_TYPE", "needs"),
    ("a need is a number", put(SERVICE, needs=[3]), "UNKNOWN_CODE", "needs"),
    ("unknown language", put(SERVICE, languages=["tlh"]), "UNKNOWN_CODE", "languages"),
    ("an age with decimals", put(SERVICE, age_min=11.5), "WRONG_TYPE", "age_min"),
    ("an age of 900", put(SERVICE, age_max=900), "NUMBER_OUT_OF_RANGE", "age_max"),
    ("ages reversed", put(SERVICE, age_min=20, age_max=10), "NUMBER_OUT_OF_RANGE", "age_max"),
    ("ends before it begins", put(SERVICE, since="2025", until="2024"), "DATES_REVERSED", "until"),
    ("unknown fact", put(SERVICE, eligibility={"all": ["rich"]}), "UNKNOWN_CODE", "eligibility.all"),
    ("an area on the moon", put(SERVICE, areas=[{"type": "moon", "code": "06"}]), "UNKNOWN_CODE", "areas[0].type"),
    ("an area without code", put(SERVICE, areas=[{"type": "region"}]), "MISSING", "areas[0].code"),
    ("unknown intake status", period(status="ajar"), "UNKNOWN_CODE", "intake_periods[0].status"),
    ("an intake without status", period(status=None), "MISSING", "intake_periods[0].status"),
    ("an endless wait", period(wait_days=1e9), "NUMBER_OUT_OF_RANGE", "intake_periods[0].wait_days"),
    ("true as a wait", period(wait_days=True), "WRONG_TYPE", "intake_periods[0].wait_days"),
    ("a relation of no type", drop(PARTNERS, "type"), "MISSING", "type"),
    ("a relation of unknown type", put(PARTNERS, type="rivalry"), "UNKNOWN_CODE", "type"),
    ("a relation from a group", put(PARTNERS, from_type="group"), "WRONG_END", "from_type"),
    ("a relation to nobody", put(PARTNERS, to="nobody"), "UNKNOWN_REFERENCE", "to"),
    ("a relation with itself", put(PARTNERS, to="porte"), "SAME_THING", "to"),
    ("an act that lasts", put(PARTNERS, date="2024", since="2023"), "DATE_AND_PERIOD", "date"),
    ("a member of no coalition", put(MEMBER, to="table"), "NOT_A_COALITION", "to"),
    ("on a list that isn't there", put(LISTED, to="nobody"), "UNKNOWN_REFERENCE", "to"),
    ("an agreement without terms", drop(CORRIDOR, "corridor"), "MISSING", "corridor"),
    ("an agreement of unknown form", corridor(formality="secret"), "UNKNOWN_CODE", "corridor.formality"),
    ("an agreement into nothing", corridor(service="nobody"), "UNKNOWN_REFERENCE", "corridor.service"),
    (
        "an agreement into another's service",
        put(CORRIDOR, to="ronde", corridor={"service": "repas", "formality": "formal"}),
        "NOT_OF_TARGET",
        "corridor.service",
    ),
    (
        "an answer without a day",
        corridor(metrics={"observed": [{"days": 1, "accepted": True}]}),
        "MISSING",
        "corridor.metrics.observed[0].date",
    ),
    (
        "an answer in some month",
        corridor(metrics={"observed": [{"date": "2026-03", "days": 1, "accepted": True}]}),
        "NOT_A_DAY",
        "corridor.metrics.observed[0].date",
    ),
    (
        "a promise of less than nothing",
        corridor(metrics={"promised_days": -1}),
        "NUMBER_OUT_OF_RANGE",
        "corridor.metrics.promised_days",
    ),
    ("one statement alone", put(first("contradictions"), statements=[{"value": "12"}]), "MISSING", "statements"),
    ("about a planet", put(first("contradictions"), subject_type="planet"), "WRONG_END", "subject_type"),
    ("about nobody", put(first("contradictions"), subject="nobody"), "UNKNOWN_REFERENCE", "subject"),
    (
        "a number of a year",
        put(first("contradictions"), statements=[{"value": "a", "number": "12"}, {"value": "b"}]),
        "WRONG_TYPE",
        "statements[0].number",
    ),
    ("an endless code", term("fees", code="x" * 40), "BAD_ID", "code"),
    ("a code above itself", term("fees", broader="free"), "LOOP", "broader"),
    ("a code under nothing", term("fees", broader="cheap"), "UNKNOWN_REFERENCE", "broader"),
    ("an id with a slash", put(PARTNERS, id="a/b"), "BAD_ID", "id"),
    ("an id of spaces", put(PARTNERS, id="a b"), "BAD_ID", "id"),
    ("an id that is a number", put(PARTNERS, id=12), "BAD_ID", "id"),
    ("an endless id", put(PARTNERS, id="x" * 61), "BAD_ID", "id"),
    ("no id", drop(PARTNERS, "id"), "NO_ID", "id"),
    ("an id twice", lambda files: files["relations"]["relations"].append(dict(PARTNERS(files))), "TWICE", "id"),
    ("a record that is none", lambda files: files["relations"]["relations"].append("x"), "NOT_AN_OBJECT", ""),
]


@pytest.mark.parametrize(("spoil", "code", "field"), [pytest.param(*bad[1:], id=bad[0]) for bad in BAD])
def test_a_bad_record_is_named_and_the_others_are_loaded(tmp_path: Path, spoil: Spoil, code: str, field: str) -> None:
    files = network()
    spoil(files)
    report = load_files(tmp_path, files)
    assert (code, field) in {(flaw.code, flaw.field) for entry in report.refused for flaw in entry.flaws}
    assert all(
        str(flaw.sentence).endswith(".") or ":" in str(flaw.sentence)
        for entry in report.refused
        for flaw in entry.flaws
    )
    assert Organization.objects.filter(key="table").exists()
    assert Organization.objects.filter(key="ronde").exists()


BAD_FILES = [
    ("organisations", "{", "NOT_JSON"),
    ("organisations", "", "NOT_JSON"),
    ("organisations", "[]", "NO_LIST"),
    ("organisations", "{}", "NO_LIST"),
    ("organisations", '{"organisations": {}}', "NO_LIST"),
    ("organisations", '{"organisations": [{"id": "a", "founded": NaN}]}', "NOT_JSON"),
    ("organisations", "[" * 100_000, "NOT_JSON"),
    ("organisations", '{"organisations": ' + "9" * 5000 + "}", "NOT_JSON"),
    ("regions", '{"regions": []}', "NO_LIST"),
    ("activities", "nothing", "NOT_JSON"),
]


@pytest.mark.parametrize(("name", "text", "code"), BAD_FILES)
def test_a_bad_file_is_told_and_the_others_are_loaded(tmp_path: Path, name: str, text: str, code: str) -> None:
    files = network() | {name: text}
    report = load_files(tmp_path, files)
    assert code in {flaw.code for entry in report.refused for flaw in entry.flaws if entry.file == f"{name}.json"}


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "organisations.json").write_bytes('{"organisations": [{"id": "é"}]}'.encode("latin-1"))
    assert [entry.flaws[0].code for entry in load(tmp_path).refused] == ["NOT_UTF8"]


def test_a_folder_that_is_not_there_or_empty(tmp_path: Path) -> None:
    assert [entry.flaws[0].code for entry in load(tmp_path / "nowhere").refused] == ["NO_FOLDER"]
    assert [entry.flaws[0].code for entry in load(tmp_path).refused] == ["NO_FILES"]


def test_who_refers_to_a_refused_record_is_refused_too(tmp_path: Path) -> None:
    files = network()
    ORGANIZATION(files)["kind"] = "castle"
    files["taxonomies"]["needs"] += [
        {"code": "soup", "broader": "gold", "labels": {}},
        {"code": "broth", "broader": "soup", "labels": {}},
    ]
    report = load_files(tmp_path, files)
    assert {entry.key for entry in report.refused} == {
        *("porte", "repas", "membre", "ensemble", "corridor", "con-1", "needs:soup", "needs:broth"),
    }
    assert set(Organization.objects.values_list("key", flat=True)) == {"table", "ronde"}


def test_an_unknown_successor_is_left_out_and_told_until_it_comes(tmp_path: Path) -> None:
    files = network()
    ORGANIZATION(files).update(status="merged", successor="suite")
    for outcome in (Outcome.NEW, Outcome.UNCHANGED):
        report = load_files(tmp_path, files)
        assert report.refused == []
        told = entry(report, "porte")
        assert (told.outcome, told.flaws[0].code) == (outcome, "UNKNOWN_REFERENCE")
    files["organisations"]["organisations"].append({"id": "suite"})
    assert entry(load_files(tmp_path, files), "porte").flaws == ()
    assert Organization.objects.get(key="porte").states.get().successor == Organization.objects.get(key="suite")


def test_a_folder_may_leave_out_what_is_there_already(tmp_path: Path) -> None:
    files = network()
    load_files(tmp_path / "all", files)
    more = {"services": {"services": [{"id": "soupe", "organization": "table", "door": "self"}]}}
    report = load_files(tmp_path / "more", more)
    assert report.refused == []
    assert [entry.outcome.value for entry in report.entries] == ["new"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
FIELDS = [
    (name, list_name, position, field)
    for name, content_ in network().items()
    if name != "taxonomies"
    for list_name, rows in content_.items()
    for position, row in enumerate(rows)
    for field in row
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from(FIELDS), value=values)
def test_no_value_anywhere_breaks_the_loading(tmp_path: Path, where: tuple[str, str, int, str], value: object) -> None:
    name, list_name, position, field = where
    files = network()
    files[name][list_name][position][field] = value
    report = load_files(tmp_path, files)
    assert report.entries
