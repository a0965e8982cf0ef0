"""How refusals leave: as GraphQL errors of a query, or in the payload of a mutation."""

import re
from collections.abc import Iterable
from typing import Any

import graphene
from graphql import GraphQLError

from registry.core import errors
from registry.core.errors import Problem, Refused
from registry.core.messages import sentence

from .context import Info

_IN_VARIABLE = re.compile(
    r"Variable '\$(?P<name>\w+)' got invalid value .*?(?: at '(?P<path>[\w.]+)[^']*')?;", re.DOTALL
)
_STOPPED, _AFTER_A_FAULT = "57014", "25P02"  # PostgreSQL: query_canceled, in_failed_sql_transaction
_HINT = re.compile(r" Did you mean .*$", re.DOTALL)

ErrorCode = graphene.Enum(
    "ErrorCode",
    [(code.value, code.value) for code in errors.ErrorCode],
    description="What is wrong, for programs: a code is never renamed or reused.",
)


def camel(name: str) -> str:
    """A field's name as the API writes it: `scope_key` → `scopeKey`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class UserError(graphene.ObjectType):
    """One thing that is wrong with what was asked; nothing was changed."""

    code = graphene.Field(graphene.NonNull(ErrorCode))
    field = graphene.String(description="The field of the input that it is about, where it is about one.")
    message = graphene.String(required=True, description="One sentence that says what to do, in the asker's language.")

    @staticmethod
    def resolve_code(problem: Problem, info: Info) -> str:
        return problem.code.value

    @staticmethod
    def resolve_field(problem: Problem, info: Info) -> str | None:
        return camel(problem.field) if problem.field else None

    @staticmethod
    def resolve_message(problem: Problem, info: Info) -> str:
        return sentence(problem)


def formatted(error: GraphQLError, *, hints: bool) -> list[dict[str, Any]]:
    """The error as it leaves, once for each problem of a refusal. Without `hints` no name is suggested."""
    cause = cause_of(error)
    if isinstance(cause, Refused):
        problems = cause.problems
    elif cause is not None:
        problems = (Problem(errors.ErrorCode.INTERNAL),)
    else:
        reason = error.message if hints else _HINT.sub("", error.message)
        problems = (Problem(errors.ErrorCode.BAD_REQUEST, None, {"reason": reason}),)
    where: dict[str, Any] = {}
    if error.locations:
        where["locations"] = [location.formatted for location in error.locations]
    if error.path:
        where["path"] = error.path
    return [{"message": sentence(problem), **where, "extensions": _about(problem, error)} for problem in problems]


def cause_of(error: GraphQLError) -> Exception | None:
    """What was raised by one of our own functions; None when the request itself is no good GraphQL."""
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def in_time_or_told(raised: Iterable[GraphQLError]) -> list[GraphQLError]:
    """The errors of one query; where PostgreSQL stopped a statement for its length, they say TIMED_OUT.

    What follows in the same transaction fails with it, for no reason of its own.
    """
    found = [(error, _sqlstate(error)) for error in raised]
    if not any(state == _STOPPED for _, state in found):
        return [error for error, _ in found]
    told = Refused(Problem(errors.ErrorCode.TIMED_OUT))
    return [
        GraphQLError(error.message, error.nodes, path=error.path, original_error=told)
        if state in (_STOPPED, _AFTER_A_FAULT)
        else error
        for error, state in found
    ]


def _sqlstate(error: GraphQLError) -> str | None:
    return getattr(getattr(cause_of(error), "__cause__", None), "sqlstate", None)


def _about(problem: Problem, error: GraphQLError) -> dict[str, Any]:
    field = problem.field or _field_of_variable(error.message)
    return {"code": problem.code.value, **({"field": camel(field)} if field else {})}


def _field_of_variable(message: str) -> str | None:
    """Where in a variable the wrong value is, as graphql-core tells it."""
    found = _IN_VARIABLE.match(message)
    return (found["path"] or found["name"]).rpartition(".")[2] if found else None
