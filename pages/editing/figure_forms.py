"""The figures of an activity: what is counted, how many of what, and how exactly."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.directory.words import FIGURES, counted
from registry.concertation.rules.activities import MOST_QUANTITIES, clean_quantities
from registry.core.errors import ErrorCode
from registry.core.messages import SENTENCES, sentence
from registry.core.text import fold
from registry.core.validation import Checks

from . import choices
from .forms import DeedForm
from .organization_forms import line

PARTS: tuple[str, ...] = ("code", "value", "unit", "approx")
SPARE = 3  # empty lines, to be filled in
EXACT = "exact"
OF_NUMBERS = {ErrorCode.NOT_A_NUMBER, ErrorCode.NUMBER_OUT_OF_RANGE}


class NumberField(forms.DecimalField):
    """A number as people write it: `1 200,5`."""

    default_error_messages = {"invalid": SENTENCES[ErrorCode.NOT_A_NUMBER]}

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class FiguresForm(DeedForm):
    """Every figure of an activity at once, and a few empty lines; one whose line is emptied is kept no more."""

    def prepare(self) -> None:
        lists = self.asked.vocabulary
        units = [("", _("Choisissez")), *choices.terms(lists, "units")]
        approximations = choices.terms(lists, "approximations")
        for number in self.numbers:
            told = self.figures[number] if number < len(self.figures) else {}
            fields = {
                "code": line(_labelled(_("Ce qui est compté"), number)),
                "value": NumberField(label=_labelled(_("Combien"), number), required=False, localize=True),
                "unit": forms.ChoiceField(label=_labelled(_("De quoi"), number), required=False, choices=units),
                "approx": forms.ChoiceField(
                    label=_labelled(_("À quel point exactement"), number), required=False, choices=approximations
                ),
            }
            fields["value"].widget.attrs["class"] = "short"
            for part, field in fields.items():
                field.initial = told.get(part, EXACT if part == "approx" else "")
                self.fields[f"{part}-{number}"] = field
            self.fields[f"code-{number}"].initial = counted(told["code"]) if told else ""

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """Those that stand."""
        return list(self.asked.subject.thing.quantities)

    @property
    def numbers(self) -> range:
        return range(min(len(self.figures) + SPARE, MOST_QUANTITIES))

    def lines(self) -> list[list[Any]]:
        """The fields of each figure, beside each other."""
        return [[self[f"{part}-{number}"] for part in PARTS] for number in self.numbers]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in self.numbers:
            told = {f"{part}-{number}": given.get(f"{part}-{number}") for part in PARTS[:3]}
            missing = [name for name, value in told.items() if value in (None, "") and name not in self.errors]
            for name in missing if len(missing) < len(told) else ():
                self.add_error(name, SENTENCES[ErrorCode.MISSING])
            if not missing:
                self._count(number, {part: given.get(f"{part}-{number}") for part in PARTS})
        return given

    def _count(self, number: int, figure: dict[str, Any]) -> None:
        """Say beside the number of a whole figure what is wrong with it."""
        checks, lists = Checks(), self.asked.vocabulary
        clean_quantities(checks, f"value-{number}", [figure], lists.codes("units"), lists.codes("approximations"))
        for problem in checks.problems:
            if problem.code in OF_NUMBERS:
                self.add_error(problem.field, sentence(problem))

    def arguments(self) -> dict[str, Any]:
        """What is counted is a code where the registry has one for these words, else the words."""
        known = {fold(counted(code)): code for code in (*FIGURES, *(one["code"] for one in self.figures))}
        rows = [{part: self.cleaned_data[f"{part}-{number}"] for part in PARTS} for number in self.numbers]
        figures = [row | {"code": known.get(fold(row["code"]), row["code"])} for row in rows if row["code"]]
        return {"values": {"quantities": figures}}


def _labelled(label: StrOrPromise, number: int) -> SafeString:
    """A label that tells which figure it is about, where that is seen but not heard."""
    return format_html('{}<span class="visually-hidden"> ({})</span>', label, number + 1)
