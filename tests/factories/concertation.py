"""Groups, their rules and their seats for tests, made plainly."""

from itertools import count
from typing import Any

from registry.concertation.models import Group, RuleSet, Seat
from registry.core.actor import Actor, Grant, Role, Scope
from registry.core.text import fold
from registry.directory.models import Organization

from .directory import partial, person

_numbers = count(1)


def group(name: str = "", **columns: Any) -> Group:
    """A committee, unless told otherwise."""
    name = name or f"Comité {next(_numbers)}"
    columns = {"kind": "committee", "name_fr": name, "sort_name": fold(name), **columns}
    return Group.objects.create(**columns)


def rule_set(*seats: dict[str, Any], composition: str | None = None, **data: Any) -> RuleSet:
    """The rules of groups that have these seats."""
    return RuleSet.objects.create(kind="group", data={"composition": {"rule": composition}, "seats": seats, **data})


def seat(
    group: Group,
    organization: Organization,
    role: str = "member",
    *,
    since: str | None = "2020",
    until: str | None = None,
    **columns: Any,
) -> Seat:
    """A seat that the organization took, since 2020 and for an open end unless told otherwise."""
    columns = {"ongoing": None if until else True, **columns}
    return Seat.objects.create(
        group=group, organization=organization, role=role, since=partial(since), until=partial(until), **columns
    )


def lead(of: Group) -> Actor:
    return person(Grant(Role.LEAD, Scope.GROUP, of.pk), name="lead")
