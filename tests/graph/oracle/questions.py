"""Random questions on a made-up network."""

from typing import Any

from tests.graph.oracle.codes import NEEDS, PROVINCES, REGIONS, STATUSES
from tests.graph.oracle.dice import Dice
from tests.graph.oracle.networks import DAY, Files

DAYS = ["2026-02-28", "2026-03-01", "2026-03-08", "2026-03-09", "2026-03-11", "2026-03-31", "2026-04-01"]
PAST = "2025-06-01"
SAID = [*STATUSES, "unaccompanied_minor", "women", "men", "women", "men", "homeless"]
FACTS = ["urgent", "pregnant", "homeless", "unaccompanied_minor", "refugee", "women", "immigrant", "precarious_status"]
KINDS = ["language", "region", "date", "practitioner"]
REFUSED: list[dict[str, Any]] = [
    {"needs": []},
    {"needs": ["fod"]},
    {"k": 0},
    {"k": 21},
    {"max_hops": 5},
    {"languages": ["xx"]},
    {"region": "99"},
    {"origin": "nobody"},
    {"populations": ["gar"], "facts": {"refugee": False}},
    {"populations": ["everyone"]},
    {"facts": {"practitioner_refers": True}},
]


def question(dice: Dice, files: Files) -> dict[str, Any]:
    """A query in the shape of the shared cases, every field given; now and then one that must be refused."""
    served = [code for row in files["services"]["services"] for code in row["needs"]]
    needs = [dice.choice(NEEDS if dice.rare(0.15) else served) for _ in range(dice.choice([1, 1, 2, 3, 4]))]
    query = {
        **asker(dice, files),
        "needs": needs,
        "populations": dice.some(SAID, 2) if dice.rare(0.5) else [],
        "age": dice.choice([0, 17, 18, 25, 26]) if dice.rare(0.5) else None,
        "facts": {code: dice.random() < 0.5 for code in dice.some(FACTS, 3)} if dice.rare(0.5) else {},
        "date": dice.choice([*DAYS, PAST]) if dice.rare(0.4) else DAY,
        "k": dice.choice([1, 2, 5, 5, 20]),
        "max_hops": dice.choice([0, 1, 2, 3, 4, 4, 4, 4]),
        "relax": dice.some(KINDS, 4) if dice.rare(0.3) else KINDS,
    }
    return {**query, **dice.choice(REFUSED)} if dice.rare(0.03) else query


def asker(dice: Dice, files: Files) -> dict[str, Any]:
    """Who asks, in which language and where; now and then so narrowly that one change opens nothing."""
    if dice.random() < 0.1:
        narrow = {"languages": [dice.choice(["ar", "ht"])], "region": dice.choice([*REGIONS, "ON"])}
        return {**narrow, "origin": None, "practitioner": False}
    starts = [row["from"] for row in files["relations"]["relations"] if row["from_type"] == "organization"]
    organizations = [row["id"] for row in files["organisations"]["organisations"]]
    return {
        "origin": dice.choice([*starts, *organizations[:1] * 4]) if dice.random() < 0.6 else None,
        "practitioner": dice.random() < 0.5,
        "languages": dice.some(["ar", "en", "fr", "ht"], 2) if dice.rare(0.4) else [],
        "region": dice.choice([*REGIONS, *PROVINCES]) if dice.rare(0.4) else None,
    }
