"""The search against every chain that there is, on small random networks."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engines.embedded import EmbeddedEngine
from tests.graph.builder import SEEN, network_of, question_of
from tests.graph.written import written

ORGANIZATIONS = "abcde"
Row = dict[str, Any]


@st.composite
def networks(draw: st.DrawFn) -> Row:
    """Organizations, doors and agreements, some of them to confirm; one step costs whole days."""
    organization, doubt = st.sampled_from(ORGANIZATIONS), st.booleans()
    doors = st.sampled_from(["walk_in", "agreement_only", "government_referral"])
    services = [
        {"id": f"s{number}", "organization": owner, "door": door, "languages": [] if doubtful else ["fr"]}
        for number, (owner, door, doubtful) in enumerate(
            draw(st.lists(st.tuples(organization, doors, doubt), max_size=4))
        )
    ]
    ends = st.tuples(organization, organization, st.integers(0, 3), doubt, st.integers(0, 7))
    relations = [
        {"id": f"r{number}", "from": giver, "to": receiver, "promised_days": 0.7 * days}
        | ({"as_of": None} if doubtful else {})
        | _naming(receiver, services, named)
        for number, (giver, receiver, days, doubtful, named) in enumerate(draw(st.lists(ends, max_size=9)))
    ]
    doubtful = draw(st.sets(organization, max_size=2))
    states = [{"id": key, "status": "unknown" if key in doubtful else "active"} for key in ORGANIZATIONS]
    return {"organisations": states, "services": services, "relations": relations}


def _naming(receiver: str, services: list[Row], choice: int) -> Row:
    own = [row["id"] for row in services if row["organization"] == receiver]
    return {"service": own[choice]} if choice < len(own) else {}


def every_pathway(network: Row, max_hops: int) -> list[Row]:
    """Each pathway from `a`, by going through everything, sorted, the best of its parallels only."""
    opened: list[tuple[Row, list[str], list[Row]]] = [
        (row, [row["organization"]], [])
        for row in network["services"]
        if row["door"] == "walk_in" or row["organization"] == "a"
    ]
    found = [_written(network, *one) for one in chain(opened, _chains(network, ["a"], [], max_hops))]
    found.sort(key=_order)
    best: dict[tuple[Any, ...], Row] = {}
    for one in found:
        best.setdefault((tuple(one["organizations"]), one["service"]), one)
    return list(best.values())


def _order(one: Row) -> tuple[Any, ...]:
    return tuple(one[part] for part in ("tier", "cost", "hops", "organizations", "service", "agreements"))


def _chains(network: Row, met: list[str], used: list[Row], left: int) -> Iterator[tuple[Row, list[str], list[Row]]]:
    for row in network["relations"] if left else ():
        if row["from"] != met[-1] or row["to"] in met:
            continue
        for service in network["services"]:
            named = row.get("service")
            opens = service["id"] == named if named else service["door"] != "government_referral"
            if service["organization"] == row["to"] and opens:
                yield service, [*met, row["to"]], [*used, row]
        if "service" not in row:
            yield from _chains(network, [*met, row["to"]], [*used, row], left - 1)


def _written(network: Row, service: Row, met: list[str], used: list[Row]) -> Row:
    doubtful = {row["id"] for row in network["organisations"] if row["status"] == "unknown"}
    unknown = [f"confirmed:{row['id']}" for row in used if "as_of" in row]
    unknown += [f"exists:{key}" for key in met[:-1] if key in doubtful]
    unknown += [f"exists:{service['id']}"] if met[-1] in doubtful else []
    unknown += [] if service["languages"] else [f"language:{service['id']}"]
    return {
        "tier": "to_confirm" if unknown else "certain",
        "cost": sum(round(row["promised_days"] / 0.7) * 1000 for row in used) + 500 * len(unknown),
        "hops": len(used),
        "organizations": met,
        "agreements": [row["id"] for row in used],
        "service": service["id"],
        "unknown": sorted(unknown),
    }


@settings(max_examples=150, deadline=None)
@given(networks(), st.integers(0, 4), st.integers(1, 20))
def test_the_first_k_of_every_pathway_there_is(network: Row, max_hops: int, k: int) -> None:
    query = {"origin": "a", "languages": ["fr"], "max_hops": max_hops, "k": k, "relax": []}
    engine = EmbeddedEngine()
    engine.load(network_of({"network": network, "query": query}), 1)
    answer = written(engine.ask(question_of(query), SEEN))

    expected = every_pathway(network, max_hops)
    assert answer.get("needs", {}).get("food", []) == expected[:k]
    reached = {one["service"] for one in expected}
    government = {row["id"] for row in network["services"] if row["door"] == "government_referral"}
    assert set(answer.get("apart", {}).get("food", [])) == government - reached
    if not expected:
        assert dict(answer["none"]["food"]["funnel"])["hops"] == 0
