"""What an organization says of itself, and where it is found."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import PartialDateField
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.translations import LANGUAGES
from registry.directory import queries as directory
from registry.directory.models import Location, Organization, Region, Service

from . import choices
from .forms import DeedForm, ValuesForm

WORDS = {"fr": _("Français"), "en": _("Anglais"), "es": _("Espagnol")}
NOBODY = _("Rien qui identifie une personne.")
PROFILE_ORDER = ("kind", "acronym", "founded", "city", "region", "province")
FROM_DAY = _("AAAA-MM-JJ, ou seulement AAAA-MM ou AAAA. Laissé vide: aujourd'hui.")


def prose(label: Any, rows: int = 5, help_text: Any = NOBODY, *, required: bool = False) -> forms.CharField:
    """Several lines of free text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


def line(label: Any, *, required: bool = False, help_text: Any = "", short: bool = False) -> forms.CharField:
    """One line; how long it may be is the action's to say."""
    widget = forms.TextInput(attrs={"class": "short"} if short else {})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


class PlaceFields(ValuesForm):
    """City, region and province, with their lists."""

    city = line(_("Ville"))
    region = forms.ChoiceField(label=_("Région du Québec"), required=False)
    province = forms.ChoiceField(label=_("Province ou territoire"), required=False)

    def prepare(self) -> None:
        nowhere = [("", _("Non précisée"))]
        self.offer("region", nowhere + choices.places(self.asked.vocabulary, Region.Type.REGION))
        self.offer("province", nowhere + choices.places(self.asked.vocabulary, Region.Type.PROVINCE))


class ContactFields(PlaceFields):
    """Where it is and how it is reached: channels of the organization, never of a person."""

    website = line(_("Site web"), help_text=_("En entier, avec https://."))
    email = line(_("Courriel général"), help_text=_("Une boîte de l'organisme, jamais celle d'une personne."))
    phone = line(_("Téléphone général"), short=True)
    description_fr = prose(_("Présentation en français"))
    description_en = prose(_("Présentation en anglais"))
    description_es = prose(_("Présentation en espagnol"))


class ProfileForm(ContactFields):
    """The fields of a profile; names are dated, and changed apart."""

    kind = forms.ChoiceField(label=_("Sorte d'organisme"))
    acronym = line(_("Sigle"), short=True)
    founded = PartialDateField(label=_("Fondé en"), required=False)
    field_order: Iterable[str] | None = PROFILE_ORDER

    def prepare(self) -> None:
        super().prepare()
        blank = [("", _("Choisissez"))]
        self.offer("kind", blank + choices.terms(self.asked.vocabulary, "organization_kinds"))


class NewOrganizationForm(ProfileForm):
    """A profile with its first names."""

    name_fr = line(_("Nom en français"), help_text=_("Un nom au moins, dans l'une des trois langues."))
    name_en = line(_("Nom en anglais"))
    name_es = line(_("Nom en espagnol"))
    field_order: Iterable[str] | None = ("name_fr", "name_en", "name_es", *PROFILE_ORDER)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"province": "QC"}

    def aim(self) -> tuple[str, ...]:
        return ()

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"coalition": self.asked.subject.thing.key}


class RenameForm(DeedForm):
    """A name in one language, corrected or from a day on."""

    language = forms.ChoiceField(label=_("Langue de ce nom"), widget=forms.RadioSelect, choices=WORDS.items())
    name = line(_("Nom"), required=True)
    since = PartialDateField(
        label=_("Porte ce nom depuis"),
        required=False,
        help_text=_(
            "AAAA-MM-JJ, AAAA-MM ou AAAA: l'ancien nom reste dans l'histoire. Laissé vide: vous corrigez le nom actuel."
        ),
    )

    def standing(self, thing: Organization) -> dict[str, Any]:
        names = thing.names_on(montreal_today())
        language = next((code for code in (self.asked.language, *LANGUAGES) if names.get(code)), "fr")
        return {"language": language, "name": names.get(language, "")}


class SinceForm(DeedForm):
    """From when on."""

    since = PartialDateField(label=_("À partir du"), required=False, help_text=FROM_DAY)


class UntilForm(DeedForm):
    """From when on no longer."""

    until = PartialDateField(label=_("Prend fin le"), required=False, help_text=FROM_DAY)


class MergeForm(SinceForm):
    """Into which other organization."""

    into = forms.ChoiceField(
        label=_("Organisme dont il fait désormais partie"),
        help_text=_("Parmi ceux dont vous décidez aussi: une fusion se dit au nom des deux."),
    )
    field_order = ("into", "since")

    def prepare(self) -> None:
        others = choices.answered_for(self.asked.actor, self.asked.subject.thing)
        self.offer("into", [("", _("Choisissez")), *others])


class ConfidentialityForm(DeedForm):
    """Whether the place must not be known."""

    confidential_site = forms.BooleanField(label=_("L'adresse doit rester inconnue"), required=False)

    def standing(self, thing: Organization) -> dict[str, Any]:
        return {"confidential_site": thing.confidential_site}

    def refuse(self, refused: Refused) -> None:
        """The texts to rewrite first are fields of other forms: each is shown by its beginning."""
        told = _("Récrivez d'abord sans adresse le texte «%(value)s».")
        for problem in refused.problems:
            if problem.code is ErrorCode.ADDRESS_WITHHELD:
                self.add_error(None, forms.ValidationError(told, code=problem.code, params=dict(problem.params)))
            else:
                super().refuse(Refused(problem))


class LocationForm(PlaceFields):
    """A place, and which services are given there; without the address where that is confidential."""

    name = line(_("Nom du lieu"), help_text=_("Par exemple: point de service du centre-ville."))
    address = line(_("Adresse"), help_text=_("Numéro, rue, code postal."))
    confidential = forms.BooleanField(
        label=_("Ce lieu est confidentiel: aucune adresse n'en est gardée"), required=False
    )
    note = prose(_("Remarque"), rows=3)
    services = forms.MultipleChoiceField(
        label=_("Services offerts à cet endroit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "city", "region", "province", "address", "confidential", "note", "services")
    apart: ClassVar = ("services",)

    def standing(self, thing: Any) -> dict[str, Any]:
        if not isinstance(thing, Location):
            return {}
        return super().standing(thing) | {"services": [service.key for service in thing.services.all()]}

    def prepare(self) -> None:
        super().prepare()
        self.fields["city"].required = True
        owner = self._owner()
        if owner.front_door_only:
            del self.fields["address"], self.fields["confidential"]
        offered = directory.services(self.asked.actor, organization=owner.key)
        self.offer("services", [(one.key, self._name(one)) for one in offered])

    def _owner(self) -> Organization:
        thing = self.asked.subject.thing
        owner: Organization = thing.organization if isinstance(thing, Location) else thing
        return owner

    def _name(self, service: Service) -> str:
        return service.name_in(self.asked.language).text
