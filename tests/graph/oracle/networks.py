"""Small random networks in the shape of the facts, made so that rules meet their boundaries.

Most of a row is no obstacle, so that most questions find something; what is left is drawn close to DAY.
"""

from itertools import pairwise
from typing import Any

from tests.graph.oracle.codes import FACTS, FAMILIES, NEEDS, POPULATIONS, REGIONS, lists
from tests.graph.oracle.dates import span
from tests.graph.oracle.dice import Dice

Row = dict[str, Any]
Files = dict[str, Any]

DAY = "2026-03-10"
LONG_AGO = "2020-01-01"
NEAR = [
    "2026-02-28",
    "2026-03-01",
    "2026-03-09",
    DAY,
    "2026-03-11",
    "2026-03-31",
    "2026-04-01",
    "2026-06-08",
    "2026-06-09",
]
MONTHS = ["2026-01", "2026-02", "2026-03", "2026-03", "2026-04", "2026", "2026"]
# As old as it takes to grow old that day, and one day older, for each kind of statement.
AGES = ["2026-02-08", "2026-02-07", "2025-12-10", "2025-12-09", "2025-03-10", "2025-03-09", "2026-02", "2026-03"]
ORGANIZATIONS = ["a", "b", "b10", "b9", "c", "d", "e"]
SERVICES = ["s", "s1", "s10", "s9", "t", "u", "v", "w", "x", "y"]
AGREEMENTS = ["r", *(f"r{number}" for number in range(1, 12))]
PROMISED = [None, None, None, 0, 0.35035, 0.7, 1.4, 3, 7]


def moment(dice: Dice) -> str:
    """A date near the day, of any precision."""
    return dice.choice(MONTHS if dice.random() < 0.5 else NEAR)


def basis(dice: Dice) -> str:
    return dice.choice(["stated", "stated", "stated", "inferred", "period"])


def seen(dice: Dice) -> str | None:
    """An `as_of`: mostly that day, else as old as the limits, near, or none."""
    if not dice.rare(0.3):
        return DAY
    return dice.choice([None, *AGES, moment(dice)])


def dated(dice: Dice, since: str | None, until: str | None) -> Row:
    return {
        "since": since,
        "until": until,
        "since_basis": basis(dice) if since else None,
        "until_basis": basis(dice) if until else None,
        "ongoing": False if until else dice.choice([True, True, None]),
        "as_of": seen(dice),
    }


def period(dice: Dice, share: float = 0.2) -> Row:
    """When a service or an agreement holds: mostly since long ago and still."""
    since = moment(dice) if dice.rare(share) else LONG_AGO
    until = moment(dice) if dice.rare(share) else None
    if until is not None and span(since)[0] >= span(until)[0]:
        since = LONG_AGO
    row = dated(dice, None if dice.rare(0.1) else since, until)
    return {**row, "ongoing": False} if until is None and dice.rare(0.05) else row


def intake_periods(dice: Dice) -> list[Row]:
    """In order, without overlap: mostly one, else up to four around bounds that may be imprecise or leave a gap."""
    if dice.rare(0.05):
        return []
    moments = {moment(dice) for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 3]))}
    ends = [*sorted(moments, key=span), None]
    starts = [dice.choice([LONG_AGO, LONG_AGO, None])]
    starts += [later(dice, one, other) for one, other in pairwise(ends) if one]
    rows = [{**dated(dice, *bounds), **state(dice)} for bounds in zip(starts, ends, strict=True)]
    return [row for row in rows if len(rows) == 1 or not dice.rare(0.1)]


def later(dice: Dice, bound: str, until: str | None) -> str:
    """When the next period begins: just where the last one ended, now and then later."""
    start = moment(dice) if dice.rare(0.3) else bound
    in_order = span(bound)[0] <= span(start)[0] and (until is None or span(start)[0] < span(until)[0])
    return start if in_order else bound


def state(dice: Dice) -> Row:
    status = dice.choice(["closed", "suspended"] if dice.rare(0.3) else ["open", "open", "limited", "waitlist"])
    wait = dice.choice([None, 0, 0.999, 1, 14]) if status == "waitlist" else None
    return {"status": status, "wait_days": wait}


def rule(dice: Dice, share: float) -> Row:
    """Conditions as facts; now and then an `all`, an `any`, or both."""
    required = dice.some(FACTS, 2, 1) if dice.rare(share) else []
    choice = dice.some(FACTS, 3, 2) if dice.rare(share) else []
    return {"all": required, "any": choice}


def areas(dice: Dice) -> list[Row]:
    if not dice.rare(0.6):
        return [{"type": "country", "code": "CA"}]
    if dice.rare(0.15):
        return []
    known = [{"type": "province", "code": code} for code in ("QC", "ON", "NB")]
    known += [{"type": "region", "code": code} for code in REGIONS]
    return dice.some([*known, {"type": "country", "code": "US"}], 2, 1)


def service(dice: Dice, code: str, organizations: list[str], needs: list[str]) -> Row:
    narrow = [*POPULATIONS, "immigrant", "immigrant"]
    straight = ["walk_in", "self", "appointment"]
    shut = ["agreement_only", "professional_referral"] * 2 + ["government_referral"]
    return {
        "id": code,
        "organization": dice.choice(organizations),
        "needs": dice.some(NEEDS if dice.rare(0.1) else needs, 2, 1),
        "audience": "professionals" if dice.rare(0.05) else "persons",
        "audience_also": [dice.choice(["persons", "organizations"])] if dice.rare(0.05) else [],
        "populations": dice.some(narrow, 2) if dice.rare(0.35) else ["everyone"],
        "populations_all": dice.some(narrow, 2) if dice.rare(0.1) else [],
        "age_min": dice.choice([17, 18]) if dice.rare(0.15) else None,
        "age_max": dice.choice([18, 25]) if dice.rare(0.15) else None,
        "languages": dice.some(["ar", "en", "es", "fr"], 3, 0 if dice.rare(0.3) else 1),
        "door": dice.choice(straight if dice.random() < dice.straight else shut),
        "eligibility": rule(dice, 0.12),
        "areas": areas(dice),
        "hidden": dice.rare(0.05),
        "intake_periods": intake_periods(dice),
        **period(dice, 0.15),
    }


def organization(dice: Dice, code: str) -> Row:
    status = dice.choice(["closed", "merged", "unknown"]) if dice.rare(0.1) else "active"
    return {
        "id": code,
        "status": status,
        "status_since": None if dice.rare(0.3) else moment(dice),
        "successor": None,
        "hidden": dice.rare(0.05),
    }


def observed(dice: Dice) -> list[Row]:
    if not dice.rare(0.3):
        return []
    days = ["2026-02-01", "2026-03-08", "2026-03-09", DAY, "2026-03-11"]
    return [
        {"date": day, "days": dice.choice([0, 0.5, 2.5, 9]), "accepted": dice.random() < 0.5}
        for day in dice.some(days, 3, 1)
    ]


def agreement(dice: Dice, code: str, organizations: list[str], services: list[Row], needs: list[str]) -> Row:
    """From an organization or any practitioner, to an organization or to a service of any door, perhaps hidden."""
    anyone = dice.random() < 0.2 * (1 - dice.lined)
    start, end = dice.choice(organizations), dice.choice(organizations)
    if dice.random() < dice.lined:
        start, end = dice.choice(list(pairwise(organizations)))
    own = [row["id"] for row in services if row["organization"] == end]
    corridor = {
        "service": dice.choice(own) if own and dice.random() < 0.3 * (1 - dice.lined) else None,
        "needs": [] if dice.rare(0.1) else dice.some(NEEDS if dice.rare(0.1) else needs, 3, 1),
        "populations": dice.some(["women", "claimant", "migrant", "men", "everyone"], 2) if dice.rare(0.15) else [],
        "conditions": rule(dice, 0.1),
        "formality": "in_development" if dice.rare(0.1) else dice.choice(["formal", "informal"]),
        "usable": not dice.rare(0.07),
        "metrics": {"promised_days": dice.choice(PROMISED), "observed": observed(dice)},
    }
    return {
        "id": code,
        "type": "referral_corridor",
        "from_type": "group" if anyone else "organization",
        "from": "practitioners" if anyone else start,
        "to_type": "organization",
        "to": end,
        "hidden": dice.rare(0.05),
        "corridor": corridor,
        **period(dice),
    }


def network(dice: Dice) -> Files:
    """The files of a network of 3 to 7 organizations, 3 to 10 services and up to 12 agreements."""
    dice.noise, dice.straight = dice.choice([0.1, 0.4, 1, 1]), dice.choice([0.1, 0.2, 0.6])
    dice.lined = dice.choice([0, 0.3, 0.8])
    organizations = dice.some(ORGANIZATIONS, 7, 3)
    needs = dice.choice(FAMILIES)
    services = [service(dice, code, organizations, needs) for code in dice.some(SERVICES, 10, 3)]
    relations = [
        agreement(dice, code, organizations, services, needs)
        for code in dice.some(AGREEMENTS, 12, dice.choice([0, 6, 10]))
    ]
    return files_of(dice, organizations, services, relations)


def files_of(dice: Dice, organizations: list[str], services: list[Row], relations: list[Row]) -> Files:
    return {
        "organisations": {"organisations": [organization(dice, code) for code in organizations]},
        "services": {"services": services},
        "relations": {"relations": relations},
        "taxonomies": lists("taxonomies"),
        "regions": lists("regions"),
    }


def changed(dice: Dice, files: Files) -> Files:
    """The same network after one change: an organization, a service or an agreement is made anew, or goes."""
    organizations = [row["id"] for row in files["organisations"]["organisations"]]
    services = files["services"]["services"]
    needs = dice.choice(FAMILIES)
    kind = dice.choice(["organisations", "services", "relations"])
    rows = list(files[kind][kind])
    if not rows:
        return files
    place = dice.randrange(len(rows))
    if kind == "organisations":
        rows[place] = organization(dice, rows[place]["id"])
    elif kind == "relations":
        rows[place] = agreement(dice, rows[place]["id"], organizations, services, needs)
    else:
        home = [rows[place]["organization"]]
        rows[place] = service(dice, rows[place]["id"], home, needs)
    if kind == "relations" and dice.rare(0.3):
        del rows[place]
    return {**files, kind: {kind: rows}}
