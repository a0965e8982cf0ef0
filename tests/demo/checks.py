"""What must be true of any folder of facts (demo/facts/README.md): each check names the failures it finds."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from registry.core.dates import PartialDate
from tests.demo.folders import RECORDS, Folder, Row, parts, values

# Field → list of codes. A field is a dotted path, a list on the way stands for each of its elements.
CODES = {
    "organisations": {
        "kind": "organization_kinds",
        "status": "org_statuses",
        "region": "regions",
        "province": "provinces",
    },
    "groups": {"kind": "group_kinds", "composition_rule": "composition_rules", "province": "provinces"},
    "relations": {
        "type": "relation_types",
        "basis": "bases",
        "since_basis": "bases",
        "until_basis": "bases",
        "role": "seat_roles",
        "quantities.unit": "units",
        "quantities.approx": "approximations",
        "corridor.needs": "needs",
        "corridor.populations": "populations",
        "corridor.populations_basis": "bases",
        "corridor.conditions.all": "condition_facts",
        "corridor.conditions.any": "condition_facts",
        "corridor.formality": "formalities",
    },
    "activities": {
        "kind": "activity_kinds",
        "nature": "activity_natures",
        "status": "activity_statuses",
        "impact_kind": "impact_kinds",
        "parties.role": "party_roles",
        "quantities.unit": "units",
    },
    "services": {
        "needs": "needs",
        "audience": "audiences",
        "audience_also": "audiences",
        "populations": "populations",
        "populations_all": "populations",
        "languages": "languages",
        "languages_basis": "bases",
        "door": "doors",
        "door_basis": "bases",
        "areas_basis": "bases",
        "intake_periods.status": "intake_statuses",
        "intake_interruptions.status": "intake_statuses",
        "eligibility.all": "condition_facts",
        "eligibility.any": "condition_facts",
        "fee": "fees",
        "region": "regions",
        "province": "provinces",
    },
    "measures": {"unit": "units", "approx": "approximations"},
    "resolutions": {"assembly_basis": "bases", "group_basis": "bases"},
    "contradictions": {"kind": "contradiction_kinds"},
    "concerns": {},
    "meetings": {"attendance.role": "seat_roles"},
}
# Field → lists of records in which the id must be found.
REFERENCES = {
    "organisations": {"successor": ["organisations"]},
    "groups": {
        "body": ["organisations"],
        "coalition": ["organisations"],
        "parent": ["groups"],
        "rule_set": ["rules"],
    },
    "rules": {"applies_to": ["organisations", "groups"]},
    "relations": {"corridor.service": ["services"]},
    "activities": {"group": ["groups"], "service": ["services"], "about": ["organisations", "groups"]},
    "services": {"organization": ["organisations"], "measures": ["measures"]},
    "measures": {"service": ["services"]},
    "resolutions": {"group": ["groups"], "body": ["organisations"]},
    "contradictions": {"statements.measure": ["measures"]},
    "concerns": {
        "group": ["groups"],
        "passed_from": ["groups"],
        "joined_to": ["concerns"],
        "raisers.organization": ["organisations"],
    },
    "meetings": {
        "group": ["groups"],
        "coalition": ["organisations"],
        "agenda.concern": ["concerns"],
        "agenda.resolution": ["resolutions"],
        "attendance.organization": ["organisations"],
        "outcomes.by": ["organisations"],
        "outcomes.concern": ["concerns"],
        "outcomes.resolution": ["resolutions"],
        "resolutions": ["resolutions"],
    },
}
LIST_OF = {
    "organization": "organisations",
    "group": "groups",
    "service": "services",
    "activity": "activities",
}
DATES = {
    *("since", "until", "as_of", "date", "at", "founded", "status_since", "assembly", "decided_on", "due"),
    *("on", "raised_on", "passed_on", "submitted_on", "approved_on"),
}
FORBIDDEN = {
    "an e-mail address": re.compile(r"[\w.+-]+@(?![\w.-]+\.example\b)[\w-]+\.[\w.-]+", re.IGNORECASE),
    "a phone number": re.compile(r"(?<![\d/._-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)"),
    "a street address": re.compile(
        r"\b\d{1,5}[a-d]?,?\s+(?:rue|avenue|boul\w*|chemin|rang|montée|côte|place)\s"
        r"|\b\d{1,5}\s+[\w’'-]+\s(?:street|st\.|avenue|ave\.|road|rd\.|blvd)(?!\w)",
        re.IGNORECASE,
    ),
    "a postal code": re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),
    "a machine path": re.compile(r"(?<![\w/.])/(?:home|tmp|root|usr|var|etc|opt|mnt|work|Users)/"),
}


def files_say_what_they_hold(folder: Folder) -> Iterator[str]:
    for name, content in folder.files.items():
        meta = content.get("meta", {})
        if not meta.get("about"):
            yield f"{name}: nothing says what it is about"
        if name in CODES and meta.get("count") != len(folder.rows(name)):
            yield f"{name}: {len(folder.rows(name))} records, not {meta.get('count')}"


def records_of_a_list_have_the_same_fields(folder: Folder) -> Iterator[str]:
    for name in CODES:  # rule sets differ by kind, and are in no list of codes
        shapes = {frozenset(row) for row in folder.rows(name)}
        if len(shapes) > 1:
            yield f"{name}: {sorted(frozenset.union(*shapes) - frozenset.intersection(*shapes))} not everywhere"


def ids_are_unique(folder: Folder) -> Iterator[str]:
    for name in {name for name, _ in folder.records()}:
        seen = Counter(row["id"] for row in folder.rows(name))
        seen.update(folder.base.ids(name) if folder.base else ())
        yield from (f"{name}/{one}: used twice" for one, times in seen.items() if times > 1)
    yield from (f"{one}: an organization and a group" for one in folder.ids("organisations") & folder.ids("groups"))


def codes_exist(folder: Folder) -> Iterator[str]:
    for name, fields in CODES.items():
        for path, taxonomy in {**fields, "confidence": "confidence_levels"}.items():
            known = folder.codes(taxonomy)
            for row in folder.rows(name):
                for code in values(row, path):
                    if code not in known:
                        yield f"{name}/{row['id']}: {path} {code!r} is no code of {taxonomy}"


def areas_exist(folder: Folder) -> Iterator[str]:
    known = {
        "region": folder.codes("regions"),
        "province": folder.codes("provinces"),
        "country": {"CA", "US"},
    }
    for row in folder.rows("services"):
        for area in row["areas"]:
            if area["code"] not in known.get(area["type"], ()):
                yield f"services/{row['id']}: no area {area}"


def references_resolve(folder: Folder) -> Iterator[str]:
    known = {name: folder.ids(name) for name in RECORDS}
    for name, row in folder.records():
        for path, lists in REFERENCES.get(name, {}).items():
            for one in values(row, path):
                if not any(one in known[of] for of in lists):
                    yield f"{name}/{row['id']}: {path} {one!r} does not resolve"
        for kind, one in _typed_references(row):
            if kind != "framework" and one not in known[LIST_OF[kind]]:
                yield f"{name}/{row['id']}: {kind} {one!r} does not resolve"


def _typed_references(row: Row) -> Iterator[tuple[str, str]]:
    """References whose kind stands beside them: both ends of a relation, parties, subjects."""
    for key in ("from", "to", "subject"):
        if f"{key}_type" in row:
            yield row[f"{key}_type"], row[key]
    for party in row.get("parties", []):
        yield party["type"], party["id"]


def relations_link_what_their_type_links(folder: Folder) -> Iterator[str]:
    types = {row["code"]: row for row in folder.file("taxonomies")["relation_types"]}
    for row in folder.rows("relations"):
        where, kind = f"relations/{row['id']}", types[row["type"]]
        for end in ("from", "to"):
            if row[f"{end}_type"] not in kind[f"{end}_types"]:
                yield f"{where}: a {row[f'{end}_type']} cannot be the {end} of {row['type']}"
        if row["from"] == row["to"]:
            yield f"{where}: a loop"
        if (row["corridor"] is None) == (row["type"] == "referral_corridor"):
            yield f"{where}: the terms of an agreement belong to agreements only"


def agreements_say_what_they_are_for(folder: Folder) -> Iterator[str]:
    service_of = {row["id"]: row["organization"] for row in folder.rows("services")}
    for row in folder.rows("relations"):
        terms = row["corridor"]
        if terms and not terms["needs"]:
            yield f"relations/{row['id']}: covers no need"
        if terms and terms["formality"] == "in_development" and terms["usable"]:
            yield f"relations/{row['id']}: in development, so not usable"
        if terms and terms["service"] and service_of[terms["service"]] != row["to"]:
            yield f"relations/{row['id']}: the service is not that of its end"


def dates_parse_and_periods_run_forward(folder: Folder) -> Iterator[str]:
    for name, row in folder.records():
        for where, part in parts(row, f"{name}/{row['id']}"):
            if isinstance(part, dict):
                yield from _bad_dates(where, part)


def _bad_dates(where: str, row: Row) -> Iterator[str]:
    try:
        known = {key: PartialDate.parse(row[key]) for key in DATES & row.keys() if row[key] is not None}
    except (TypeError, ValueError) as error:
        yield f"{where}: {error}"
        return
    since, until = known.get("since"), known.get("until")
    repeats = row.get("kind") in ("year", "month")  # both bounds name the period itself
    if since and until and not repeats and (since == until or since.first_day >= until.first_day):
        yield f"{where}: since {since} is not before until {until}"
    if until and row.get("ongoing"):
        yield f"{where}: goes on, and yet has an end"


def intake_periods_follow_each_other(folder: Folder) -> Iterator[str]:
    for row in folder.rows("services"):
        periods = row["intake_periods"]
        for before, after in pairwise(periods):
            end, start = before["until"], after["since"]
            if not end or not start or _first_day(end) > _first_day(start):
                yield f"services/{row['id']}: intake periods overlap"
        for period in periods:
            if period.get("wait_days") is not None and period["status"] != "waitlist":
                yield f"services/{row['id']}: a wait, and no waiting list"


def _first_day(text: str) -> Any:
    return PartialDate.parse(text).first_day


def trees_have_no_cycle(folder: Folder) -> Iterator[str]:
    for name in ("needs", "populations"):
        broader = {row["code"]: row["broader"] for row in folder.file("taxonomies")[name]}
        for start in broader:
            here, seen = broader[start], {start}
            while here is not None and here in broader and here not in seen:
                seen.add(here)
                here = broader[here]
            if here is not None:
                yield f"{name}/{start}: never reaches the top"


def labels_are_in_three_languages(folder: Folder) -> Iterator[str]:
    named = [(where, row, "labels") for where, row in parts(folder.file("taxonomies"), "taxonomies")]
    named += [(where, row, "names") for where, row in parts(folder.file("regions"), "regions")]
    for where, row, key in named:
        if isinstance(row, dict) and "code" in row and not all(row[key].get(one) for one in ("fr", "en", "es")):
            yield f"{where}: a label is missing"


def adjacency_is_symmetrical(folder: Folder) -> Iterator[str]:
    for name in ("regions", "provinces"):
        adjacent = {row["code"]: row["adjacent"] for row in folder.file("regions")[name]}
        for code, others in adjacent.items():
            for other in others:
                if other == code or code not in adjacent.get(other, ()):
                    yield f"{name}/{code}: {other} does not lie beside it in return"


def every_record_has_a_source(folder: Folder) -> Iterator[str]:
    for name, row in folder.records():
        if not row["sources"]:
            yield f"{name}/{row['id']}: no source"
        for where, source in parts(row, f"{name}/{row['id']}"):
            if "/sources/" in where and isinstance(source, dict) and not (source["type"] and source["ref"]):
                yield f"{where}: a source without a name"


def housing_is_a_confidential_site(folder: Folder) -> Iterator[str]:
    sites = {row["id"] for row in folder.rows("organisations") if row["confidential_site"]}
    for row in folder.rows("organisations"):
        if row["id"] in sites and not row["address_withheld"]:
            yield f"organisations/{row['id']}: its address is not withheld"
    for row in folder.rows("services"):
        if {"emergency_shelter", "temporary_housing"} & {*row["needs"]} and row["organization"] not in sites:
            yield f"services/{row['id']}: houses people at a site that is not confidential"


def nothing_identifies_a_person_or_a_place(folder: Folder) -> Iterator[str]:
    for name, content in folder.files.items():
        for where, text in parts(content, name):
            for what, pattern in FORBIDDEN.items():
                if isinstance(text, str) and pattern.search(text):
                    yield f"{where}: looks like {what}"


CHECKS = (
    files_say_what_they_hold,
    records_of_a_list_have_the_same_fields,
    ids_are_unique,
    codes_exist,
    areas_exist,
    references_resolve,
    relations_link_what_their_type_links,
    agreements_say_what_they_are_for,
    dates_parse_and_periods_run_forward,
    intake_periods_follow_each_other,
    trees_have_no_cycle,
    labels_are_in_three_languages,
    adjacency_is_symmetrical,
    every_record_has_a_source,
    housing_is_a_confidential_site,
    nothing_identifies_a_person_or_a_place,
)
