"""Code lists and borders, small and true to their kind, for networks that are made up."""

from typing import Any

Row = dict[str, Any]

FAMILIES = [
    ["basic_needs", "food", "material_aid"],
    ["legal", "legal_information", "legal_family"],
    ["settlement", "reception"],
]
NEEDS = [code for family in FAMILIES for code in family]
LANGUAGES = ["ar", "en", "es", "fr", "ht"]
FACTS = ["urgent", "pregnant", "homeless", "unaccompanied_minor", "practitioner_refers"]
# What each is narrower than, and its dimension.
POPULATIONS = {
    "everyone": (None, None),
    "migrant": ("everyone", "status"),
    "immigrant": ("migrant", "status"),
    "permanent_resident": ("immigrant", "status"),
    "refugee": ("migrant", "status"),
    "gar": ("refugee", "status"),
    "precarious_status": ("migrant", "status"),
    "claimant": ("precarious_status", "status"),
    "unaccompanied_minor": ("migrant", "accompaniment"),
    "women": ("everyone", "gender"),
    "men": ("everyone", "gender"),
    "homeless": ("everyone", "housing"),
}
VAGUE = {"immigrant"}
REGIONS = {
    "03": ["04", "12"],
    "04": ["03", "14", "17"],
    "06": ["13", "14", "16"],
    "12": ["03", "17"],
    "13": ["06", "14"],
    "14": ["04", "06", "13", "16"],
    "16": ["06", "14", "17"],
    "17": ["04", "12", "16"],
}
PROVINCES = {"MB": ["ON"], "NB": ["QC"], "ON": ["MB", "QC"], "QC": ["NB", "ON"]}


def taxonomies() -> dict[str, list[Row]]:
    return {
        "needs": [
            {"code": code, "broader": family[0] if code != family[0] else None}
            for family in FAMILIES
            for code in family
        ],
        "populations": [
            {"code": code, "broader": broader, "dimension": dimension, "vague": code in VAGUE}
            for code, (broader, dimension) in POPULATIONS.items()
        ],
        "languages": [{"code": code} for code in LANGUAGES],
        "condition_facts": [{"code": code} for code in FACTS],
    }


def regions() -> dict[str, list[Row]]:
    return {
        "regions": [{"code": code, "province": "QC", "adjacent": near} for code, near in REGIONS.items()],
        "provinces": [{"code": code, "adjacent": near} for code, near in PROVINCES.items()],
    }
