"""Message catalogs are compiled without system tools, and only when their source is newer."""

import gettext
import os
from pathlib import Path

from setup.catalogs import compile_one

CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Aucun service trouvé"\nmsgstr "{}"\n'


def test_a_catalog_is_compiled_when_it_changed(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text(CATALOG.format("No service found"), encoding="utf-8")
    os.utime(source, (1, 1))
    assert compile_one(source)
    assert translated(tmp_path) == "No service found"
    assert not compile_one(source)

    source.write_text(CATALOG.format("Ningún servicio encontrado"), encoding="utf-8")
    os.utime(source, (2**33, 2**33))
    assert compile_one(source)
    assert translated(tmp_path) == "Ningún servicio encontrado"


def translated(folder: Path) -> str:
    with (folder / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("Aucun service trouvé")
