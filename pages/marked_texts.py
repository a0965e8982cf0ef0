"""Every text for people that the code marks as one, found in Python and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

ROOMS = ("config", "registry", "graph", "schema", "pages", "exchange", "notices", "tasks")

# How many texts a call marks: (context?, plural?).
_CALLS = {
    "_": (False, False),
    "gettext": (False, False),
    "ngettext": (False, True),
    "pgettext": (True, False),
    "npgettext": (True, True),
}
_STRING = r"""u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
# What templatize writes for a template: calls whose arguments are literals.
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*{_STRING}(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?", re.DOTALL)


class Marked(NamedTuple):
    """One text: as it stands in the code, its plural and its context (empty where there is none)."""

    message: str
    plural: str
    context: str


def marked_texts(root: Path) -> list[Marked]:
    """The texts of the project in `root`, each once, sorted."""
    found: set[Marked] = set()
    for room in ROOMS:
        for path in (root / room).rglob("*.py"):
            found.update(in_python(path.read_text(encoding="utf-8")))
        for path in (root / room).rglob("templates/**/*.*"):
            found.update(in_template(path.read_text(encoding="utf-8")))
    return sorted(found)


def in_python(source: str) -> Iterator[Marked]:
    """Calls of gettext and its kin (lazy or not) whose texts are literals."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        texts = [value.value for value in node.args if isinstance(value, ast.Constant) and isinstance(value.value, str)]
        yield from _marked(name.removesuffix("_lazy"), texts)


def in_template(source: str) -> Iterator[Marked]:
    """What a template's own tags and filters mark."""
    for name, *quoted in _CALL.findall(templatize(source)):
        yield from _marked(name, [ast.literal_eval(text) for text in quoted if text])


def _marked(name: str, texts: list[str]) -> Iterator[Marked]:
    if name not in _CALLS:
        return
    with_context, with_plural = _CALLS[name]
    context = texts.pop(0) if with_context and texts else ""
    if texts and len(texts) > with_plural:
        yield Marked(texts[0], texts[1] if with_plural else "", context)
