"""Groups: committees, boards, networks, public lists, and names for unnamed ends."""

from typing import Any

from registry.concertation.actions.loading import load_groups
from registry.core.actor import SYSTEM

from ..reader import Reader
from .kind import Draft, Kind, Upward, names, plain


def read_group(reader: Reader, key: str) -> Draft:
    """A group; only its id is needed."""
    if key in reader.world.organizations:
        reader.refuse("ID_TAKEN", "id")
    organizations = reader.world.organizations
    named = names(reader) or {"original": key}
    constituted = reader.flag("constituted")
    draft = Draft(
        {
            "kind": reader.code("kind", "group_kinds"),
            **{f"name_{language}": named.get(language, "") for language in ("fr", "en", "es", "original")},
            "acronym": reader.text("acronym", 40),
            "name_variants": reader.texts("name_variants"),
            "constituted": constituted is not False,
            "status": reader.text("status", 16),
            "mandate_topics": reader.texts("mandate_topics_fr"),
            "issues": reader.texts("issues_fr"),
            "composition_rule": reader.code("composition_rule", "composition_rules"),
            "meetings_per_year": _numbers(reader, "meetings_per_year", "min", "max"),
            "size": _numbers(reader, "size", "value"),
            "regions_count": reader.whole("regions_count"),
            "website": reader.web("website"),
            "province": reader.place("province", "province"),
            "city": reader.text("city", 120),
            "plan_actions": reader.texts("plan_actions", 16),
            "since": reader.partial_date("since"),
            "until": reader.partial_date("until"),
            "exercise": reader.moving,
            "note": reader.prose("note"),
        },
        {
            "body": reader.reference("body", organizations),
            "coalition": reader.reference("coalition", organizations),
            "rule_set": reader.reference("rule_set", reader.world.rule_sets),
        },
        {"parent": reader.text("parent", 60) or None},
        reader.sources(),
    )
    draft.columns["confidence"] = draft.sources[0].confidence if draft.sources else ""
    reader.leave("id", "former_ids", "body_basis")
    return draft


def _numbers(reader: Reader, name: str, *numbers: str) -> dict[str, Any]:
    """Numbers with how exact they are and a note; empty where nothing is stated."""
    given = reader.part(name)
    found = {number: plain(given.number(number)) for number in numbers}
    found |= {"approx": given.code("approx", "approximations"), "note": given.prose("note")}
    given.finish()
    return {key: value for key, value in found.items() if value not in (None, "")}


def _without_parent(draft: Draft) -> None:
    draft.parts["parent"] = None


GROUP = Kind(
    "group",
    read_group,
    lambda records, today: load_groups(SYSTEM, records),
    touches="groups",
    upward=Upward("parent", lambda world: dict.fromkeys(world.groups, ""), _without_parent),
    aggregate=True,
)
