"""Networks in which many pathways cost alike, so that joint plans tie: docs/pathways.md §6."""

from itertools import pairwise

from tests.graph.oracle.codes import FAMILIES
from tests.graph.oracle.dice import Dice
from tests.graph.oracle.networks import DAY, ORGANIZATIONS, SERVICES, Files, Row, agreement, files_of, service
from tests.graph.oracle.questions import KINDS

# Each wait, hop and unknown costs a multiple of half a day, of which four are another organization's cost.
WAITS = [0, 0, 1, 1, 0.5, 2]
PROMISED = [0, 0, 0.7, 1.4]
NEEDS = ["food", "material_aid", "legal_family", "reception"]


def crowd(dice: Dice) -> tuple[Files, Row]:
    """A network of few organizations with much on offer, and a question of several needs; nothing is an obstacle."""
    dice.noise, dice.straight = 0, dice.choice([0.2, 0.5])
    told = dice.choice([0.3, 1])
    organizations = dice.some(ORGANIZATIONS, 4, 3)
    needs = dice.some(NEEDS, 4, 2)
    services = [_offer(dice, code, organizations, needs, told) for code in dice.some(SERVICES, 10, 6)]
    ways = [*pairwise(organizations), *((organizations[0], end) for end in organizations[1:])]
    relations = [_way(dice, f"r{place}", way, organizations) for place, way in enumerate(ways)]
    query: Row = {
        "origin": dice.choice([None, organizations[0], organizations[0], organizations[0]]),
        "needs": needs,
        "languages": ["fr"],
        "populations": ["women"],
        "age": None,
        "facts": {},
        "region": "06",
        "date": DAY,
        "practitioner": False,
        "k": 5,
        "max_hops": 4,
        "relax": KINDS[:1],
    }
    return files_of(dice, organizations, services, relations), query


def _offer(dice: Dice, code: str, organizations: list[str], needs: list[str], told: float) -> Row:
    """A service that states everything, or leaves up to three things unknown; `told` is the share of the former."""
    row = service(dice, code, organizations, needs)
    stated = dice.random() < told
    period = {**row["intake_periods"][0], "since": "2020-01-01", "until": None, "as_of": DAY, "status": "waitlist"}
    return {
        **row,
        "needs": [dice.choice(needs)],
        "door": "walk_in" if dice.random() < dice.straight else "agreement_only",
        "languages": ["fr"] if stated else [],
        "populations": ["women"] if stated or dice.random() < 0.5 else [],
        "areas": [] if not stated and dice.random() < 0.3 else row["areas"],
        "intake_periods": [{**period, "wait_days": dice.choice(WAITS)}],
    }


def _way(dice: Dice, code: str, way: tuple[str, str], organizations: list[str]) -> Row:
    row = agreement(dice, code, organizations, [], FAMILIES[0])
    metrics = {"promised_days": dice.choice(PROMISED), "observed": []}
    corridor = {**row["corridor"], "needs": NEEDS, "metrics": metrics}
    return {**row, "from_type": "organization", "from": way[0], "to": way[1], "corridor": corridor}
