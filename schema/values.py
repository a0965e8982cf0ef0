"""Scalars, code lists and small values that every subject's types are made of."""

from datetime import date
from typing import Any

import graphene
from graphql import Undefined
from graphql.language import StringValueNode

from registry.core import logic
from registry.core.dates import PartialDate as ExactPartialDate
from registry.core.errors import ErrorCode, refuse
from registry.core.validation import FIRST_DAY

from .context import Info
from .loaders import Row

LAST_DAY = date(2199, 12, 31)


class Date(graphene.Scalar):
    """An exact day, as 2026-03-10, from 1900 to 2199."""

    @staticmethod
    def serialize(value: date) -> str:
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> date:
        try:
            partial = ExactPartialDate.parse(value)
        except (TypeError, ValueError):
            raise refuse(ErrorCode.NOT_A_DAY) from None
        if partial.precision != "day":
            raise refuse(ErrorCode.NOT_A_DAY)
        if not FIRST_DAY <= partial.first_day <= LAST_DAY:
            raise refuse(ErrorCode.DATE_OUT_OF_RANGE, first=FIRST_DAY, last=LAST_DAY)
        return partial.first_day

    @classmethod
    def parse_literal(cls, node: Any, variables: Any = None) -> Any:
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else None)


class PartialDate(graphene.Scalar):
    """A day, or *sometime in* a month or a year: 2026-03-10, 2026-03 or 2026; the length is the precision."""

    @staticmethod
    def serialize(value: ExactPartialDate) -> str:
        return str(value)

    @staticmethod
    def parse_value(value: Any) -> ExactPartialDate:
        try:
            return ExactPartialDate.parse(value)
        except (TypeError, ValueError):
            raise refuse(ErrorCode.NOT_A_DATE) from None

    @classmethod
    def parse_literal(cls, node: Any, variables: Any = None) -> Any:
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else None)


class Codes(graphene.JSONString):
    """Ids and codes by name, as a JSON object."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_literal(node: Any, variables: Any = None) -> Any:
        return Undefined


Truth = graphene.Enum(
    "Truth",
    [(truth.value, truth.value) for truth in logic.Truth],
    description="Whether something holds; *unknown* where no source says it. Never to be read as *no*.",
)


def from_thing(name: str, default: Any, row: Any, info: Info) -> Any:
    """Resolve a field that is a column of the thing; a text that nobody gave is null."""
    thing = row.thing if isinstance(row, Row) else row
    value = getattr(thing, name, default)
    return None if value == "" else value


class LocalizedText(graphene.ObjectType):
    """A text in the languages in which it exists; null where it doesn't."""

    fr = graphene.String()
    en = graphene.String()
    es = graphene.String()
    original = graphene.String(description="In another language, or in one that the source doesn't tell.")

    class Meta:
        default_resolver = staticmethod(lambda name, default, texts, info: texts.get(name) or None)


class LabeledText(graphene.ObjectType):
    """A text, and the language that it is in (null where nobody says)."""

    text = graphene.String(required=True)
    language = graphene.String()


class Quantity(graphene.ObjectType):
    """A figure that a source gives: `approx` is exact, about, nearly, more_than, …"""

    code = graphene.String()
    value = graphene.Float()
    unit = graphene.String()
    approx = graphene.String()
    period = graphene.String(description="The period that it is about, in the source's words.")

    class Meta:
        default_resolver = staticmethod(lambda name, default, figure, info: figure.get(name))

    @staticmethod
    def resolve_period(figure: dict[str, Any], info: Info) -> Any:
        return (figure.get("period") or {}).get("label_fr")


def texts_of(thing: Any, name: str) -> dict[str, str]:
    """`{fr, en, es}` of a thing whose columns end in the language: `texts_of(service, "description")`."""
    return {language: getattr(thing, f"{name}_{language}") for language in ("fr", "en", "es")}


def strings(description: str) -> Any:
    """A list of codes or names, as an argument or a field of an input."""
    return graphene.List(graphene.NonNull(graphene.String), description=description)


def listed(kind: Any, **options: Any) -> Any:
    """A list without holes, never null: of a few things, all of which are given."""
    return graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(kind))), **options)


def as_of(**options: Any) -> Any:
    """The argument of whatever depends on time."""
    told = "The day asked about; without it the one asked about above, else today."
    return Date(description=told, **options)
