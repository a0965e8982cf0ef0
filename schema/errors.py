"""How refusals leave: as GraphQL errors of a query, or in the payload of a mutation."""

import re
from typing import Any

import graphene
from graphql import GraphQLError

from registry.core import errors
from registry.core.errors import Problem, Refused
from registry.core.messages import sentence

from .context import Info

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


class UserError(graphene.ObjectType):  # type: ignore[misc]
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
    cause = error.original_error
    where = {
        "locations": [location.formatted for location in error.locations or ()],
        **({"path": error.path} if error.path else {}),
    }
    if isinstance(cause, Refused):
        return [{"message": sentence(problem), **where, "extensions": _about(problem)} for problem in cause.problems]
    if "code" in (error.extensions or {}):
        return [{"message": error.message, **where, "extensions": error.extensions}]
    if cause is not None and not isinstance(cause, GraphQLError):
        return [{"message": sentence(INTERNAL), **where, "extensions": _about(INTERNAL)}]
    reason = error.message if hints else _HINT.sub("", error.message)
    wrong = Problem(errors.ErrorCode.BAD_REQUEST, None, {"reason": reason})
    return [{"message": sentence(wrong), **where, "extensions": _about(wrong)}]


INTERNAL = Problem(errors.ErrorCode.INTERNAL)


def _about(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code.value, **({"field": camel(problem.field)} if problem.field else {})}
