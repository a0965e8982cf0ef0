"""The book as a PDF for everybody: PDF/UA-1, tagged, with its title, its language, headings and bookmarks.

Typst writes it (docs/decisions/0053) and refuses whatever a screen reader could not follow. The texts reach it as
data, never as part of its program.
"""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from .contents import Book

PROGRAM = Path(__file__).with_name("book.typ")
NOT_DRAWN = "\N{WHITE SQUARE}"
_REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
_HIDDEN = re.compile(r"\\u\{([0-9a-f]+)\}")


def write_pdf(book: Book) -> bytes:
    """The book, complete. A character that no font of ours draws becomes a white square; the DOCX has it."""
    told = json.dumps(asdict(book), ensure_ascii=False)
    while True:
        try:
            return _written(told)
        except typst.TypstError as error:
            undrawn = _undrawn(error.diagnostic) & set(told)
            if not undrawn:
                raise
            told = told.translate({ord(letter): NOT_DRAWN for letter in undrawn})


def _undrawn(diagnostic: str) -> set[str]:
    """The characters that typst says it has no font for; it writes those that don't show as `\\u{200d}`."""
    named = "".join(_REFUSED.findall(diagnostic))
    hidden = {chr(int(code, 16)) for code in _HIDDEN.findall(named)}
    return {letter for letter in named if not letter.isascii()} | hidden


def _written(told: str) -> bytes:
    compiler = typst.Compiler(PROGRAM, font_paths=_fonts(), sys_inputs={"book": told})
    written = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(written, bytes)
    return written


@cache
def _fonts() -> typst.Fonts:
    """Those that come with typst, so that a book looks the same wherever it is written."""
    return typst.Fonts(include_system_fonts=False)
