"""What the page of components shows: a sample of each part. The organizations on it are fictional."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.core.dates import PartialDate, Period, montreal_today
from registry.core.translations import Text

from .forms import DayField, PageForm, PartialDateField, asked_day
from .states import STATES


class SampleForm(PageForm):
    """One field of each kind."""

    name = forms.CharField(label=_("Nom du service"), max_length=80, help_text=_("Comme les gens le connaissent."))
    since = PartialDateField(label=_("En vigueur depuis"), required=False)
    on = DayField(label=_("Jour de la question"), required=False)
    region = forms.ChoiceField(
        label=_("Région"),
        choices=[("", _("Toutes les régions")), ("03", "03 – Capitale-Nationale"), ("06", "06 – Montréal")],
        required=False,
    )
    door = forms.ChoiceField(
        label=_("Porte d'entrée"),
        widget=forms.RadioSelect,
        choices=[("walk_in", _("Sans rendez-vous")), ("professional", _("Sur référence d'un intervenant"))],
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues du service"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-columns"}),
        choices=[("fr", _("Français")), ("en", _("Anglais")), ("es", _("Espagnol"))],
        required=False,
    )
    note = forms.CharField(label=_("Remarque"), widget=forms.Textarea, required=False)
    certain = forms.BooleanField(label=_("Tout cela est encore vrai"), required=False)


def context(request: HttpRequest) -> dict[str, Any]:
    """The samples, by the name that the template gives them."""
    today = montreal_today()
    day, as_of = asked_day(request)
    report = SimpleNamespace(document="seed 000 (CJM, Rapport d’activités 2024-2025)", section="", page=21)
    web = SimpleNamespace(document="https://example.org/services", section="Nos services", page=None)
    return {
        "states": list(STATES),
        "today": today,
        "on": day,
        "as_of": as_of,
        "dates": [PartialDate.of(today - timedelta(days=75)), PartialDate(2024, 9), PartialDate(2023), None],
        "period": Period(since=PartialDate(2023, 1, 10), until=PartialDate(2024, 9, 4)),
        "citations": [report, web],
        "foreign": Text("Escucha y acompañamiento", "es"),
        "french": Text("Écoute et accompagnement", "fr"),
        "page": Paginator(range(60), 20).get_page(request.GET.get("page")),
        "rows": _rows(),
        "funnel": [
            {"label": gettext("Répond au besoin"), "left": 14},
            {"label": gettext("Parle espagnol"), "left": 5},
            {"label": gettext("Prend des gens ce jour-là"), "left": 0},
        ],
        "statements": [
            {"value": "150", "when": "2024-2025", "citations": [report]},
            {"value": "près de 200, en 8 séances", "when": "2024-09 à 2025-03", "citations": [web]},
        ],
        "form": SampleForm(initial={"name": "Halte du Vieux-Quai"}),
        "wrong_form": SampleForm({"wrong-since": "2024-13", "wrong-door": "window"}, prefix="wrong"),
    }


def _rows() -> list[dict[str, str]]:
    return [
        {"name": "Halte du Vieux-Quai", "state": "open", "door": "Sans rendez-vous", "region": "03"},
        {"name": "Clinique juridique des Érables", "state": "waitlist", "door": "Sur rendez-vous", "region": "06"},
        {"name": "Maison Tremplin", "state": "closed", "door": "Par entente seulement", "region": "16"},
    ]
