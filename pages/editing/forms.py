"""The form of one action: what it starts from, what it hands to the action, and what each field says in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from pages.forms import ChangeForm
from registry.core.actor import Actor
from registry.core.dates import PartialDate
from registry.core.day_words import date_words
from registry.core.ids import new_key
from registry.core.translations import Text
from registry.directory import queries as directory
from registry.directory.queries import Vocabulary

KEPT = "keep-"  # what begins the name of the choice between one's own text and the one that stands


@dataclass(frozen=True)
class Subject:
    """What an action is done to: `thing`, as it stands in `version`, with the names of the permitted actions.

    `back` is the page about it, and `crumbs` lead there from the desk: (label, address).
    """

    thing: Any
    name: Text
    verbs: frozenset[str]
    version: int
    back: str
    crumbs: tuple[tuple[str, str], ...]


class Asked:
    """Who asks for a form, about what, with what the link to it says; the lists are read when a form needs them."""

    def __init__(self, actor: Actor, subject: Subject, given: Mapping[str, object] | None = None) -> None:
        self.actor, self.subject, self.language = actor, subject, get_language() or "fr"
        self.given = given or {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return directory.vocabulary(self.actor)


class DeedForm(ChangeForm):
    """A form that ends in one action. `request_key` is new each time that it is shown: sent twice, it is done once.

    `rare`: fields that few need, folded away while they are empty.
    """

    request_key = forms.CharField(widget=forms.HiddenInput, max_length=20)
    plumbing: ClassVar[tuple[str, ...]] = ("version", "request_key")
    rare: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict | None = None, *, asked: Asked) -> None:
        self.asked = asked
        start = {"version": asked.subject.version, "request_key": new_key()}
        super().__init__(data, initial=start | self.standing(asked.subject.thing))
        self.prepare()

    def standing(self, thing: Any) -> dict[str, Any]:
        """What the fields start from: the thing as it stands."""
        return {}

    def prepare(self) -> None:
        """Offer the choices of the lists."""

    def aim(self) -> tuple[str, ...]:
        """What the action is called with before its named arguments: the key of what it changes."""
        return (self.asked.subject.thing.key,)

    def arguments(self) -> dict[str, Any]:
        """What the action is called with by name, of a form that is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.plumbing}

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def answers(self) -> list[tuple[str, str]]:
        """Each visible field with what it says, in words: to be checked before it is sent."""
        return [(str(field.label), in_words(field)) for field in self.visible_fields()]


class ValuesForm(DeedForm):
    """A form whose fields are handed to the action as its `values`; those in `apart` stay arguments of their own."""

    apart: ClassVar[tuple[str, ...]] = ()

    def standing(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in self.base_fields if hasattr(thing, name)}

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        apart = {name: given.pop(name) for name in self.apart}
        return {"values": given, **apart}


def in_words(field: BoundField) -> str:
    """What a field holds, as a person reads it; a dash for nothing."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return gettext("Oui") if value in (True, "on") else gettext("Non")
    if isinstance(field.field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        return ", ".join(label for code, label in _flat(field.field.choices) if code in chosen and code) or "–"
    understood = getattr(field.form, "cleaned_data", {}).get(field.name, value)
    return date_words(understood) if isinstance(understood, date | PartialDate) else str(value or "–")


def as_sent(field: BoundField) -> list[str]:
    """What a browser would send for the field as it stands."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return ["on"] if value else []
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one is not None]


def settled(sent: QueryDict, current: DeedForm) -> QueryDict:
    """What was sent, with the text that stands wherever that one was chosen."""
    data = sent.copy()
    for name, choice in sent.items():
        field = name.removeprefix(KEPT)
        if choice == "current" and field != name:
            data.setlist(field, as_sent(current[field]) if field in current.fields else [""])
    return data


def two_texts(mine: DeedForm, current: DeedForm) -> list[dict[str, str]]:
    """Each field in which what was typed differs from what stands now: {name, label, mine, current}.

    Where the field is there no more, nothing stands.
    """
    pairs = [(field, current[field.name] if field.name in current.fields else None) for field in mine.visible_fields()]
    return [
        {
            "name": field.name,
            "label": str(field.label),
            "mine": in_words(field),
            "current": in_words(now) if now else "–",
        }
        for field, now in pairs
        if _texts(field) != (_texts(now) if now else [])
    ]


def _texts(field: BoundField) -> list[str]:
    """What a field says, however a browser ends its lines; nothing for one that is empty."""
    return [text for sent in as_sent(field) if (text := sent.replace("\r\n", "\n").strip())]


def _flat(choices: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for code, label in choices:
        if isinstance(label, list | tuple):
            found += _flat(label)
        else:
            found.append((str(code), SafeString(label) if isinstance(label, SafeString) else str(label)))
    return found
