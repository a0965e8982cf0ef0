"""What imports alone don't tell of the house's rules: each check reads one module and names its violations."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "registry", "graph", "schema", "pages", "exchange", "notices", "tasks")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

# Where the decorator itself stands, and what is written only within others' actions.
MECHANISMS = {("registry", "journal", "actions.py"), ("registry", "core", "actions.py")}
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
QUERYSET_STEPS = {"objects", "_base_manager", "_default_manager", "filter", "exclude", "all", "select_for_update"}


def modules(*rooms: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Every module of the rooms (all by default) but migrations: its path from the root, and its text."""
    for room in rooms or ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield PurePosixPath(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def is_kind(path: PurePosixPath, *kinds: str) -> bool:
    """Whether the module is one of these kinds of a subject: `actions.py` or a module of `actions/`."""
    return path.parts[0] == "registry" and any(part.removesuffix(".py") in kinds for part in path.parts[2:4])


def orm_writes(path: PurePosixPath, source: str) -> list[str]:
    """Rule 4: only actions write. A module that cannot know a row (it imports no registry) may save other things."""
    tree = ast.parse(source)
    if is_kind(path, "actions") or (path.parts[0] != "registry" and "registry" not in _imported_rooms(tree)):
        return []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in WRITES or (name == "update" and _steps(node.func.value) & QUERYSET_STEPS):
                found.append(f"{path}:{node.lineno} writes with .{name}()")
    return found


def policy_users(path: PurePosixPath, source: str) -> list[str]:
    """Rule 4: only actions and queries ask a policy (a policy may build on the one of a lower subject)."""
    if is_kind(path, "actions", "queries", "policy"):
        return []
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        if any("policy" in name.split(".") for name in [module, *(alias.name for alias in node.names)]):
            found.append(f"{path}:{node.lineno} imports a policy")
    return found


def actorless(path: PurePosixPath, source: str) -> list[str]:
    """Every public function of actions and queries takes `actor: Actor` first."""
    if not is_kind(path, "actions", "queries") or path.parts[:3] in MECHANISMS:
        return []
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            first = node.args.args[0] if node.args.args else None
            if first is None or first.arg != "actor" or ast.unparse(first.annotation or ast.Constant("")) != "Actor":
                found.append(f"{path}:{node.lineno} {node.name}() does not take actor: Actor first")
    return found


def undecorated_actions(path: PurePosixPath, source: str) -> list[str]:
    """Every public function of a subject's actions is an `@action`: one transaction, in the journal."""
    if not is_kind(path, "actions") or path.parts[:3] in MECHANISMS:
        return []
    return [
        f"{path}:{node.lineno} {node.name}() is not an @action"
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _is_action(node)
    ]


def too_long(path: PurePosixPath, source: str) -> list[str]:
    """Modules stay within 400 lines, functions within a screen."""
    found = []
    length = source.count("\n")
    if length > LONGEST_MODULE:
        found.append(f"{path} has {length} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(f"{path}:{node.lineno} {node.name}() has {lines} lines")
    return found


def left_behind(path: PurePosixPath, source: str) -> list[str]:
    """Nothing is left for later in the code."""
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX")
    return [
        f"{path}:{number} has {mark}"
        for number, line in enumerate(source.splitlines(), 1)
        for mark in marks
        if mark in line.replace("(", " ").replace(":", " ").split()
    ]


def _imported_rooms(tree: ast.Module) -> set[str]:
    """First names of what a module imports; `from . import x` counts as the registry's, which it may hand on."""
    rooms = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            rooms.add("registry" if node.level else (node.module or "").split(".")[0])
    return rooms


def _steps(node: ast.expr) -> set[str]:
    """Names of the attributes and calls that lead to a value: `A.objects.filter(x)` → {objects, filter}."""
    names = set()
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        else:
            node = node.func
    return names


def _is_action(node: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "action" for mark in node.decorator_list)
