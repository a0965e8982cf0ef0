"""Queries made from the schema itself: every connection, with everything that its nodes have."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from schema.root import schema

TYPES = schema.graphql_schema.type_map


def connections() -> Iterator[tuple[str, str]]:
    """Each (type, field) that gives a page of a list."""
    for name, kind in sorted(TYPES.items()):
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__"):
            for field_name, field in kind.fields.items():
                if str(field.type).rstrip("!").endswith("Connection"):
                    yield name, field_name


def page(field_name: str, field: GraphQLField, arguments: str = "", depth: int = 1) -> str:
    """A selection of one connection: `services(first: 50) { totalCount edges { node { … } } }`."""
    node = TYPES[get_named_type(field.type).name.removesuffix("Connection")]
    size = f"(first: 50{', ' if arguments else ''}{arguments})"
    return (
        f"{field_name}{size} {{ totalCount pageInfo {{ hasNextPage }} edges {{ cursor node {{ "
        f"{everything(node, depth)} }} }} }}"
    )


def everything(kind: Any, depth: int) -> str:
    """All fields of a type; of those that lead on to others, `depth` levels."""
    found = ["__typename"]
    for name, field in kind.fields.items():
        target = get_named_type(field.type)
        given = ", ".join(f'{arg}: "fr"' for arg, one in field.args.items() if is_required_argument(one))
        call = f"{name}({given})" if given else name
        if is_leaf_type(target):
            found.append(call)
        elif depth and target.name.endswith("Connection"):
            found.append(page(name, field, depth=0))
        elif depth:
            found.append(f"{call} {{ {everything(target, depth - 1)} }}")
    return " ".join(found)
