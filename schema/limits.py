"""How much one request may ask: told from the document alone, before anything is looked up.

A fragment counts wherever it is spread, and is measured once, so that measuring stays cheap however often
fragments nest.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    get_named_type,
)
from graphql.language import Visitor, visit
from graphql.type import GraphQLField, GraphQLInterfaceType, GraphQLObjectType

from registry.core.errors import ErrorCode, refuse

from .listings import DEFAULT_PAGE, LARGEST_PAGE

MOST_TOKENS = 2_000
MOST_DEPTH = 14
MOST_ALIASES = 30
MOST_ROOT_FIELDS = 20
MOST_DIRECTIVES = 20
MOST_REPEATS = 10
MOST_FRAGMENTS = 40
MOST_COST = 50_000
SPECIAL_COST = {"pathways": 500, "search": 50}
"""Root fields whose answer takes more work than reading rows."""


@dataclass
class _Size:
    """What a selection measures, with the fragments that it spreads."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fragments: int = 0

    def take(self, other: "_Size", deeper: int = 0) -> None:
        self.depth = max(self.depth, other.depth + deeper)
        self.aliases = min(self.aliases + other.aliases, MOST_TOKENS)
        self.directives = min(self.directives + other.directives, MOST_TOKENS)
        self.fragments = min(self.fragments + other.fragments, MOST_TOKENS)


class Measure:
    """The size of a document's operations. Raises Refused (TOO_COMPLEX)."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = _fragments(document)
        self._sizes: dict[str, _Size] = {}
        for operation in document.definitions:
            if isinstance(operation, OperationDefinitionNode):
                self._check(operation)

    def _check(self, operation: OperationDefinitionNode) -> None:
        roots = sum(1 for _field in self._fields(operation.selection_set, frozenset()))
        _limit(roots, MOST_ROOT_FIELDS, _("%(found)s champs à la racine, %(max)s au plus"))
        size = self._size(operation.selection_set)
        _limit(size.depth, MOST_DEPTH, _("profondeur %(found)s, %(max)s au plus"))
        _limit(size.aliases, MOST_ALIASES, _("%(found)s alias, %(max)s au plus"))
        _limit(size.fragments, MOST_FRAGMENTS, _("%(found)s fragments, %(max)s au plus"))
        _limit(size.directives + len(operation.directives), MOST_DIRECTIVES, _("%(found)s directives, %(max)s au plus"))

    def _fields(self, selections: SelectionSetNode, within: frozenset[str]) -> Iterator[FieldNode]:
        """The root's fields; more than enough of them are not looked for."""
        found = 0
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                nested: Iterator[FieldNode] = iter([selection])
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                fragment = None if name in within else self._fragments.get(name)
                nested = self._fields(fragment.selection_set, within | {name}) if fragment else iter(())
            else:
                nested = self._fields(selection.selection_set, within)  # type: ignore[attr-defined]
            for one in nested:
                yield one
                found += 1
                if found > MOST_ROOT_FIELDS:
                    return

    def _size(self, selections: SelectionSetNode) -> _Size:
        size = _Size()
        repeats: Counter[str] = Counter()
        for selection in selections.selections:
            size.directives += len(selection.directives)
            size.fragments += not isinstance(selection, FieldNode)
            if isinstance(selection, FieldNode):
                repeats[(selection.alias or selection.name).value] += 1
                size.aliases += selection.alias is not None
                if selection.selection_set and not selection.name.value.startswith("__"):
                    size.take(self._size(selection.selection_set), deeper=1)
                size.depth = max(size.depth, 1)
            elif isinstance(selection, FragmentSpreadNode):
                size.take(self._size_of_fragment(selection.name.value))
            else:
                size.take(self._size(selection.selection_set))  # type: ignore[attr-defined]
        _limit(max(repeats.values(), default=0), MOST_REPEATS, _("le même champ %(found)s fois, %(max)s au plus"))
        return size

    def _size_of_fragment(self, name: str) -> _Size:
        if name not in self._sizes and name in self._fragments:
            self._sizes[name] = _Size()  # one that spreads itself is refused by validation
            self._sizes[name] = self._size(self._fragments[name].selection_set)
        return self._sizes.get(name, _Size())


class Cost:
    """The objects and lists that a valid operation can make read: a page counts as often as it has places."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[str, int] = {}

    def of(self, operation: OperationDefinitionNode) -> int:
        root = self._schema.get_root_type(operation.operation)
        return self._of(operation.selection_set, root)

    def _of(self, selections: SelectionSetNode, parent: Any) -> int:
        total = 0
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                total += self._of_field(selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                total += self._of_fragment(selection.name.value)
            else:
                condition = selection.type_condition  # type: ignore[attr-defined]
                kind = self._schema.get_type(condition.name.value) if condition else parent
                total += self._of(selection.selection_set, kind)  # type: ignore[attr-defined]
        return total

    def _of_fragment(self, name: str) -> int:
        if name not in self._known:
            fragment = self._fragments[name]
            self._known[name] = self._of(
                fragment.selection_set, self._schema.get_type(fragment.type_condition.name.value)
            )
        return self._known[name]

    def _of_field(self, node: FieldNode, parent: Any) -> int:
        name = node.name.value
        if name.startswith("__") or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        definition: GraphQLField = parent.fields[name]
        own = SPECIAL_COST.get(name, 1) if parent is self._schema.query_type else 1
        if node.selection_set is None:
            return 0 if own == 1 else own
        below = self._of(node.selection_set, get_named_type(definition.type))
        return own + below * (self._page(node) if "first" in definition.args else 1)

    def _page(self, node: FieldNode) -> int:
        """How many a page can hold; a size that will be refused counts as the largest."""
        asked = [
            size for one in node.arguments if one.name.value in ("first", "last") for size in [self._number(one.value)]
        ]
        sizes = [size for size in asked if size is not None]
        return max(1, min(max(0, min(sizes)), LARGEST_PAGE)) if sizes else DEFAULT_PAGE

    def _number(self, node: Any) -> int | None:
        if hasattr(node, "name"):
            value = self._variables.get(node.name.value)
            return value if isinstance(value, int) else None
        text = getattr(node, "value", None)
        return int(text) if isinstance(text, str) and text.lstrip("-").isdigit() else None


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}


def check_cost(cost: int) -> None:
    """Raises Refused (TOO_COMPLEX)."""
    _limit(cost, MOST_COST, _("coût %(found)s, %(max)s au plus"))


def check_texts(document: DocumentNode, variables: Any) -> None:
    """Raises Refused (NOT_A_TEXT) for a text that no database could keep: with NUL, or half of a pair."""
    for text in (*_texts_of(variables), *_literals_of(document)):
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise refuse(ErrorCode.NOT_A_TEXT)


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from (name, *_texts_of(one))
    elif isinstance(value, list):
        for one in value:
            yield from _texts_of(one)


def _literals_of(document: DocumentNode) -> list[str]:
    found: list[str] = []

    class Literals(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
            found.append(node.value)

    visit(document, Literals())
    return found


def _limit(found: int, most: int, reason: str) -> None:
    if found > most:
        raise refuse(ErrorCode.TOO_COMPLEX, reason=reason % {"found": found, "max": most})
