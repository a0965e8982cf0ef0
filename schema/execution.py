"""From one operation to its answer: parsed, measured, validated, priced, executed."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.values import get_variable_values

from registry.core.errors import ErrorCode, Refused, refuse

from .context import Context
from .errors import cause_of, formatted, in_time_or_told
from .http import Asked
from .limits import MOST_COST, MOST_TOKENS, Cost, Measure, check_cost, check_texts
from .root import schema

READ_TIMEOUT_MS = 10_000
_log = logging.getLogger("schema")


@dataclass(frozen=True)
class Answer:
    """What leaves: `started` is false when nothing was executed."""

    body: dict[str, Any]
    started: bool


class ByGet(Exception):
    """A mutation was asked for by GET."""


def answer(asked: Asked, context: Context) -> Answer:
    """The answer to an operation, whatever is wrong with it. Raises ByGet."""
    hints = not settings.PRODUCTION or context.actor.is_signed_in
    try:
        document, operation, cost = _prepared(asked, context, introspection=hints)
    except RecursionError:
        return _refused([GraphQLError("", original_error=refuse(ErrorCode.TOO_COMPLEX, reason="…"))], hints)
    except Refused as refusal:
        return _refused([GraphQLError("", original_error=refusal)], hints)
    except _Invalid as invalid:
        return _refused(invalid.errors, hints)
    with _reading(operation):
        result = execute(
            schema.graphql_schema,
            document,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
        )
    assert isinstance(result, ExecutionResult)  # no resolver is asynchronous
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = _leaving(in_time_or_told(result.errors), hints)
    return Answer({**body, "extensions": {"cost": {"requested": cost, "maximum": MOST_COST}}}, started=True)


class _Invalid(Exception):
    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def _prepared(asked: Asked, context: Context, *, introspection: bool) -> tuple[DocumentNode, Any, int]:
    try:
        document = parse(asked.query, max_tokens=MOST_TOKENS)
    except GraphQLError as error:
        if "tokens" in error.message:
            raise refuse(ErrorCode.TOO_COMPLEX, reason=f"{MOST_TOKENS} tokens") from None
        raise _Invalid([error]) from None
    check_texts(document, asked.variables)
    Measure(document)
    rules = [*specified_rules, *([] if introspection else [NoSchemaIntrospectionCustomRule])]
    errors = validate(schema.graphql_schema, document, rules, max_errors=10)
    if errors:
        raise _Invalid(errors)
    operation = get_operation_ast(document, asked.operation_name)
    if operation is None:
        raise _Invalid([GraphQLError("Name one of the document's operations with operationName.")])
    if context.by_get and operation.operation is OperationType.MUTATION:
        raise ByGet
    variables = get_variable_values(schema.graphql_schema, operation.variable_definitions, asked.variables)
    if isinstance(variables, list):
        raise _Invalid(variables)
    cost = Cost(schema.graphql_schema, document, variables).of(operation)
    check_cost(cost)
    return document, operation, cost


def _refused(errors: list[GraphQLError], hints: bool) -> Answer:
    return Answer({"errors": _leaving(errors, hints)}, started=False)


def _leaving(errors: list[GraphQLError], hints: bool) -> list[dict[str, Any]]:
    for error in errors:
        cause = cause_of(error)
        if cause is not None and not isinstance(cause, Refused):
            # Frames and the kind of the error only: its message may repeat what somebody asked.
            where = "".join(traceback.format_tb(cause.__traceback__))
            _log.error("%s at %s\n%s", type(cause).__name__, error.path, where)
    return [left for error in errors for left in formatted(error, hints=hints)]


@contextmanager
def _reading(operation: OperationDefinitionNode) -> Iterator[None]:
    """On PostgreSQL, let no statement of a query run for long; actions have their own transactions."""
    if operation.operation is not OperationType.QUERY or connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {READ_TIMEOUT_MS}")
        yield
        # A query writes nothing, and a transaction of which a statement was stopped cannot be committed.
        transaction.set_rollback(True)
