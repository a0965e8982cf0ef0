"""The schema as it is committed, and what every part of it has in common."""

import pytest
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, print_schema

from registry.core.errors import ErrorCode
from schema.nodes import READERS
from schema.root import schema
from setup.console import ROOT
from tests.schema.documents import TYPES

OURS = [
    kind for name, kind in TYPES.items()
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType) and not name.startswith("__")
]  # fmt: skip


def test_the_committed_schema_is_this_one() -> None:
    committed = (ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8")
    assert committed.strip() == print_schema(schema.graphql_schema).strip(), "make schema writes it anew"


def test_there_is_one_list_of_codes() -> None:
    assert set(TYPES["ErrorCode"].values) == {code.value for code in ErrorCode}


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.name)
def test_no_type_names_a_primary_key_or_a_secret(kind: GraphQLObjectType) -> None:
    hidden = {"pk", "digest", "folded", "sortName", "password", "lastLogin", "organizationId", "userId"}
    inputs = isinstance(kind, GraphQLInputObjectType)
    assert not hidden & set(kind.fields) - ({"password"} if inputs else set())


def test_whatever_is_a_node_can_be_found_again() -> None:
    nodes = {kind.name for kind in schema.graphql_schema.get_possible_types(TYPES["Node"])}
    assert nodes == set(READERS)
