"""Small folders of facts for tests, and the content of the whole database to compare."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.apps import apps

from exchange.loading import load
from exchange.loading.report import Entry, Report

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "demo" / "facts"
EXERCISE = ROOT / "demo" / "exercise"

Files = dict[str, Any]


def lists() -> Files:
    """A few codes of each list that records are told with."""
    codes = {
        "needs": ["food", "housing"],
        "populations": ["everyone", "claimant"],
        "languages": ["fr", "en"],
        "organization_kinds": ["community", "coalition", "municipality"],
        "group_kinds": ["committee", "programme_list", "unnamed_set"],
        "relation_types": ["member_of", "partnership", "funds", "designated_in", "referral_corridor", "seat_in"],
        "condition_facts": ["urgent", "homeless"],
        "confidence_levels": ["strong", "medium"],
        "fees": ["free"],
        "units": ["person"],
        "approximations": ["exact"],
        "composition_rules": ["members_only"],
        "contradiction_kinds": ["conflict"],
    }
    return {name: [{"code": code, "labels": {"fr": code}} for code in list_] for name, list_ in codes.items()}


SOURCE = {"type": "named", "ref": "Rapport annuel", "section": "Accueil", "page": 3}


def network() -> Files:
    """One record of each kind: two organizations and a coalition, a list, a service, links, a contradiction."""
    organization = {"kind": "community", "sources": [SOURCE], "confidence": "strong"}
    return deepcopy(
        {
            "taxonomies": lists(),
            "regions": {
                "regions": [{"code": "06", "province": "QC", "names": {"fr": "Montréal"}, "adjacent": []}],
                "provinces": [{"code": "QC", "names": {"fr": "Québec"}, "adjacent": []}],
            },
            "organisations": {
                "organisations": [
                    {
                        "id": "porte",
                        "names": {"fr": "La Porte", "original": "La Porte"},
                        "city": "Laval",
                        **organization,
                    },
                    {"id": "table", "names": {"fr": "La Table"}, **organization},
                    {"id": "ronde", "names": {"fr": "La Ronde"}, **organization, "kind": "coalition"},
                ]
            },
            "groups": {"groups": [{"id": "villes", "kind": "programme_list", "names": {"fr": "Les villes"}}]},
            "services": {
                "services": [
                    {
                        "id": "repas",
                        "organization": "porte",
                        "names": {"fr": "Repas"},
                        "needs": ["food"],
                        "populations": ["everyone"],
                        "languages": ["fr"],
                        "door": "walk_in",
                        "as_of": "2025-05",
                        "intake_periods": [{"status": "open", "since": "2024-01-10", "as_of": "2025-05"}],
                        "areas": [{"type": "region", "code": "06"}],
                        "sources": [SOURCE],
                        "confidence": "strong",
                    }
                ]
            },
            "relations": {
                "relations": [
                    {"id": "membre", "type": "member_of", "from": "porte", "to": "ronde", "basis": "stated"},
                    {"id": "ensemble", "type": "partnership", "from": "porte", "to": "table", "sources": [SOURCE]},
                    {"id": "liste", "type": "designated_in", "from": "table", "to": "villes", "to_type": "group"},
                    {
                        "id": "corridor",
                        "type": "referral_corridor",
                        "from": "table",
                        "to": "porte",
                        "corridor": {"needs": ["food"], "formality": "formal", "conditions": {"all": ["urgent"]}},
                    },
                ]
            },
            "contradictions": {
                "contradictions": [
                    {
                        "id": "con-1",
                        "kind": "conflict",
                        "subject_type": "organization",
                        "subject": "porte",
                        "attribute": "members",
                        "statements": [{"value": "12", "number": 12}, {"value": "douze et demi", "number": 12.5}],
                    }
                ]
            },
        }
    )


def write(folder: Path, files: Files) -> Path:
    """Write {file name: content} into the folder; a text is written as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def load_files(folder: Path, files: Files, **options: Any) -> Report:
    return load(write(folder, files), **options)


def entry(report: Report, key: str) -> Entry:
    """The one entry of a record."""
    [found] = [entry for entry in report.entries if entry.key == key]
    return found


def content() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the registry."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("registry.")
    }
