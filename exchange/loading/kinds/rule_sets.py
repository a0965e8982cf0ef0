"""Rule sets: how groups of one sort are made up and meet, who may be a member, how a resolution is made."""

from typing import Any

from registry.concertation.actions.loading import load_rule_sets
from registry.core.actor import SYSTEM
from registry.core.validation import shown

from ..reader import Reader
from .kind import Draft, Kind

OWN = ("id", "kind", "applies_to", "note", "sources", "confidence", "composition", "seats", "cadence")
MOST_YEARS, MOST_SEATS = 100, 1000


def read_rule_set(reader: Reader, key: str) -> Draft:
    """A rule set; composition, seats and cadence are checked, whatever else it says is kept as it says it."""
    data: dict[str, Any] = {
        "composition": _composition(reader),
        "seats": [_seat(given) for given in reader.parts("seats")],
        "cadence": _cadence(reader),
    }
    data |= {shown(name): reader.anything(name) for name in reader.row if name not in OWN}
    reader.leave("id")
    draft = Draft(
        {
            "kind": reader.code("kind", "rule_set_kinds", required=True),
            "applies_to": reader.texts("applies_to", 60),
            "data": data,
            "note": reader.prose("note"),
        },
        sources=reader.sources(),
    )
    draft.columns["confidence"] = draft.sources[0].confidence if draft.sources else ""
    return draft


def _composition(reader: Reader) -> dict[str, str]:
    given = reader.part("composition")
    found = {"rule": given.code("rule", "composition_rules"), "exception_fr": given.text("exception_fr")}
    given.leave("sources")
    given.finish()
    return {name: text for name, text in found.items() if text}


def _seat(given: Reader) -> dict[str, Any]:
    """How many hold one role, how they come to it, and for how long."""
    least, most = given.whole("min", MOST_SEATS), given.whole("max", MOST_SEATS)
    if least is not None and most is not None and least > most:
        given.refuse("WRONG_ORDER", "max", most)
    found = {
        "role": given.code("role", "seat_roles", required=True),
        "min": least,
        "max": most,
        "elected": given.flag("elected"),
        "appointed_by": given.text("appointed_by", 64) or None,
        "term_years": given.whole("term_years", MOST_YEARS),
        "renewable": given.text("renewable", 16) or None,
        "term_from_month": given.whole("term_from_month", 12),
        "in_addition_to": given.code("in_addition_to", "seat_roles") or None,
    }
    given.leave("sources")
    given.finish()
    return found


def _cadence(reader: Reader) -> dict[str, Any] | None:
    given = reader.part("cadence")
    if not given.row:
        return None
    found = {
        "meetings_per_year_min": given.whole("meetings_per_year_min", 366),
        "meetings_per_year_max": given.whole("meetings_per_year_max", 366),
        "formats": given.texts("formats", 16),
        "pattern": [_meeting(one) for one in given.parts("pattern")],
    }
    given.leave("sources")
    given.finish()
    return found


def _meeting(given: Reader) -> dict[str, Any]:
    order = given.whole("order", 366)
    if order is None:
        given.missing("order")
    found = {"order": order, "place": given.text("place", 120) or None, "when": given.text("when", 64) or None}
    given.finish()
    return found


RULE_SET = Kind(
    "ruleset",
    read_rule_set,
    lambda records, today: load_rule_sets(SYSTEM, records),
    fixed=("kind",),
    touches="rule_sets",
    aggregate=True,
)
