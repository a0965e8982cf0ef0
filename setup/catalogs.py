"""Compile the message catalogs in locale/ without gettext's system tools."""

from pathlib import Path

import polib

from setup.console import ROOT, say


def main() -> None:
    """Compile every catalog of the project."""
    compiled = [catalog for catalog in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")) if compile_one(catalog)]
    say(f"Message catalogs: {len(compiled)} compiled" if compiled else "Message catalogs: up to date")


def compile_one(catalog: Path) -> bool:
    """Write the `.mo` beside a `.po` unless a newer one is there; says whether it did."""
    target = catalog.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > catalog.stat().st_mtime_ns:
        return False
    polib.pofile(str(catalog)).save_as_mofile(str(target))
    return True


if __name__ == "__main__":
    main()
