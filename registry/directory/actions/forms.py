"""The fields that people may write, each with its check: what is left out of a request stays as it is."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from registry.core.actor import Actor
from registry.core.errors import ErrorCode
from registry.core.validation import Checks, gives_an_address, shown

from .. import queries
from ..models import Region
from ..queries import Vocabulary

Values = Mapping[str, object]
Check = Callable[[Checks, Vocabulary, str, object], Any]
LINE, PROSE = 300, 4000


def _line(longest: int = LINE, required: bool = False) -> Check:
    return lambda checks, _, field, value: checks.text(field, value, longest, required=required)


def _prose(longest: int = PROSE) -> Check:
    return lambda checks, _, field, value: checks.prose(field, value, longest)


def _code(taxonomy: str, required: bool = False) -> Check:
    return lambda checks, lists, field, value: checks.code(field, value, lists.codes(taxonomy), required=required)


def _codes(taxonomy: str) -> Check:
    return lambda checks, lists, field, value: checks.codes(field, value, lists.codes(taxonomy))


def _place(kind: str) -> Check:
    def check(checks: Checks, lists: Vocabulary, field: str, value: object) -> str:
        known = {code for code, region in lists.regions.items() if region.type == kind}
        return checks.code(field, value, known)

    return check


def _areas(checks: Checks, lists: Vocabulary, field: str, value: object) -> list[dict[str, str]]:
    codes = checks.codes(field, value, lists.regions)
    return [{"type": lists.regions[code].type, "code": code} for code in codes]


def _age(checks: Checks, _: Vocabulary, field: str, value: object) -> int | None:
    return checks.number(field, value, 0, 120)


def _yes_no(checks: Checks, _: Vocabulary, field: str, value: object) -> bool:
    if not isinstance(value, bool):
        checks.refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(value))
    return value is True


def _schedule(checks: Checks, _: Vocabulary, field: str, value: object) -> dict[str, str]:
    label = checks.prose(field, value, 500)
    return {"label_fr": label} if label else {}


CONTACT: dict[str, Check] = {
    "website": lambda checks, _, field, value: checks.web_address(field, value),
    "email": lambda checks, _, field, value: checks.email(field, value),
    "phone": lambda checks, _, field, value: checks.phone(field, value),
}
PLACE: dict[str, Check] = {
    "city": _line(120),
    "region": _place(Region.Type.REGION),
    "province": _place(Region.Type.PROVINCE),
}
DESCRIPTIONS = {f"description_{language}": _prose() for language in ("fr", "en", "es")}
NAMES = {f"name_{language}": _line() for language in ("fr", "en", "es")}
PROFILE: dict[str, Check] = {
    "kind": _code("organization_kinds", required=True),
    "acronym": _line(40),
    "founded": lambda checks, _, field, value: checks.partial_date(field, value, first=date(1600, 1, 1)),
    **PLACE,
    **CONTACT,
    **DESCRIPTIONS,
}
SERVICE: dict[str, Check] = {
    **NAMES,
    **PLACE,
    **CONTACT,
    **DESCRIPTIONS,
    "fee": _code("fees"),
    "schedule": _schedule,
    "capacity_note": _prose(1000),
}
TERMS: dict[str, Check] = {
    "needs": _codes("needs"),
    "audience": _code("audiences", required=True),
    "audience_also": _codes("audiences"),
    "populations": _codes("populations"),
    "populations_all": _codes("populations"),
    "age_min": _age,
    "age_max": _age,
    "facts_all": _codes("condition_facts"),
    "facts_any": _codes("condition_facts"),
    "criteria": _prose(2000),
    "languages": _codes("languages"),
    "door": _code("doors", required=True),
    "areas": _areas,
    "areas_note": _prose(1000),
}
LOCATION: dict[str, Check] = {
    "name": _line(200),
    **PLACE,
    "address": _line(),
    "confidential": _yes_no,
    "note": _prose(1000),
}


class Form:
    """One request's values, cleaned by a table of fields; `settle` refuses all that is wrong with it at once."""

    def __init__(self, actor: Actor, *, front_door_only: bool = False) -> None:
        self.checks = Checks()
        self.lists = queries.vocabulary(actor)
        self.front_door_only = front_door_only

    def clean(self, fields: Mapping[str, Check], values: Values) -> dict[str, Any]:
        """The values that were given, clean. BAD_REQUEST for a field that there isn't."""
        found: dict[str, Any] = {}
        for field, value in values.items():
            check = fields.get(field)
            if check is None:
                self.checks.refuse(ErrorCode.BAD_REQUEST, field, reason=shown(field))
                continue
            found[field] = check(self.checks, self.lists, field, value)
            if self.front_door_only and isinstance(found[field], str) and gives_an_address(found[field]):
                self.checks.refuse(ErrorCode.ADDRESS_WITHHELD, field)
        self._fit_region(found)
        return found

    def settle(self) -> None:
        self.checks.settle()

    def _fit_region(self, found: dict[str, Any]) -> None:
        """A region lies in its province: the province follows, or must be that one."""
        region = self.lists.regions.get(found.get("region") or "")
        if region is None:
            return
        if found.setdefault("province", region.province) not in ("", region.province):
            self.checks.refuse(ErrorCode.UNKNOWN_CODE, "region", value=region.code)
        found["province"] = region.province


class Draft:
    """Sets cleaned values on a row and remembers which of them changed."""

    def __init__(self, row: Model) -> None:
        self.row = row
        self.changed: list[str] = []

    def set(self, **values: Any) -> None:
        for field, value in values.items():
            if getattr(self.row, field) != value:
                setattr(self.row, field, value)
                self.changed.append(field)
