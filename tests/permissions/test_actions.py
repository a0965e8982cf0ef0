"""Every action, called by each of the cast: allowed, denied or missing, exactly as the table says."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from pytest_django import Settings

import registry
from registry.core.errors import ErrorCode, Problem, Refused
from tests.factories.facts import content
from tests.once import taken_back
from tests.permissions.call import Call
from tests.permissions.calls import ONESELF, calls
from tests.permissions.cast import Member
from tests.permissions.stage import Stage
from tests.permissions.table import table

DENIALS = {ErrorCode.NOT_ALLOWED, ErrorCode.SIGN_IN_NEEDED, ErrorCode.READ_ONLY_TOKEN}
Content = dict[str, list[tuple[Any, ...]]]
NOWHERE = "rien-de-tel"
pytestmark = pytest.mark.django_db


def actions() -> Iterator[str]:
    """The name of every public action of every subject."""
    for module in pkgutil.walk_packages(registry.__path__, "registry."):
        parts = module.name.split(".")
        if len(parts) > 2 and parts[2] == "actions" and not parts[-1].startswith("_") and parts[1] != "journal":
            yield from _actions_of(importlib.import_module(module.name))


def _actions_of(module: ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if not name.startswith("_") and hasattr(value, "__wrapped__") and value.__module__ == module.__name__:
            yield name


def test_every_action_is_classified_and_called() -> None:
    assert sorted(actions()) == sorted(table().actions)


def test_every_action_is_tried(stage: Stage) -> None:
    assert {call.action for call in calls(stage)} == set(table().actions)


@pytest.mark.parametrize("action", sorted(table().actions))
def test_each_of_the_cast_may_call_it_as_the_table_says(
    action: str, stage: Stage, standing: Content, settings: Settings
) -> None:
    settings.DEMO_SIGN_IN = True
    members = [member for member in stage.cast.values() if member.name != "deactivated"]  # who is nobody in particular
    tries = [(call, member) for call in calls(stage) if call.action == action for member in members]
    done, wrong = set(), []
    missing: dict[str, tuple[Problem, ...] | None] = {}
    for call, member in tries:
        if call.keyed and not (_allowed(call, member) and call.thing.seen_by(member)):
            problems = _problems(call, member, call.thing.key)
        else:
            with taken_back():
                problems = _problems(call, member, call.thing.key)
        code = problems[0].code if problems else None
        if not _as_expected(call, member, code):
            wrong.append(f"{member.name} on {call.thing.key}: {code}")
        if problems is None:
            done.add(member.name)
        if code is ErrorCode.NOT_FOUND and call.keyed:
            if member.name not in missing:
                missing[member.name] = _problems(call, member, NOWHERE)
            if problems != missing[member.name]:
                wrong.append(f"{member.name} on {call.thing.key}: not refused like what doesn't exist")
    assert wrong == []
    assert content() == standing, "what was refused changed something"
    assert done, "nobody could do it"
    assert table().actions[action][1] == "system" or done - {"system"}, "only the system could do it"


def _problems(call: Call, member: Member, key: str) -> tuple[Problem, ...] | None:
    try:
        call.act(member.actor, key)
    except Refused as refused:
        return refused.problems
    return None


def _as_expected(call: Call, member: Member, code: ErrorCode | None) -> bool:
    if not member.actor.may_write:
        return code is ErrorCode.READ_ONLY_TOKEN
    if call.thing is not ONESELF and not call.thing.seen_by(member):
        return code is ErrorCode.NOT_FOUND
    if _allowed(call, member):
        return code not in DENIALS | {ErrorCode.NOT_FOUND} or (code is ErrorCode.NOT_FOUND and not call.keyed)
    told_to_sign_in = member.actor.is_signed_in is False and table().actions[call.action][1] != "system"
    return code is ErrorCode.SIGN_IN_NEEDED if told_to_sign_in else code in DENIALS


def _allowed(call: Call, member: Member) -> bool:
    """Whether the level of the action means this member."""
    in_person = member.user is not None and member.token is None and member.actor.is_signed_in
    if call.thing is ONESELF or (call.person and not in_person):
        return in_person
    return member.actor.is_system or table().includes(table().actions[call.action][1], call.thing.columns(member))
