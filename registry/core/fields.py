"""Database columns for partial dates and lists of codes, alike on both databases."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import NotSupportedError, models
from django.db.models import JSONField, Lookup, Model
from django.db.models.sql.compiler import SQLCompiler

from .dates import Basis, PartialDate

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A `PartialDate` or None, kept as its text so that the precision is kept too."""

    if TYPE_CHECKING:
        _pyi_private_set_type: PartialDate | None  # type: ignore[assignment]
        _pyi_private_get_type: PartialDate | None  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        options = {"max_length": 10, "null": True, "blank": True, **options}
        super().__init__(**options)

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> Any:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        return str(value) if value else None

    def value_to_string(self, obj: Model) -> str:
        return str(self.value_from_object(obj) or "")


class _BoundDayField(models.DateField):  # type: ignore[type-arg]
    """A day worked out from the row's own bounds at each write, so that SQL can filter by it."""

    day_of: Callable[[Any], date | None]

    def __init__(self, **options: Any) -> None:
        options = {"null": True, "editable": False, "db_index": True, **options}
        super().__init__(**options)

    def pre_save(self, model_instance: Model, add: bool) -> date | None:
        day = type(self).day_of(model_instance)
        setattr(model_instance, self.attname, day)
        return day


class FirstPossibleDay(_BoundDayField):
    """The first day on which the row may hold; None: no day is too early."""

    @staticmethod
    def day_of(row: Any) -> date | None:
        since: PartialDate | None = row.since
        return since.first_day if since and row.since_basis != Basis.PERIOD else None


class FirstImpossibleDay(_BoundDayField):
    """The first day on which the row surely no longer holds; None: it may hold for ever."""

    @staticmethod
    def day_of(row: Any) -> date | None:
        until: PartialDate | None = row.until
        as_of: PartialDate | None = row.as_of
        if until is None:
            return as_of.first_day if row.ongoing is False and as_of else None
        if row.until_basis == Basis.PERIOD:
            return None
        return until.first_day if until.precision == "day" else until.last_day + timedelta(days=1)


class CodeListField(JSONField):
    """An ordered list of taxonomy codes."""

    def __init__(self, **options: Any) -> None:
        options = {"default": list, "blank": True, **options}
        super().__init__(**options)


@CodeListField.register_lookup
class Overlaps(Lookup[Any]):
    """`needs__overlaps=["food", "housing"]`: the list shares at least one code with the given one."""

    lookup_name = "overlaps"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: "BaseDatabaseWrapper") -> tuple[str, list[Any]]:
        return "%s", [list(value)]

    def as_postgresql(self, compiler: SQLCompiler, connection: "BaseDatabaseWrapper") -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} ?| %s::text[]", [*params, list(self.rhs)]

    def as_sqlite(self, compiler: SQLCompiler, connection: "BaseDatabaseWrapper") -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        marks = ", ".join(["%s"] * len(self.rhs)) or "NULL"
        return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value IN ({marks}))", [*params, *self.rhs]

    def as_sql(self, compiler: SQLCompiler, connection: "BaseDatabaseWrapper") -> tuple[str, list[Any]]:
        raise NotSupportedError("PostgreSQL and SQLite are the databases that the registry runs on")
