"""The API asked for everything by each of the cast: all that they may see shows, nothing else ever leaves."""

import pytest
from graphql import get_named_type, is_interface_type, is_object_type

from schema.errors import camel
from schema.nodes import READERS, global_id
from schema.root import schema
from tests.permissions.asking import everything, of_lists, of_things, of_verbs, told, whole
from tests.permissions.calls import calls
from tests.permissions.cast import Member
from tests.permissions.stage import Stage, Thing
from tests.permissions.table import table

pytestmark = pytest.mark.django_db
KINDS = {
    "organization": "Organization",
    "service and intake": "Service",
    "places and confidential sites": "Location",
    "membership": "Membership",
    "relationship": "Relationship",
    "agreement": "Agreement",
    "error report": "ErrorReport",
    "group": "Group",
    "meeting": "Meeting",
    "seat": "Seat",
    "concern": "Concern",
    "activity": "Activity",
    "resolution": "Resolution",
    "users and grants": "User",
    "invitation": "Invitation",
    "token": "ApiToken",
    "calendar feed": "CalendarFeed",
}
MEMBERS = [
    *("anonymous", "deactivated", "partner", "reader_o", "contributor_o", "administrator_o", "reader_o_and_h"),
    *("reader_p", "administrator_p", "lead_g", "coordinator_c", "coordinator_d"),
    *("token_to_read_of_administrator_o", "token_for_o_of_reader_o_and_h", "system"),
]
NOWHERE = "rien-de-tel"
CLAUSES = ("canari-clause", "canari-recital")
WALK_FAR = (
    "anonymous",
    "reader_o_and_h",
    "system",
)  # the others look one thing less far, which takes a tenth of the time
TYPES = schema.graphql_schema.type_map


def test_every_type_and_field_is_classified() -> None:
    served = {
        name: set(kind.fields)
        for name, kind in TYPES.items()
        if (is_object_type(kind) or is_interface_type(kind)) and not name.startswith("__")
    }
    query, mutation = served.pop("Query"), served.pop("Mutation")
    classified = {name: set(fields) for name, fields in table().types.items()}
    shapes = {name for name in served if name.endswith(("Connection", "Edge", "Payload"))} - classified.keys()
    assert {name: fields for name, fields in served.items() if name not in shapes} == classified
    assert set(table().roots) == query
    offered = {action for action, (_, level) in table().actions.items() if level != "system"}
    assert mutation == {camel(action) for action in offered - table().not_in_the_api}
    allowed = {"edges", "pageInfo", "totalCount", "node", "cursor", "done", "errors"}
    things = {name[0].lower() + name[1:] for name in READERS}
    assert {field for name in shapes for field in served[name]} <= allowed | things


def test_every_type_belongs_to_a_row() -> None:
    assert set(table().rows_of_types.values()) <= {*table().rows, "of the thing"}


def test_what_leads_to_another_thing_is_scoped() -> None:
    leading = {
        (name, field)
        for name, fields in table().types.items()
        for field in fields
        if get_named_type(TYPES[name].fields[field].type).name in READERS
        or get_named_type(TYPES[name].fields[field].type).name.endswith("Connection")
    }
    scoped = {(name, field) for name, fields in table().types.items() for field in fields if fields[field] == "scoped"}
    assert scoped == leading


def test_the_whole_cast_is_tried(stage: Stage) -> None:
    assert list(stage.cast) == MEMBERS


@pytest.mark.parametrize("name", MEMBERS)
def test_everything_that_one_may_see_shows_and_nothing_else(name: str, stage: Stage) -> None:
    member = stage.cast[name]
    things = {(KINDS[one.row], one.key) for one in stage.things.values()}
    things |= {("Contradiction", canary.text) for canary in stage.canaries if canary.text.startswith("canari-dit")}
    things |= {("Clause", canary.text) for canary in stage.canaries if canary.text.startswith(CLAUSES)}
    shown = whole(member, of_things(sorted(things), int(name == "anonymous")))
    shown += whole(member, of_lists(2 if name in WALK_FAR else 1))
    allowed = {canary.text for canary in stage.canaries if canary.may_reach(member)}
    assert {canary.text for canary in stage.canaries if canary.text in shown} - allowed == set(), "leaked"
    assert {text for text in allowed if text not in shown} == set(), "not shown"


@pytest.mark.parametrize("name", ["anonymous", "administrator_o", "coordinator_d"])
def test_what_is_hidden_is_answered_like_what_does_not_exist(name: str, stage: Stage) -> None:
    member = stage.cast[name]
    hidden = {thing.row: thing for thing in stage.things.values() if not thing.seen_by(member)}
    for row, thing in hidden.items():
        _alike(member, KINDS[row], thing.key)


@pytest.mark.parametrize("name", MEMBERS)
def test_the_api_names_the_actions_that_the_table_allows(name: str, stage: Stage) -> None:
    member = stage.cast[name]
    tried: dict[Thing, set[str]] = {}
    for call in calls(stage):
        if call.thing in stage.things.values():
            tried.setdefault(call.thing, set()).add(call.action)
    known, named = _verbs(stage.cast["system"], list(tried)), _verbs(member, list(tried))
    for thing, actions in tried.items():
        offered = {action for action in actions if camel(action) in known[thing]}
        allowed = {camel(action) for action in offered if thing.seen_by(member) and _allowed(action, member, thing)}
        assert named[thing] & {camel(action) for action in offered} == allowed, thing.key


def _allowed(action: str, member: Member, thing: Thing) -> bool:
    if not member.actor.may_write:
        return False
    return member.actor.is_system or table().includes(table().actions[action][1], thing.columns(member))


def _verbs(member: Member, things: list[Thing]) -> dict[Thing, set[str]]:
    """What the API says that the member may do to each of the things; nothing to one that is not found."""
    data = everything(member, of_verbs([(KINDS[thing.row], thing.key) for thing in things])).data or {}
    return {thing: set((data[f"n{place}"] or {}).get("viewerMay", ())) for place, thing in enumerate(things)}


def _alike(member: Member, kind: str, key: str) -> None:
    """Every way to ask for a thing by its key gets the same bytes for this one and one that doesn't exist."""
    by_id = "query ($id: ID!) { node(id: $id) { id } }"
    assert told(member, by_id, id=global_id(kind, key)) == told(member, by_id, id=global_id(kind, NOWHERE))
    own = {"organization", "coalition"} if kind == "Organization" else {kind.lower()}
    for name, field in TYPES["Query"].fields.items():
        for argument in (own | ({"key"} if name in own else set())) & field.args.keys():
            below = "totalCount" if "first" in field.args else "key"
            query = f"query ($key: String!) {{ {name}({argument}: $key) {{ {below} }} }}"
            assert told(member, query, key=key) == told(member, query, key=NOWHERE), (name, argument, key)
