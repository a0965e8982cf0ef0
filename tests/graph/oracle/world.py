"""What the asker sees: the network without what is hidden, and the code lists. docs/pathways.md §1."""

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
PRACTITIONERS = "practitioners"


@dataclass(frozen=True)
class Agreement:
    """One way from an organization, or from any practitioner (`start` None), to an organization."""

    id: str
    start: str | None
    end: str
    row: Row
    corridor: Row

    @property
    def usable(self) -> bool:
        return bool(self.corridor["usable"]) and self.corridor["formality"] != "in_development"

    def leads_into(self, service: Row) -> bool:
        """It names that service; or none, and the service is the organization's and no government door."""
        if self.corridor["service"] is not None:
            return bool(self.corridor["service"] == service["id"])
        return bool(service["organization"] == self.end and service["door"] != "government_referral")


@dataclass(frozen=True)
class World:
    organizations: dict[str, Row]
    services: list[Row]
    agreements: list[Agreement]
    broader_needs: dict[str, str | None]
    broader_populations: dict[str, str | None]
    dimensions: dict[str, str | None]
    vague: set[str]
    facts: set[str]
    languages: set[str]
    adjacent_regions: dict[str, list[str]]
    adjacent_provinces: dict[str, list[str]]
    province_of: dict[str, str]

    def need_within(self, code: str, other: str) -> bool:
        return _within(self.broader_needs, code, other)

    def population_within(self, code: str, other: str) -> bool:
        return _within(self.broader_populations, code, other)


def _within(broader: dict[str, str | None], code: str | None, other: str) -> bool:
    """Whether a code is another one or narrower."""
    while code is not None and code != other:
        code = broader[code]
    return code == other


def seen(files: dict[str, Any]) -> World:
    """The world of the files of `facts/`, what is hidden taken away first with all that hangs on it."""
    taxonomies, regions = files["taxonomies"], files["regions"]
    visible = [row for row in files["organisations"]["organisations"] if not row.get("hidden", False)]
    organizations = {row["id"]: row for row in visible}
    populations = taxonomies["populations"]
    return World(
        organizations=organizations,
        services=[
            row
            for row in files["services"]["services"]
            if not row.get("hidden", False) and row["organization"] in organizations
        ],
        agreements=_agreements(files["relations"]["relations"], organizations),
        broader_needs={row["code"]: row["broader"] for row in taxonomies["needs"]},
        broader_populations={row["code"]: row["broader"] for row in populations},
        dimensions={row["code"]: row["dimension"] for row in populations},
        vague={row["code"] for row in populations if row["vague"]},
        facts={row["code"] for row in taxonomies["condition_facts"]},
        languages={row["code"] for row in taxonomies["languages"]},
        adjacent_regions={row["code"]: row["adjacent"] for row in regions["regions"]},
        adjacent_provinces={row["code"]: row["adjacent"] for row in regions["provinces"]},
        province_of={row["code"]: row["province"] for row in regions["regions"]},
    )


def _agreements(relations: list[Row], organizations: dict[str, Row]) -> list[Agreement]:
    """The referral agreements whose ends are seen; an end that is another group is never used."""
    found = []
    for row in relations:
        if row["type"] != "referral_corridor" or row.get("hidden", False):
            continue
        anyone = row["from_type"] == "group" and row["from"] == PRACTITIONERS
        from_seen = anyone or (row["from_type"] == "organization" and row["from"] in organizations)
        if from_seen and row["to_type"] == "organization" and row["to"] in organizations:
            start = None if anyone else row["from"]
            found.append(Agreement(row["id"], start, row["to"], row, row["corridor"]))
    return found
