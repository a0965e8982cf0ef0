"""A network from files in the shape of the facts (demo/facts), for tests.

Small cases leave most fields out: what a case does not say is fully stated, confirmed and no obstacle. A row
with `hidden: true` has a label that no asker has.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from graph.model import (
    PRACTITIONERS,
    AgreementEdge,
    AgreementTerms,
    Answered,
    Area,
    IntakePeriod,
    Network,
    OrganizationNode,
    OrganizationState,
    Regions,
    ServiceNode,
    ServiceTerms,
    Taxonomies,
    Tree,
)
from graph.pathways import Question
from registry.core.dates import Basis, PartialDate, Period

Row = Mapping[str, Any]

FACTS = Path(__file__).resolve().parents[2] / "demo" / "facts"
SEEN = frozenset({"public"})
HIDDEN = frozenset({"nobody"})

_DATED: Row = {"since": "2020-01-01", "until": None, "as_of": "2026-03-10"}
_SERVICE: Row = {
    **_DATED,
    "needs": ["food"],
    "audience": "persons",
    "audience_also": [],
    "populations": ["everyone"],
    "populations_all": [],
    "age_min": None,
    "age_max": None,
    "languages": ["fr"],
    "door": "walk_in",
    "intake_periods": [{}],
    "eligibility": {},
    "areas": [{"type": "country", "code": "CA"}],
}
_CORRIDOR: Row = {
    "conditions": {},
    "needs": ["food"],
    "populations": [],
    "formality": "formal",
    "usable": True,
    "service": None,
    "promised_days": None,
    "observed": [],
}


def read_facts(folder: Path) -> Network:
    """The network of a folder whose files leave nothing out."""
    read = {
        name: json.loads((folder / f"{name}.json").read_text()) for name in ("organisations", "services", "relations")
    }
    organizations = [_organization(row) for row in read["organisations"]["organisations"]]
    known = {one.key for one in organizations}
    corridors = [row for row in read["relations"]["relations"] if row["type"] == "referral_corridor"]
    agreements = [_agreement({**row, **row["corridor"]}) for row in corridors]
    return Network(
        organizations=tuple(organizations),
        services=tuple(_service(row) for row in read["services"]["services"]),
        agreements=tuple(one for one in agreements if one.receiver in known),
        taxonomies=taxonomies(),
        regions=regions(),
    )


def network_of(case: Row) -> Network:
    """The network of a small case: `organisations`, `services`, `relations`, each with the fields that matter."""
    rows = {row["id"]: row for row in case["network"].get("organisations", [])}
    services = [{**_SERVICE, **row} for row in case["network"].get("services", [])]
    relations = [{**_DATED, **_CORRIDOR, **row} for row in case["network"].get("relations", [])]
    named = [row["organization"] for row in services]
    named += [row[end] for row in relations for end in ("from", "to") if row[end] != PRACTITIONERS]
    for key in (*named, case["query"].get("origin")):
        if key is not None:
            rows.setdefault(key, {"id": key})
    return Network(
        organizations=tuple(map(_organization, rows.values())),
        services=tuple(map(_service, services)),
        agreements=tuple(map(_agreement, relations)),
        taxonomies=taxonomies(),
        regions=regions(),
    )


def question_of(query: Row) -> Question:
    """The question of a small case: food on 10 March 2026, unless it says otherwise."""
    given = {"needs": ["food"], "date": "2026-03-10", **query}
    several = {key: tuple(given[key]) for key in ("needs", "languages", "populations") if key in given}
    relax = {"relax": frozenset(given["relax"])} if "relax" in given else {}
    return Question(**{**given, **several, **relax, "date": date.fromisoformat(given["date"])})


@cache
def taxonomies() -> Taxonomies:
    """The codes of the demonstration data."""
    read = json.loads((FACTS / "taxonomies.json").read_text())
    return Taxonomies(
        needs=Tree({row["code"]: row["broader"] for row in read["needs"]}),
        populations=Tree({row["code"]: row["broader"] for row in read["populations"]}),
        dimensions={row["code"]: row["dimension"] for row in read["populations"]},
        vague=frozenset(row["code"] for row in read["populations"] if row["vague"]),
        languages=frozenset(row["code"] for row in read["languages"]),
        facts=frozenset(row["code"] for row in read["condition_facts"]),
    )


@cache
def regions() -> Regions:
    """The regions and provinces of the demonstration data."""
    read = json.loads((FACTS / "regions.json").read_text())
    return Regions(
        province_of={row["code"]: row["province"] for row in read["regions"]},
        provinces=frozenset(row["code"] for row in read["provinces"]),
        borders={row["code"]: frozenset(row["adjacent"]) for row in (*read["regions"], *read["provinces"])},
    )


def _audience(row: Row) -> frozenset[str]:
    return HIDDEN if row.get("hidden") else SEEN


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _basis(row: Row, bound: str) -> Basis | None:
    basis = row.get(f"{bound}_basis", "stated" if row[bound] else None)
    return None if basis is None else Basis(basis)


def _period(row: Row) -> Period:
    return Period(
        since=_date(row["since"]),
        until=_date(row["until"]),
        since_basis=_basis(row, "since"),
        until_basis=_basis(row, "until"),
        ongoing=row.get("ongoing", row["until"] is None),
        as_of=_date(row["as_of"]),
    )


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _organization(row: Row) -> OrganizationNode:
    state = OrganizationState(row.get("status", "active"), _date(row.get("status_since")))
    return OrganizationNode(row["id"], _audience(row), (state,))


def _service(row: Row) -> ServiceNode:
    periods = [{**_DATED, "status": "open", **one} for one in row["intake_periods"]]
    terms = ServiceTerms(
        door=row["door"],
        needs=tuple(row["needs"]),
        audiences=frozenset({row["audience"], *row["audience_also"]}),
        populations=frozenset(row["populations"]),
        populations_all=frozenset(row["populations_all"]),
        age_min=row["age_min"],
        age_max=row["age_max"],
        all_facts=frozenset(row["eligibility"].get("all", [])),
        any_facts=frozenset(row["eligibility"].get("any", [])),
        languages=frozenset(row["languages"]),
        areas=frozenset(Area(one["type"], one["code"]) for one in row["areas"]),
    )
    return ServiceNode(
        key=row["id"],
        organization=row["organization"],
        audience=_audience(row),
        period=_period(row),
        terms=(terms,),
        intake=tuple(IntakePeriod(one["status"], _period(one), _number(one.get("wait_days"))) for one in periods),
    )


def _agreement(row: Row) -> AgreementEdge:
    terms = AgreementTerms(
        needs=frozenset(row["needs"]),
        populations=frozenset(row["populations"]),
        all_facts=frozenset(row["conditions"].get("all", [])),
        any_facts=frozenset(row["conditions"].get("any", [])),
        in_development=row["formality"] == "in_development",
        usable=row["usable"],
        promised_days=_number(row.get("promised_days")),
    )
    observed = [
        Answered(date.fromisoformat(one["date"]), Decimal(str(one["days"])), one["accepted"])
        for one in row.get("observed", [])
    ]
    return AgreementEdge(
        key=row["id"],
        giver=row["from"],
        receiver=row["to"],
        audience=_audience(row),
        period=_period(row),
        terms=(terms,),
        service=row["service"],
        observed=tuple(observed),
    )
