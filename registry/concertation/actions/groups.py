"""A group's life: created in a coalition, edited, ended."""

from collections.abc import Collection
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.translations import LANGUAGES
from registry.core.validation import Checks, shown
from registry.directory.actions.forms import Check, Draft, Form, Values
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import Group, RuleSet

TOPICS = 30


def _line(longest: int) -> Check:
    return lambda checks, _, field, value: checks.text(field, value, longest)


def _code(taxonomy: str, required: bool = False) -> Check:
    return lambda checks, lists, field, value: checks.code(field, value, lists.codes(taxonomy), required=required)


def _topics(checks: Checks, _: Any, field: str, value: object) -> list[str]:
    """Several lines, each once."""
    if value is not None and not isinstance(value, list | tuple):
        checks.refuse(ErrorCode.NOT_A_TEXT, field)
        return []
    if len(value or ()) > TOPICS:
        checks.refuse(ErrorCode.TOO_MANY, field, max=TOPICS)
        return []
    return list(dict.fromkeys(checks.text(field, one, 300, required=True) for one in value or ()))


def _yes_no(checks: Checks, _: Any, field: str, value: object) -> bool:
    if not isinstance(value, bool):
        checks.refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(value))
    return value is True


GROUP: dict[str, Check] = {
    "kind": _code("group_kinds", required=True),
    **{f"name_{language}": _line(300) for language in LANGUAGES},
    "acronym": _line(40),
    "composition_rule": _code("composition_rules"),
    "mandate_topics": _topics,
    "open_minutes": _yes_no,
    "website": lambda checks, _, field, value: checks.web_address(field, value),
    "city": _line(120),
    "since": lambda checks, _, field, value: checks.partial_date(field, value),
}


@action
def create_group(
    actor: Actor,
    coalition: str,
    *,
    kind: str,
    name: str,
    language: str = "fr",
    acronym: str = "",
    parent: str | None = None,
    rule_set: str | None = None,
    composition_rule: str = "",
    mandate_topics: Collection[str] = (),
    open_minutes: bool = False,
    since: PartialDate | str | None = None,
) -> Group:
    """Create a group of a coalition, with a name in one language.

    Raises Refused: NOT_FOUND, NOT_ALLOWED, NOT_A_COALITION, and what the fields have wrong.
    """
    owner = queries.coalition_for_group(actor, coalition)
    if not owner.is_coalition:
        raise refuse(ErrorCode.NOT_A_COALITION, "coalition")
    form = Form(actor)
    form.checks.code("language", language, LANGUAGES, required=True)
    title = form.checks.text("name", name, 300, required=True)
    values = {"kind": kind, "acronym": acronym, "composition_rule": composition_rule, "open_minutes": open_minutes}
    clean = form.clean(GROUP, {**values, "mandate_topics": list(mandate_topics), "since": since})
    form.settle()
    group = Group(body=owner, coalition=owner, exercise=owner.exercise, status="active", **clean)
    setattr(group, f"name_{language}", title)
    group.parent, group.rule_set = _parent(actor, group, parent), _rule_set(actor, rule_set)
    group.refold()
    group.save()
    record(actor, "group.created", group, codes={"coalition": owner.key})
    return group


@action
def edit_group(actor: Actor, key: str, *, values: Values, version: int | None = None) -> Group:
    """Change the fields of `GROUP` that are given, its `parent` or its `rule_set` (keys; nothing: none).

    Raises Refused: what `Form` finds wrong; MISSING without any name; LOOP when it would be part of its own part.
    """
    group = queries.group_for_change(actor, key, "edit_group")
    expect_version(group, version)
    told = dict(values)
    linked: dict[str, Any] = {}
    if "parent" in told:
        linked["parent"] = _parent(actor, group, told.pop("parent"))
    if "rule_set" in told:
        linked["rule_set"] = _rule_set(actor, told.pop("rule_set"))
    form = Form(actor)
    clean = form.clean(GROUP, told)
    form.settle()
    draft = Draft(group)
    draft.set(**clean, **linked)
    if not group.shown_name:
        raise refuse(ErrorCode.MISSING, "name_fr")
    rules.check_term(group.since, group.until)
    if draft.changed:
        group.refold()
        group.save()
        record(actor, "group.edited", group, fields=draft.changed)
    return group


@action
def end_group(actor: Actor, key: str, *, until: PartialDate | str | None = None, version: int | None = None) -> Group:
    """End a group on a day (today), in a month or year, with every seat that would outlast it.

    Raises Refused: WRONG_STATE if it is over already; DATES_REVERSED.
    """
    group = queries.group_for_change(actor, key, "end_group")
    expect_version(group, version)
    today = montreal_today()
    if rules.status_on(group.status, group.since, group.until, today) == rules.ENDED:
        raise refuse(ErrorCode.WRONG_STATE)
    checks = Checks()
    end = checks.partial_date("until", until) or PartialDate.of(today)
    checks.settle()
    rules.check_term(group.since, end)
    group.until, group.status = end, rules.status_on(group.status, None, end, today)
    group.save(update_fields=["until", "status"])
    for seat in group.seats.all():
        if seat.ends is None or seat.ends > end.last_day:
            seat.until, seat.until_basis, seat.ongoing = end, Basis.STATED, False
            seat.save(update_fields=["until", "until_basis", "ongoing", "ends"])
    record(actor, "group.ended", group, fields=["until", "seats"], codes={"until": str(end)})
    return group


def _parent(actor: Actor, group: Group, key: object) -> Group | None:
    """The group of which it is to be a part. Raises Refused: NOT_FOUND, EXERCISE_APART, LOOP."""
    if not key:
        return None
    parent = queries.group(actor, str(key), "parent")
    if parent.exercise != group.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, "parent")
    above: Group | None = parent
    while above is not None:
        if above == group:
            raise refuse(ErrorCode.LOOP, "parent")
        above = above.parent
    return parent


def _rule_set(actor: Actor, key: object) -> RuleSet | None:
    """The rules that it is to keep. Raises Refused (NOT_FOUND)."""
    if not key:
        return None
    found = queries.rule_sets(actor, kind="group").filter(key=str(key)).first()
    if found is None:
        raise refuse(ErrorCode.NOT_FOUND, "rule_set")
    return found
