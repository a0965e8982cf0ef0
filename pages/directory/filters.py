"""The filters of the list of organizations."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.forms import DayField, PageForm
from registry.core.dates import montreal_today
from registry.directory.models import Organization, Region
from registry.directory.queries import Vocabulary
from registry.directory.rules import ACCEPTING

from .words import region

TAKES_PEOPLE = "accepting"
Choices = list[tuple[str, Any]]


class FilterForm(PageForm):
    """Each filter is one choice, so that it works without a script; what is wrong with one is said beside it."""

    q = forms.CharField(label=_("Nom, sigle ou ville"), required=False, max_length=200)
    need = forms.ChoiceField(label=_("Besoin"), required=False)
    region = forms.ChoiceField(label=_("Région ou province"), required=False)
    intake = forms.ChoiceField(label=_("Accueil ce jour-là"), required=False)
    language = forms.ChoiceField(label=_("Langue du service"), required=False)
    door = forms.ChoiceField(label=_("Porte d'entrée"), required=False)
    kind = forms.ChoiceField(label=_("Sorte d'organisme"), required=False)
    coalition = forms.ChoiceField(label=_("Membre de"), required=False)
    status = forms.ChoiceField(label=_("État de l'organisme"), required=False)
    on = DayField(label=_("Au jour du"), required=False)

    def __init__(self, data: Any, vocabulary: Vocabulary, coalitions: list[Organization]) -> None:
        super().__init__(data)
        language = get_language() or "fr"
        today = montreal_today()
        takes = [(TAKES_PEOPLE, _("Prend des gens (à confirmer ou non)"))]
        self._offer("need", _("Tous"), _needs(vocabulary, language))
        self._offer("region", _("Toutes"), _places(vocabulary))
        self._offer("intake", _("Peu importe"), [*takes, *_terms(vocabulary, "intake_statuses", language)])
        self._offer("language", _("Toutes"), _terms(vocabulary, "languages", language))
        self._offer("door", _("Toutes"), _terms(vocabulary, "doors", language))
        self._offer("kind", _("Toutes"), _terms(vocabulary, "organization_kinds", language))
        self._offer("status", _("Tous"), _terms(vocabulary, "org_statuses", language))
        self._offer("coalition", _("Peu importe"), [(row.key, row.name_on(today, language).text) for row in coalitions])

    def criteria(self) -> dict[str, Any]:
        """What `directory.organizations` takes; a filter that is wrong is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        place = given.get("region", "")
        intake = given.get("intake")
        lists = {
            "kinds": given.get("kind"),
            "regions": place if place.isdecimal() else None,
            "provinces": None if place.isdecimal() else place,
            "needs": given.get("need"),
            "languages": given.get("language"),
            "doors": given.get("door"),
            "status": given.get("status"),
        }
        found: dict[str, Any] = {name: [value] for name, value in lists.items() if value}
        if intake:
            found["intake"] = ACCEPTING if intake == TAKES_PEOPLE else [intake]
        return found | {"text": given.get("q", ""), "coalition": given.get("coalition"), "on": given.get("on")}

    def _offer(self, name: str, all_of_them: StrOrPromise, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", all_of_them), *choices]


def _terms(vocabulary: Vocabulary, taxonomy: str, language: str) -> Choices:
    return [(code, vocabulary.label(taxonomy, code, language)) for code in vocabulary.codes(taxonomy)]


def _needs(vocabulary: Vocabulary, language: str) -> Choices:
    """The tree of needs: a broad one heads the narrower ones, and takes them along."""
    tree: dict[str, Choices] = {}
    for code, term in vocabulary.codes("needs").items():
        head = term.broader or code
        label = vocabulary.label("needs", code, language)
        tree.setdefault(head, []).append((code, label))
    return [
        (vocabulary.label("needs", head, language), inside) if len(inside) > 1 else inside[0]
        for head, inside in tree.items()
    ]


def _places(vocabulary: Vocabulary) -> Choices:
    groups: dict[str, Choices] = {Region.Type.REGION: [], Region.Type.PROVINCE: []}
    for code, row in vocabulary.regions.items():
        if row.type in groups:
            groups[row.type].append((code, region(vocabulary, code)))
    names = {Region.Type.REGION: _("Régions du Québec"), Region.Type.PROVINCE: _("Provinces et territoires")}
    return [(str(names[Region.Type(kind)]), inside) for kind, inside in groups.items() if inside]
