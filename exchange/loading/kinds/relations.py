"""Links of two ends: memberships, relationships, places on public lists, referral agreements."""

from collections.abc import Mapping
from typing import Any

from registry.concertation.actions.loading import load_listings
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode
from registry.directory.actions.loading import load_memberships, load_relationships
from registry.directory.rules import COALITION
from registry.referrals.actions.loading import load_agreements

from ..reader import Reader
from .kind import Draft, Kind, quantities, rule

PRACTITIONERS = "practitioners"


def read_membership(reader: Reader, key: str) -> Draft:
    """An organization in a coalition; it votes where a source states that it is a member."""
    member, coalition = _organizations(reader)
    if coalition and reader.world.organizations[coalition].kind not in (COALITION, ""):
        reader.problem(ErrorCode.NOT_A_COALITION, "to")
    draft = link(reader, {"organization": member, "coalition": coalition}, member)
    draft.columns["votes"] = draft.columns["basis"] in ("stated", "")
    return draft


def read_relationship(reader: Reader, key: str) -> Draft:
    """Any other link between two organizations: an act has a `date`, what lasts a period."""
    origin, target = _organizations(reader)
    draft = link(reader, {"origin": origin, "target": target}, origin)
    draft.columns |= {
        "type": reader.code("type", "relation_types", required=True),
        "date": reader.partial_date("date"),
        "fact_set": reader.text("set", 64),
        "quantities": quantities(reader, "quantities"),
    }
    if draft.columns["date"] and (draft.columns["since"] or draft.columns["until"]):
        reader.refuse("DATE_AND_PERIOD", "date")
    return draft


def read_listing(reader: Reader, key: str) -> Draft:
    """An organization on a public list."""
    end_types(reader, "organization", "group")
    organization = reader.reference("from", reader.world.organizations, required=True)
    group = reader.reference("to", reader.world.groups, required=True)
    return link(reader, {"organization": organization, "group": group}, organization)


def read_agreement(reader: Reader, key: str) -> Draft:
    """A referral agreement, from an organization, a group or any practitioner, to an organization or a group.

    One within an organization is taken as it is: no chain uses it, but the funnel counts the doors that it leads to
    (docs/pathways.md §7).
    """
    origin_kind, origin = _end(reader, "from", "from_type")
    target_kind, target = _end(reader, "to", "to_type")
    corridor = reader.part("corridor")
    if not corridor.row:
        reader.missing("corridor")
    service = corridor.reference("service", reader.world.services)
    if service and target and reader.world.services[service] != target:
        corridor.refuse("NOT_OF_TARGET", "service", service)
    practitioners = origin_kind == "group" and origin == PRACTITIONERS
    draft = link(
        reader,
        {
            "origin": origin if origin_kind == "organization" else None,
            "origin_group": origin if origin_kind == "group" and origin in reader.world.groups else None,
            "target": target if target_kind == "organization" else None,
            "target_group": target if target_kind == "group" else None,
            "service": service,
        },
        origin if origin_kind == "organization" else None,
        target if target_kind == "organization" else None,
    )
    draft.columns.pop("basis")
    draft.columns |= {
        "origin_kind": PRACTITIONERS if practitioners else origin_kind,
        "audience": "parties" if reader.flag("hidden") else "public",
        "volumes": quantities(corridor, "volumes"),
    }
    draft.parts = {"terms": _terms(corridor), "answered_referrals": _answered(corridor)}
    corridor.finish()
    return draft


def _terms(corridor: Reader) -> dict[str, Any]:
    every, some, conditions = rule(corridor, "conditions")
    conditions.finish()
    usable = corridor.flag("usable")
    return {
        "needs": corridor.codes("needs", "needs"),
        "populations": corridor.codes("populations", "populations"),
        "populations_basis": corridor.code("populations_basis", "bases"),
        "conditions_all": every,
        "conditions_any": some,
        "conditions_source": corridor.prose("conditions_source_fr"),
        "formality": corridor.code("formality", "formalities", required=True),
        "usable": usable is not False,
        "usable_note": corridor.prose("usable_note"),
        "promised_days": corridor.part("metrics").days("promised_days"),
    }


def _answered(corridor: Reader) -> list[dict[str, Any]]:
    metrics = corridor.part("metrics")
    metrics.leave("promised_days")
    found = []
    for given in metrics.parts("observed"):
        answer = {"date": given.day("date"), "days": given.days("days"), "accepted": given.flag("accepted")}
        for name in ("days", "accepted"):
            if given.row.get(name) is None:
                given.missing(name)
        given.finish()
        found.append(answer)
    metrics.finish()
    return found


def link(reader: Reader, links: Mapping[str, str | None], *owners: str | None) -> Draft:
    """What all links have in common."""
    sources = reader.sources()
    reader.leave("id", "type", "from", "to", "from_type", "to_type", "role", "former_ids", "corridor")
    for name in ("date", "set", "quantities", "hidden", "interim"):
        if not reader.row.get(name):
            reader.leave(name)
    columns = {
        **reader.dated(),
        "subject": reader.prose("subject_fr", 1000),
        "basis": reader.code("basis", "bases"),
        "confidence": sources[0].confidence if sources else "",
        "note": reader.prose("note"),
    }
    return Draft(columns, dict(links), {}, sources, owners)


def _organizations(reader: Reader) -> tuple[str | None, str | None]:
    end_types(reader, "organization", "organization")
    one, other = (reader.reference(name, reader.world.organizations, required=True) for name in ("from", "to"))
    if one is not None and one == other:
        reader.problem(ErrorCode.SAME_THING, "to")
    return one, other


def end_types(reader: Reader, *wanted: str) -> None:
    """Refuse the kinds of the two ends that are told, if they are not those wanted."""
    for name, kind in zip(("from_type", "to_type"), wanted, strict=True):
        if reader.text(name, 16) not in ("", kind):
            reader.refuse("WRONG_END", name, reader.row[name])


def _end(reader: Reader, name: str, type_name: str) -> tuple[str, str | None]:
    """The kind of an end of an agreement, and its key; any practitioner needs no group of that name."""
    kind = reader.text(type_name, 16) or "organization"
    if kind not in ("organization", "group"):
        reader.refuse("WRONG_END", type_name, kind)
    among: Mapping[str, object] = reader.world.groups if kind == "group" else reader.world.organizations
    if kind == "group" and name == "from" and reader.row.get(name) == PRACTITIONERS:
        among = {PRACTITIONERS: ""}
    return kind, reader.reference(name, among, required=True)


MEMBERSHIP = Kind(
    "membership",
    read_membership,
    lambda records, today: load_memberships(SYSTEM, records),
    fixed=("organization", "coalition"),
    touches="voting_terms",
)
RELATIONSHIP = Kind(
    "relationship",
    read_relationship,
    lambda records, today: load_relationships(SYSTEM, records),
    fixed=("type", "origin", "target"),
)
LISTING = Kind(
    "listing", read_listing, lambda records, today: load_listings(SYSTEM, records), fixed=("organization", "group")
)
AGREEMENT = Kind(
    "agreement",
    read_agreement,
    lambda records, today: load_agreements(SYSTEM, records, today=today),
    fixed=("origin_kind", "origin", "target", "target_group"),
    aggregate=True,
)
BY_TYPE = {"member_of": MEMBERSHIP, "designated_in": LISTING, "referral_corridor": AGREEMENT}
