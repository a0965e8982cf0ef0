"""The house's rules hold; and each check catches a violation that is planted for it."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from tests.architecture import checks

Check = Callable[[PurePosixPath, str], list[str]]
CHECKS: list[Check] = [
    checks.orm_writes,
    checks.policy_users,
    checks.actorless,
    checks.undecorated_actions,
    checks.too_long,
    checks.left_behind,
]
PLANTED = [
    (checks.orm_writes, "pages/directory.py", "from registry.directory import queries\nservice.save()"),
    (checks.orm_writes, "pages/directory/edit.py", "from .parts import service\nservice.save()"),
    (
        checks.orm_writes,
        "schema/directory.py",
        "import registry.directory.models\nService.objects.filter(pk=1).update(name_fr='x')",
    ),
    (checks.orm_writes, "registry/directory/queries.py", "Service.objects.create(name_fr='x')"),
    (checks.policy_users, "pages/directory.py", "from registry.directory import policy"),
    (checks.policy_users, "schema/directory.py", "from registry.directory.policy import may"),
    (checks.policy_users, "registry/directory/models.py", "from . import policy"),
    (checks.actorless, "registry/directory/queries.py", "def services(on: date) -> None: ..."),
    (
        checks.actorless,
        "registry/directory/actions/intake.py",
        "def change_intake(key: str, actor: Actor) -> None: ...",
    ),
    (checks.undecorated_actions, "registry/directory/actions.py", "def change_intake(actor: Actor) -> None: ..."),
    (checks.too_long, "graph/model.py", "x = 1\n" * 401),
    (checks.too_long, "graph/model.py", "def long():\n" + "    x = 1\n" * 60),
    (checks.left_behind, "graph/model.py", "x = 1  # TO" + "DO: later"),
]
ALLOWED = [
    (checks.orm_writes, "registry/directory/actions.py", "Service.objects.create(name_fr='x')"),
    (checks.orm_writes, "registry/directory/actions/intake.py", "service.save()"),
    (checks.orm_writes, "pages/directory.py", "from registry.directory import queries\ncontext.update(services=[])"),
    (checks.orm_writes, "pages/management/commands/texts.py", "import polib\npolib.pofile('x').save()"),
    (checks.policy_users, "registry/directory/queries.py", "from . import policy"),
    (checks.actorless, "registry/directory/queries.py", "def services(actor: Actor) -> None: ..."),
    (checks.undecorated_actions, "registry/directory/actions.py", "@action\ndef close(actor: Actor) -> None: ..."),
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_keeps_its_rules(check: Check) -> None:
    violations = [line for path, source in checks.modules() for line in check(path, source)]
    assert violations == []


@pytest.mark.parametrize(("check", "path", "source"), PLANTED)
def test_a_planted_violation_is_caught(check: Check, path: str, source: str) -> None:
    assert check(PurePosixPath(path), source)


@pytest.mark.parametrize(("check", "path", "source"), ALLOWED)
def test_what_is_allowed_passes(check: Check, path: str, source: str) -> None:
    assert check(PurePosixPath(path), source) == []
