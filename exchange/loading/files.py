"""Reading a folder of facts: one JSON object a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from registry.core.validation import shown

from .flaws import flaw
from .report import Flaw

LARGEST = 100_000_000


@dataclass
class Folder:
    """What was read: {file name without `.json`: its object}, and what is wrong with files that could not be."""

    path: Path
    files: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    flaws: dict[str, Flaw] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read_folder(path: Path, wanted: set[str]) -> Folder:
    """Read the files of these names; the other JSON files are only named."""
    folder = Folder(path)
    if not path.is_dir():
        folder.flaws[""] = flaw("NO_FOLDER", value=path)
        return folder
    try:
        found = sorted(one for one in path.iterdir() if one.suffix == ".json")
    except OSError as error:
        folder.flaws[""] = flaw("NOT_READABLE", value=error.strerror)
        return folder
    for one in found:
        if one.stem not in wanted:
            folder.others.append(shown(one.name))
            continue
        content = _read(one)
        if isinstance(content, Flaw):
            folder.flaws[one.stem] = content
        else:
            folder.files[one.stem] = content
    if not folder.files and not folder.flaws:
        folder.flaws[""] = flaw("NO_FILES", value=path)
    return folder


def _read(path: Path) -> Mapping[str, Any] | Flaw:
    try:
        if path.stat().st_size > LARGEST:
            return flaw("NOT_READABLE", value=f"> {LARGEST} octets")
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except UnicodeDecodeError:
        return flaw("NOT_UTF8")
    except json.JSONDecodeError as error:
        return flaw("NOT_JSON", value=f"{error.lineno}:{error.colno} {error.msg}")
    except (ValueError, RecursionError) as error:
        return flaw("NOT_JSON", value=type(error).__name__ if isinstance(error, RecursionError) else error)
    except OSError as error:
        return flaw("NOT_READABLE", value=error.strerror)
    return content if isinstance(content, dict) else flaw("NO_LIST", value=path.stem)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
