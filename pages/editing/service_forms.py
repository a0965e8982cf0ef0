"""What a service says of itself, whom it takes by which door, and whether it takes anyone."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField, PartialDateField
from registry.core.dates import montreal_today
from registry.directory.models import Service, ServiceTerms

from . import choices
from .forms import DeedForm, ValuesForm
from .organization_forms import FROM_DAY, ContactFields, line, prose

MANY = forms.CheckboxSelectMultiple
UNKNOWN_IF_EMPTY = _("Rien de coché: on ne sait pas.")


def _many(label: Any, help_text: Any = UNKNOWN_IF_EMPTY) -> forms.MultipleChoiceField:
    widget = MANY(attrs={"class": "choices-columns"})
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, help_text=help_text)


class ServiceForm(ContactFields):
    """The fields that no pathway depends on."""

    name_fr = line(_("Nom en français"), help_text=_("Un nom au moins, dans l'une des trois langues."))
    name_en = line(_("Nom en anglais"))
    name_es = line(_("Nom en espagnol"))
    schedule = prose(
        _("Horaire"), rows=2, help_text=_("Comme on le dit au téléphone: du lundi au jeudi, de 9 h à 16 h.")
    )
    fee = forms.ChoiceField(label=_("Prix"), required=False)
    capacity_note = prose(_("Capacité"), rows=2)
    field_order = (
        *("name_fr", "name_en", "name_es", "description_fr", "description_en", "description_es"),
        *("schedule", "fee", "capacity_note", "website", "email", "phone", "city", "region", "province"),
    )

    def standing(self, thing: Any) -> dict[str, Any]:
        if not isinstance(thing, Service):
            return {}
        return super().standing(thing) | {"schedule": thing.schedule.get("label_fr", "")}

    def prepare(self) -> None:
        super().prepare()
        self.offer("fee", [("", _("Non précisé")), *choices.terms(self.asked.vocabulary, "fees")])


class TermsFields(DeedForm):
    """Whom a service takes and by which door: what pathways are found by."""

    rare: ClassVar = ("populations_all", "facts_all", "facts_any", "areas_note", "audience_also")
    needs = _many(_("À quels besoins il répond"), _("Le besoin principal et les autres. Un au moins."))
    door = forms.ChoiceField(label=_("Porte d'entrée"), widget=forms.RadioSelect)
    languages = _many(_("Langues dans lesquelles il est offert"))
    populations = _many(
        _("Pour qui"), _("Il suffit d'être de l'une de ces populations. Rien de coché: on ne sait pas.")
    )
    populations_all = _many(
        _("Il faut être de toutes ces populations"), _("Par exemple: femmes, et demandeuses d'asile.")
    )
    age_min = forms.IntegerField(label=_("À partir de quel âge"), required=False, min_value=0, max_value=120)
    age_max = forms.IntegerField(label=_("Jusqu'à quel âge"), required=False, min_value=0, max_value=120)
    facts_all = _many(_("Conditions: toutes sont nécessaires"), _("Rien de coché: aucune condition."))
    facts_any = _many(_("Conditions: l'une d'elles suffit"), _("Rien de coché: aucune condition."))
    criteria = prose(_("Conditions, en vos mots"), rows=3)
    areas = _many(_("Territoire desservi"))
    areas_note = prose(_("Précision sur le territoire"), rows=2)
    audience = forms.ChoiceField(label=_("À qui le service s'adresse"))
    audience_also = _many(_("Et aussi à"), "")

    def prepare(self) -> None:
        lists = self.asked.vocabulary
        self.offer("needs", choices.tree(lists, "needs"))
        self.offer("door", choices.terms(lists, "doors"))
        self.offer("languages", choices.terms(lists, "languages"))
        for name in ("populations", "populations_all"):
            self.offer(name, choices.terms(lists, "populations"))
        for name in ("facts_all", "facts_any"):
            self.offer(name, choices.terms(lists, "condition_facts"))
        self.offer("areas", choices.places(lists))
        for name in ("audience", "audience_also"):
            self.offer(name, choices.terms(lists, "audiences"))

    def of_terms(self, terms: ServiceTerms | None) -> dict[str, Any]:
        """What the fields say of the terms, or of a service that has none yet."""
        if terms is None:
            return {"audience": "persons"}
        found = {name: getattr(terms, name) for name in TermsFields.base_fields if hasattr(terms, name)}
        return found | {"areas": terms.area_codes}


class TermsForm(ValuesForm, TermsFields):
    """New terms from a day on."""

    since = DayField(
        label=_("À partir du"),
        required=False,
        help_text=_(
            "Aujourd'hui, un jour à venir, ou un jour passé si c'est déjà ainsi. Les jours d'avant ne changent pas."
        ),
    )
    apart: ClassVar = ("since",)

    def standing(self, thing: Service) -> dict[str, Any]:
        today = montreal_today()
        return self.of_terms(thing.terms_on(today) or thing.terms.first()) | {"since": today}


class NewServiceForm(ServiceForm, TermsFields):
    """A service with its first terms."""

    since = PartialDateField(label=_("Offert depuis"), required=False, help_text=FROM_DAY)

    def standing(self, thing: Any) -> dict[str, Any]:
        return self.of_terms(None)

    def prepare(self) -> None:
        TermsFields.prepare(self)
        ServiceForm.prepare(self)

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()["values"]
        since = given.pop("since")
        terms = {name: given.pop(name) for name in TermsFields.base_fields if name in given}
        return {"values": given, "terms": terms, "since": since}


class IntakeForm(DeedForm):
    """Another state of the intake, from a day on."""

    status = forms.ChoiceField(label=_("L'accueil est"), widget=forms.RadioSelect)
    since = DayField(
        label=_("À partir du"),
        required=False,
        help_text=_("Aujourd'hui, un jour à venir, ou un jour passé si c'est déjà ainsi."),
    )
    until = DayField(
        label=_("Jusqu'à quand, si c'est annoncé"),
        required=False,
        help_text=_(
            "Le premier jour où ce ne sera plus ainsi: l'état d'avant reprend alors. "
            "Laissé vide: jusqu'au prochain changement."
        ),
    )
    wait_days = forms.IntegerField(
        label=_("Attente annoncée, en jours"),
        required=False,
        min_value=0,
        help_text=_("Seulement pour une liste d'attente."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    reason = prose(
        _("Pourquoi, et ce qu'il faut savoir"),
        rows=3,
        help_text=_("Tout le monde le lira. Par exemple: «complet jusqu'en janvier». Rien qui identifie une personne."),
    )

    def standing(self, thing: Service) -> dict[str, Any]:
        current = thing.intake_on(montreal_today()).current
        return {"status": current.status if current else "", "since": montreal_today()}

    def prepare(self) -> None:
        self.offer("status", choices.terms(self.asked.vocabulary, "intake_statuses"))


class CancelForm(DeedForm):
    """Which planned change is taken back."""

    period = forms.CharField(widget=forms.HiddenInput, max_length=64)
