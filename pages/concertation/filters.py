"""The filters of the lists of concertation. Each is one choice, so that it works without a script."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.editing import choices
from pages.forms import DayField, PageForm
from registry.concertation.models import Group
from registry.core.dates import montreal_today
from registry.core.models import Keyed
from registry.directory.models import Organization
from registry.directory.queries import Vocabulary

from .group_words import group_name
from .words import RESOLUTION_STATES

K = TypeVar("K", bound=Keyed)


class Filters(PageForm):
    """Filters of a list; one that is wrong is said beside its field, and left out."""

    def criteria(self) -> dict[str, Any]:
        """What the query takes, of the filters that are in use."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def _offer(self, name: str, all_of_them: StrOrPromise, offered: choices.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", all_of_them), *offered]


class ActivityFilters(Filters):
    """What its title says, what was done, by whom and as what, in which coalition, group and year."""

    text = forms.CharField(label=_("Mots du titre"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Sorte d'activité"), required=False)
    organization = forms.ChoiceField(label=_("Organisme"), required=False)
    role = forms.ChoiceField(label=_("À titre de"), required=False)
    coalition = forms.ChoiceField(label=_("Regroupement"), required=False)
    group = forms.ChoiceField(label=_("Groupe"), required=False)
    year = forms.IntegerField(label=_("Année"), required=False, min_value=1900, max_value=2200)

    def __init__(
        self,
        data: Any,
        lists: Vocabulary,
        groups: Iterable[Group],
        organizations: Iterable[Organization],
        coalitions: Iterable[Organization],
    ) -> None:
        super().__init__(data)
        self.groups, self.organizations, self.coalitions = by_key(groups), by_key(organizations), by_key(coalitions)
        self._offer("kind", _("Toutes"), choices.terms(lists, "activity_kinds"))
        self._offer("role", _("Peu importe"), choices.terms(lists, "party_roles"))
        self._offer("coalition", _("Tous"), organization_choices(self.coalitions.values()))
        self._offer("group", _("Tous"), group_choices(self.groups.values()))
        self._offer("organization", _("Tous"), organization_choices(self.organizations.values()))

    def criteria(self) -> dict[str, Any]:
        given = super().criteria()
        found: dict[str, Any] = {
            "kinds": [given["kind"]] if "kind" in given else [],
            "roles": [given["role"]] if "role" in given else [],
            "text": given.get("text", ""),
            "coalition": self.coalitions.get(given.get("coalition", "")),
            "group": self.groups.get(given.get("group", "")),
            "organization": self.organizations.get(given.get("organization", "")),
        }
        if year := given.get("year"):
            found |= {"since": date(year, 1, 1), "until": date(year + 1, 1, 1)}
        return found


class ResolutionFilters(Filters):
    """What it says, whose it is, where it stands, and the day on which it may be in force."""

    text = forms.CharField(label=_("Mots, en français ou en anglais"), required=False, max_length=200)
    coalition = forms.ChoiceField(label=_("Regroupement"), required=False)
    group = forms.ChoiceField(label=_("Groupe"), required=False)
    state = forms.ChoiceField(label=_("État"), required=False)
    in_force_on = DayField(label=_("En vigueur le"), required=False)

    def __init__(self, data: Any, groups: Iterable[Group], coalitions: Iterable[Organization]) -> None:
        super().__init__(data)
        self.groups, self.coalitions = by_key(groups), by_key(coalitions)
        self._offer("coalition", _("Tous"), organization_choices(self.coalitions.values()))
        self._offer("group", _("Tous"), group_choices(self.groups.values()))
        self._offer("state", _("Peu importe"), [(code, str(label)) for code, label in RESOLUTION_STATES.items()])

    def criteria(self) -> dict[str, Any]:
        given = super().criteria()
        places: dict[str, dict[str, Any]] = {"coalition": self.coalitions, "group": self.groups}
        return given | {name: rows[given[name]] for name, rows in places.items() if name in given}


def by_key(rows: Iterable[K]) -> dict[str, K]:
    """The rows by their public key."""
    return {row.key: row for row in rows}


def group_choices(groups: Iterable[Group]) -> choices.Choices:
    """Groups by key, under the names that the reader knows them by."""
    return [(row.key, group_name(row).text) for row in groups]


def organization_choices(organizations: Iterable[Organization]) -> choices.Choices:
    """Organizations by key, under the names that they have today."""
    language, today = get_language() or "fr", montreal_today()
    return [(row.key, row.name_on(today, language).text) for row in organizations]
