"""Bring the message catalogs of locale/ up to date with the texts in the code; with --check, say what is missing.

French is what the code says: its catalog holds the same words with French typography, and is written here.
English and Spanish are translated by hand. Catalogs are sorted and carry no line numbers, so that a change of
the code changes only what it says.
"""

import re
from argparse import ArgumentParser
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages.marked_texts import Marked, marked_texts
from pages.typography import typographic

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w+\}|</?\w+")


class Command(BaseCommand):
    help = "Collect the texts of the code into locale/; with --check, change nothing and fail where one is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; say what is to do")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = marked_texts(settings.BASE_DIR)
        wrong: list[str] = []
        for language, _name in settings.LANGUAGES:
            path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
            old = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile()
            new = updated(language, texts, old)
            if options["check"]:
                wrong += problems(language, old, new)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                new.save(str(path))
                untranslated = sum(1 for entry in new if not entry.translated())
                self.stdout.write(f"{language}: {len(new)} texts, {untranslated} to translate")
        if wrong:
            raise CommandError("\n".join([*wrong, "Run manage.py texts, then translate what it added."]))


def updated(language: str, texts: list[Marked], old: polib.POFile) -> polib.POFile:
    """The catalog of exactly these texts, in their order, with the translations that `old` has."""
    known = {Marked(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for text in texts:
        entry = _french(text) if language == "fr" else _kept(text, known.get(text))
        if entry is not None:
            new.append(entry)
    return new


def problems(language: str, old: polib.POFile, new: polib.POFile) -> list[str]:
    """What keeps the catalog as it stands from being complete, one line each."""
    found = [f"{language}: fuzzy: {entry.msgid}" for entry in new if entry.fuzzy]
    found += [
        f"{language}: not translated: {entry.msgid}" for entry in new if not entry.translated() and not entry.fuzzy
    ]
    found += [f"{language}: not the same placeholders: {entry.msgid}" for entry in new if not same_placeholders(entry)]
    if not found and str(old) != str(new):
        found.append(f"{language}: the catalog is not up to date with the code")
    return found


def same_placeholders(entry: polib.POEntry) -> bool:
    """Whether a translation, if there is one, uses what its text does; a singular may leave its number out."""
    if not entry.translated():
        return True
    if not entry.msgid_plural:
        return _used(entry.msgid) == _used(entry.msgstr)
    wanted = _used(entry.msgid_plural)
    singular, *plural = (_used(form) for _, form in sorted(entry.msgstr_plural.items()))
    return set(singular) <= set(wanted) and all(form == wanted for form in plural)


def _used(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _kept(text: Marked, known: polib.POEntry | None) -> polib.POEntry:
    entry = _entry(text)
    if text.plural:
        forms = known.msgstr_plural if known else {}
        entry.msgstr_plural = {form: forms.get(form, "") for form in (0, 1)}
    elif known:
        entry.msgstr = known.msgstr
    if known and known.fuzzy:
        entry.flags.append("fuzzy")
    return entry


def _french(text: Marked) -> polib.POEntry | None:
    """The text as it is printed, or None where that is as it is typed."""
    entry, one, many = _entry(text), typographic(text.message), typographic(text.plural)
    if (one, many) == (text.message, text.plural):
        return None
    if text.plural:
        entry.msgstr_plural = {0: one, 1: many}
    else:
        entry.msgstr = one
    return entry


def _entry(text: Marked) -> polib.POEntry:
    flags = ["python-format"] if "%(" in text.message + text.plural else []
    return polib.POEntry(msgid=text.message, msgid_plural=text.plural, msgctxt=text.context or None, flags=flags)
