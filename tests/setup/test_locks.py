"""The locks pin what is asked for, by hash, and name no host."""

import shutil
from pathlib import Path

import pytest

from setup import locks
from setup.console import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's wishes and locks, to spoil."""
    for name in (*locks.LOCKS, "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
        if name in locks.LOCKS:
            shutil.copy((ROOT / name).with_suffix(".in"), tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_locks_are_in_order(copy: Path) -> None:
    assert list(locks.check(copy)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("requirements.txt", "# ", "--index-url mirror.example\n# ", "requirements.txt names a host (--index-url)"),
        ("package-lock.json", '"integrity":', '"resolved": "https://mirror.example/", "integrity":', "names a host"),
        ("requirements.in", "Django~=5.2.0", "Django~=6.1.0", "requirements.txt does not fulfil “Django~=6.1.0”"),
        ("requirements-setup.in", "polib~=1.2", "polib~=1.2\nleft-pad", "does not fulfil “left-pad”"),
        ("package.json", "~18.3.1", "~19.0.0", "package-lock.json has other dependencies than package.json"),
        ("package-lock.json", '"integrity":', '"was":', "without a hash"),
    ],
)
def test_a_fault_is_named(copy: Path, name: str, old: str, new: str, fault: str) -> None:
    change(copy / name, old, new)
    assert any(fault in told for told in locks.check(copy))


def test_a_pin_without_a_hash_is_named(tmp_path: Path) -> None:
    (tmp_path / "some.in").write_text("thing\n")
    lock = tmp_path / "some.txt"
    lock.write_text(f"other==2.0 \\\n    --hash=sha256:{'0' * 64}\nthing==1.0 ; python_version < '3.13'\n")
    assert list(locks.check_python(lock)) == ["some.txt pins thing without a hash"]
