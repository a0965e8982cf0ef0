"""The code lists and borders of the demonstration data, and those of them that made-up networks use."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FACTS_FOLDER = Path(__file__).resolve().parents[3] / "demo" / "facts"

FAMILIES = [
    ["basic_needs", "food", "material_aid"],
    ["legal", "legal_information", "legal_family"],
    ["settlement", "reception"],
]
NEEDS = [code for family in FAMILIES for code in family]
FACTS = ["urgent", "pregnant", "homeless", "unaccompanied_minor", "practitioner_refers"]
STATUSES = ["migrant", "immigrant", "permanent_resident", "refugee", "gar", "precarious_status", "claimant"]
POPULATIONS = [*STATUSES, "unaccompanied_minor", "women", "men", "homeless", "everyone"]
REGIONS = ["03", "04", "06", "12", "13", "14", "16", "17"]
PROVINCES = ["MB", "NB", "ON", "QC"]


@cache
def lists(name: str) -> Any:
    """`taxonomies` or `regions`, as its file has it."""
    return json.loads((FACTS_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
