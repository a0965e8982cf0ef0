"""One object of a file, read field by field: each value is checked, and what is wrong is gathered."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Self, TypeVar, cast

from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, Problem
from registry.core.records import Source
from registry.core.validation import Checks, shown

from .flaws import flaw, from_problem, wrong_type
from .report import Flaw
from .world import World

V = TypeVar("V")
LINE, PROSE = 300, 4000
NINE_DECIMALS = Decimal("0.000000001")
MOST_DAYS, MOST = 100_000, 10**12


@dataclass
class Gathered:
    """What reading one record has met: its flaws, and the fields that nobody knows."""

    flaws: list[Flaw] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)


@dataclass
class Reader:
    """Reads one object. A method gives the value, or an empty one when it is missing or wrong.

    `moving`: dates relative to the day of loading are allowed (exercise files).
    """

    row: Mapping[str, Any]
    world: World
    moving: bool = False
    path: str = ""
    gathered: Gathered = field(default_factory=Gathered)
    known: set[str] = field(default_factory=set)

    def refuse(self, code: str, name: str = "", value: object = "") -> None:
        """Say that a field is wrong."""
        self.gathered.flaws.append(flaw(code, self._at(name), value))

    def text(self, name: str, longest: int = LINE) -> str:
        """One line."""
        return self._check(name, lambda checks, at, value: checks.text(at, value, longest))

    def prose(self, name: str, longest: int = PROSE) -> str:
        """Free text, in which nothing may identify a person."""
        return self._check(name, lambda checks, at, value: checks.prose(at, value, longest))

    def web(self, name: str) -> str:
        return self._check(name, lambda checks, at, value: checks.web_address(at, value))

    def email(self, name: str) -> str:
        return self._check(name, lambda checks, at, value: checks.email(at, value))

    def phone(self, name: str) -> str:
        return self._check(name, lambda checks, at, value: checks.phone(at, value))

    def code(self, name: str, taxonomy: str, *, required: bool = False, default: str = "") -> str:
        """One code of a list."""
        codes = self.world.codes(taxonomy)
        return self._check(name, lambda checks, at, value: checks.code(at, value, codes, required=required)) or default

    def place(self, name: str, kind: str) -> str:
        """The code of a region, a province or a country."""
        places = self.world.places(kind)
        return self._check(name, lambda checks, at, value: checks.code(at, value, places))

    def codes(self, name: str, taxonomy: str) -> list[str]:
        """Codes of a list, each once."""
        known = self.world.codes(taxonomy)
        return self._within(name, lambda checks, at: checks.codes(at, self._take(name, list, "list"), known))

    def texts(self, name: str, longest: int = LINE) -> list[str]:
        """Several lines."""
        items = self._items(name)
        return self._within(name, lambda checks, at: [checks.text(at, item, longest, required=True) for item in items])

    def flag(self, name: str) -> bool | None:
        return cast("bool | None", self._take(name, bool, "flag"))

    def whole(self, name: str, most: int = 32_767, least: int = 0) -> int | None:
        """A whole number."""
        value = self._take(name, int, "whole")
        return self._within(name, lambda checks, at: checks.number(at, value, least, most))

    def days(self, name: str) -> Decimal | None:
        """A number of days from 0 on, to nine decimals."""
        value = self._number(name, 0, MOST_DAYS)
        return None if value is None else value.quantize(NINE_DECIMALS).normalize()

    def number(self, name: str) -> Decimal | None:
        """Any number of at most twelve digits before the point."""
        return self._number(name, 1 - MOST, MOST - 1)

    def partial_date(self, name: str) -> PartialDate | None:
        """A day, a month or a year."""
        value = self._take(name, str, "text")
        if value is None:
            return None
        try:
            moved = self.world.moving_date(value)
            if moved is not None and not self.moving:
                self.refuse("MOVING_DATE", name)
                return None
            return moved or PartialDate.parse(value)
        except ValueError:
            self.problem(ErrorCode.NOT_A_DATE, name)
            return None

    def anything(self, name: str) -> Any:
        """A value of any shape, as it is told; what its texts may not hold is refused as in `prose`."""
        self.known.add(name)
        return self._told(name, self.row.get(name))

    def day(self, name: str, *, required: bool = True) -> date | None:
        """An exact day; one must be given if it is `required`."""
        found = self.partial_date(name)
        if found is None and not required:
            return None
        if found is None or found.precision != "day":
            code = ErrorCode.MISSING if self.row.get(name) is None else ErrorCode.NOT_A_DAY
            self.problem(code, name)
            return None
        return found.first_day

    def time_of_day(self, name: str) -> time | None:
        """A time to the minute."""
        value = self._take(name, str, "text")
        return self._within(name, lambda checks, at: checks.time_of_day(at, value))

    def reference(self, name: str, among: Mapping[str, object], *, required: bool = False) -> str | None:
        """The id of another thing."""
        value = self._take(name, str, "text")
        if value is None and required:
            self.missing(name)
        if value is not None and value not in among:
            self.refuse("UNKNOWN_REFERENCE", name, value)
            return None
        return cast("str | None", value)

    def problem(self, code: ErrorCode, name: str, **params: object) -> None:
        """Say that a field is wrong in a way that any input can be."""
        self.gathered.flaws.append(from_problem(Problem(code, self._at(name), params)))

    def missing(self, name: str) -> None:
        """Say that a field has to be filled in."""
        self.problem(ErrorCode.MISSING, name)

    def part(self, name: str) -> Self:
        """The object of a field; an empty one where there is none."""
        return self._inner(self._take(name, dict, "object") or {}, self._at(name))

    def parts(self, name: str) -> list[Self]:
        """The objects of a list."""
        found = []
        for index, item in enumerate(self._items(name)):
            if isinstance(item, dict):
                found.append(self._inner(item, f"{self._at(name)}[{index}]"))
            else:
                self.gathered.flaws.append(wrong_type(f"{self._at(name)}[{index}]", "object"))
        return found

    def leave(self, *names: str) -> None:
        """Fields that are known, and of which the registry keeps nothing."""
        self.known.update(names)

    def finish(self) -> None:
        """Count the fields that nobody asked for."""
        self.gathered.unread.update(self._at(shown(name)) for name in self.row.keys() - self.known)

    def dated(self) -> dict[str, Any]:
        """The columns of whatever holds for a while."""
        found = {
            "since": self.partial_date("since"),
            "since_basis": self.code("since_basis", "bases"),
            "until": self.partial_date("until"),
            "until_basis": self.code("until_basis", "bases"),
            "ongoing": self.flag("ongoing"),
            "as_of": self.partial_date("as_of"),
        }
        since, until = cast("PartialDate | None", found["since"]), cast("PartialDate | None", found["until"])
        if since and until and until.last_day <= since.first_day:
            self.problem(ErrorCode.DATES_REVERSED, "until")
        return found

    def sources(self) -> list[Source]:
        """Where a record comes from."""
        confidence = self.code("confidence", "confidence_levels")
        found = []
        for source in self.parts("sources"):
            kind = source.code("type", "source_types", required=True)
            reference = source.text("ref", 500)
            if not reference:
                source.missing("ref")
            found.append(
                Source(
                    kind,
                    reference,
                    source.text("section"),
                    source.whole("page"),
                    source.partial_date("date_read"),
                    confidence,
                )
            )
            source.finish()
        return found

    def _told(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {shown(key): self._told(f"{name}.{shown(key)}", one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._told(name, one) for one in value]
        if isinstance(value, str):
            return self._within(name, lambda checks, at: checks.prose(at, value, PROSE))
        return float(value) if isinstance(value, Decimal) else value

    def _number(self, name: str, least: int, most: int) -> Decimal | None:
        value = self._take(name, (int, Decimal), "number")
        if value is not None and not least <= value <= most:
            self.problem(ErrorCode.NUMBER_OUT_OF_RANGE, name, min=least, max=most)
            return None
        return None if value is None else Decimal(value)

    def _inner(self, row: Mapping[str, Any], path: str) -> Self:
        return type(self)(row, self.world, self.moving, path, self.gathered)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path and name else self.path or name

    def _items(self, name: str) -> list[Any]:
        return cast("list[Any]", self._take(name, list, "list") or [])

    def _take(self, name: str, type_: type | tuple[type, ...], wanted: str) -> Any:
        self.known.add(name)
        value = self.row.get(name)
        if value is None:
            return None
        if not isinstance(value, type_) or (isinstance(value, bool) and type_ is not bool):
            self.gathered.flaws.append(wrong_type(self._at(name), wanted))
            return None
        return value

    def _check(self, name: str, check: Callable[[Checks, str, str | None], str]) -> str:
        value = self._take(name, str, "text")
        return self._within(name, lambda checks, at: check(checks, at, value))

    def _within(self, name: str, check: Callable[[Checks, str], V]) -> V:
        checks = Checks()
        found = check(checks, self._at(name))
        self.gathered.flaws.extend(from_problem(problem) for problem in checks.problems)
        return found
