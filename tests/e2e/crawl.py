"""Following every link of the site, a few of each kind."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

NO_PAGE = ("/static/",)
NOT_READ = {"script", "style", "pre", "code", "textarea"}
DEBRIS = re.compile(r"\{\{|\}\}|\{%|%\}|%\(\w+\)|\bnan\b|\bTrue\b|\bFalse\b|object at 0x|\[\]|Text\(")
NONE = re.compile(r"\bNone\b")


class Shown(HTMLParser):
    """The links of a page, and the words that people read on it."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self._silent = 0
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in NOT_READ
        said = dict(attrs)
        if tag == "a" and said.get("href"):
            self.links.append(said["href"] or "")
        self.words += [
            said[name] or "" for name in ("aria-label", "alt", "title", "placeholder", "value") if name in said
        ]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in NOT_READ

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def debris(words: list[str], language: str) -> list[str]:
    """Words that a template left behind; “None” is a word in English."""
    found = [text.strip() for text in words if DEBRIS.search(text)]
    return found + ([] if language == "en" else [text.strip() for text in words if NONE.search(text)])


def language_of(path: str) -> str:
    return translation.get_language_from_path(path) or "fr"


def kind(address: str) -> str:
    """What pages are alike: those of one view, one deed, the same names in the query."""
    parts = urlsplit(address)
    try:
        with translation.override(language_of(parts.path)):
            match = resolve(parts.path)
    except Resolver404:
        return address
    return f"{match.view_name} {match.kwargs.get('deed', '')} {sorted({name for name, _ in parse_qsl(parts.query)})}"


def follow(home: str, start: str, get: Callable[[str], str], of_a_kind: int) -> Iterator[tuple[str, Shown]]:
    """Each page that links lead to from `start` in its language, at most so many alike; `get` gives its body."""
    waiting, seen, kinds = [start], {start}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        shown = Shown(get(address))
        yield address, shown
        for link in shown.links:
            path = urldefrag(urljoin(home + address, link)).url.removeprefix(home)
            ours = path.startswith("/") and not path.startswith(NO_PAGE)
            if not ours or path in seen or language_of(path) != language_of(start):
                continue
            seen.add(path)
            alike = kind(path)
            kinds[alike] += 1
            if kinds[alike] <= of_a_kind:
                waiting.append(path)
