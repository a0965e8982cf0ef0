"""Questions to the API that ask for everything, made from the schema itself."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLField,
    execute,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
)

from registry.core.remembered import remembering
from schema.context import Context
from schema.execution import answer
from schema.http import Asked
from schema.nodes import READERS, global_id
from schema.root import schema
from tests.permissions.cast import Member
from tests.permissions.table import table

LONG_AGO = "2020-06-01"
GIVEN = {"language": '"fr"', "ever": "true", "exercise": "true", "first": "50"}


def everything(member: Member, document: str) -> ExecutionResult:
    """The answer to a document, however large, as one request gets it."""
    with remembering():
        result = execute(schema.graphql_schema, _parsed(document), context_value=Context(member.actor))
    assert isinstance(result, ExecutionResult)
    return result


def whole(member: Member, document: str) -> str:
    """The answer with its errors as one text in lower case: nothing of it may tell what is hidden."""
    result = everything(member, document)
    return orjson.dumps([result.data, [str(error) for error in result.errors or ()]]).decode().lower()


@cache
def _parsed(document: str) -> DocumentNode:
    return parse(document)


def told(member: Member, document: str, **variables: Any) -> bytes:
    """The very bytes of the answer to a document that keeps the limits."""
    return orjson.dumps(answer(Asked(document, variables, None), Context(member.actor)).body)


def of_things(keys: Iterable[tuple[str, str]], depth: int) -> str:
    """A document that asks for things, given as (type, key), by their global ids."""
    kinds = {kind: selection(_type(kind), depth) for kind in READERS}
    return _by_id(keys, kinds)


def of_verbs(keys: Iterable[tuple[str, str]]) -> str:
    """A document that asks what may be done to things."""
    return _by_id(keys, {kind: "{ viewerMay }" for kind in READERS if "viewerMay" in _type(kind).fields})


def _by_id(keys: Iterable[tuple[str, str]], kinds: Mapping[str, str]) -> str:
    """`n0`, `n1`, … are the things, each with the fields of its kind."""
    asked = (
        f'n{place}: node(id: "{global_id(kind, key)}") {{ __typename ...{kind}_ }}'
        for place, (kind, key) in enumerate(keys)
    )
    fragments = (f"fragment {kind}_ on {kind} {fields}" for kind, fields in kinds.items())
    return " ".join(["{", *asked, "}", *fragments])


@cache
def of_lists(depth: int) -> str:
    """A document that asks for every list that the API begins with, but for what is within a thing."""
    fields = _type("Query").fields
    asked = [name for name, kind in table().roots.items() if kind in ("list", "oneself") and not _needed(fields[name])]
    return "{" + " ".join(_chosen(name, fields[name], depth) for name in asked) + "}"


@cache
def selection(kind: Any, depth: int) -> str:
    """All fields of a type, and of what they lead to, so many things away; what depends on time, long ago too."""
    fields = []
    for name, field in kind.fields.items():
        fields.append(_chosen(name, field, depth))
        if "asOf" in field.args and fields[-1]:
            fields.append(f"then_{name}: {_chosen(name, field, depth, LONG_AGO)}")
    return "{" + " ".join(fields) + "}"


def _chosen(name: str, field: GraphQLField, depth: int, day: str = "") -> str:
    """A field with its arguments and what is below it; nothing where that is too far away."""
    given = [f"{argument}: {GIVEN[argument]}" for argument in field.args if argument in GIVEN]
    given += [f'asOf: "{day}"'] if day else []
    arguments = f"({', '.join(given)})" if given else ""
    kind = get_named_type(field.type)
    if is_leaf_type(kind):
        return name + arguments
    connected = kind.name.endswith("Connection")
    if not depth and (connected or kind.name in READERS):
        return ""
    if connected:
        node: Any = _type(kind.name.removesuffix("Connection"))
        below = f"{{ edges {{ node {selection(node, depth - 1)} }} }}"
        return f"{name}{arguments} {below}"
    if table().rows_of_types[kind.name] == "lists of codes and regions":
        return f"{name}{arguments} {{ __typename }}"
    return f"{name}{arguments} {selection(kind, depth - (kind.name in READERS))}"


def _needed(field: GraphQLField) -> list[str]:
    return [name for name, argument in field.args.items() if is_required_argument(argument)]


def _type(name: str) -> Any:
    return schema.graphql_schema.type_map[name]
