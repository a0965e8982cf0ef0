"""What a referral agreement covers, between whom, and who may see it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField, PartialDateField
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.rules import in_force
from registry.referrals.models import Agreement, AgreementTerms
from registry.referrals.rules import Cover

from . import choices
from .forms import DeedForm
from .organization_forms import NOBODY, prose
from .service_forms import MANY

FORMALITIES = [
    ("formal", _("Formelle: signée ou écrite")),
    ("informal", _("Informelle: entendue entre équipes")),
    ("in_development", _("En développement: pas encore utilisable")),
]
AUDIENCES = [
    ("public", _("Tout le monde")),
    ("partners", _("Les partenaires qui ont ouvert une session")),
    ("parties", _("Les deux organismes seulement")),
]
CHOOSE = ("", _("Choisissez"))
ANYONE = "*"
APART = " "  # between the key of an organization and that of a service: no key has it


def _codes(label: Any, help_text: Any) -> forms.MultipleChoiceField:
    widget = MANY(attrs={"class": "choices-columns"})
    return forms.MultipleChoiceField(label=label, required=False, widget=widget, help_text=help_text)


class CoverFields(DeedForm):
    """For what, for whom, on which conditions, how firmly."""

    rare: ClassVar = ("populations", "conditions_all", "conditions_any")
    needs = _codes(_("Pour quels besoins"), _("Un au moins."))
    populations = _codes(_("Pour quelles populations"), _("Rien de coché: on ne sait pas."))
    conditions_all = _codes(_("Conditions: toutes sont nécessaires"), _("Rien de coché: aucune condition."))
    conditions_any = _codes(_("Conditions: l'une d'elles suffit"), _("Rien de coché: aucune condition."))
    formality = forms.ChoiceField(label=_("Sorte d'entente"), widget=forms.RadioSelect, choices=FORMALITIES)
    promised_days = forms.IntegerField(
        label=_("Réponse promise en combien de jours"), required=False, min_value=0, max_value=365
    )

    def prepare(self) -> None:
        lists = self.asked.vocabulary
        self.offer("needs", choices.tree(lists, "needs"))
        self.offer("populations", choices.terms(lists, "populations"))
        for name in ("conditions_all", "conditions_any"):
            self.offer(name, choices.terms(lists, "condition_facts"))

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        cover = {name: given.pop(name) for name in CoverFields.base_fields if name in given}
        if cover["promised_days"] is not None:
            cover["promised_days"] = Decimal(cover["promised_days"])
        return {"cover": Cover(**cover), **given}


class ProposalForm(CoverFields):
    """A proposal in the name of the organization that one speaks for."""

    since = PartialDateField(label=_("En vigueur à partir du"), required=False)
    audience = forms.ChoiceField(label=_("Qui peut voir cette entente"), widget=forms.RadioSelect, choices=AUDIENCES)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"formality": "formal", "audience": "public"}


class SendingForm(ProposalForm):
    """This organization sends people to another one."""

    target = forms.ChoiceField(label=_("Vers quel organisme, ou lequel de ses services"))
    field_order = ("target",)

    def prepare(self) -> None:
        super().prepare()
        actor, here = self.asked.actor, self.asked.subject.thing
        inside: dict[str, choices.Choices] = {}
        for service in directory.services(actor, exercise=here.exercise):
            key = f"{service.organization.key}{APART}{service.key}"
            name = service.name_in(self.asked.language).text
            inside.setdefault(service.organization.key, []).append((key, name))
        any_of = _("N'importe lequel de ses services")
        others = [(name, [(key, any_of), *inside.get(key, [])]) for key, name in choices.organizations(actor, here)]
        self.offer("target", [CHOOSE, *others])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        target, _apart, service = given.pop("target").partition(APART)
        return {"origin": self.asked.subject.thing.key, "target": target, "service": service or None, **given}


class ReceivingForm(ProposalForm):
    """Another organization, or any practitioner, sends people to this one."""

    origin = forms.ChoiceField(label=_("Qui oriente vers vous"))
    service = forms.ChoiceField(label=_("Vers lequel de vos services"), required=False)
    field_order = ("origin", "service")

    def prepare(self) -> None:
        super().prepare()
        actor, here = self.asked.actor, self.asked.subject.thing
        self.offer("origin", [CHOOSE, (ANYONE, _("Tout intervenant")), *choices.organizations(actor, here)])
        own = directory.services(actor, organization=here.key)
        names = [(one.key, one.name_in(self.asked.language).text) for one in own]
        self.offer("service", [("", _("N'importe lequel de vos services")), *names])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        origin, service = given.pop("origin"), given.pop("service")
        origin = None if origin == ANYONE else origin
        return {"origin": origin, "target": self.asked.subject.thing.key, "service": service or None, **given}


class AmendForm(CoverFields):
    """Another cover from a day on."""

    since = DayField(label=_("À partir du"), required=False, help_text=_("Ce qui valait avant reste dans l'histoire."))

    def standing(self, thing: Agreement) -> dict[str, Any]:
        terms = terms_of(thing)
        found = {name: getattr(terms, name) for name in CoverFields.base_fields if hasattr(terms, name)}
        days = found.get("promised_days")
        return found | {"promised_days": None if days is None else round(days), "since": montreal_today()}


class FromDayForm(DeedForm):
    """From which day on."""

    since = DayField(label=_("À partir du"), required=False)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"since": montreal_today()}


class SuspendForm(FromDayForm):
    """From which day on, and why."""

    reason = prose(_("Pourquoi"), rows=3, help_text=NOBODY)


class EndForm(DeedForm):
    """The first day on which it no longer holds."""

    until = PartialDateField(label=_("Ne vaut plus à partir du"))


class AudienceForm(DeedForm):
    """Who may see it."""

    audience = forms.ChoiceField(label=_("Qui peut voir cette entente"), widget=forms.RadioSelect, choices=AUDIENCES)

    def standing(self, thing: Agreement) -> dict[str, Any]:
        return {"audience": thing.audience}


def terms_of(agreement: Agreement) -> AgreementTerms | None:
    """What the agreement covers today, or first."""
    return in_force(agreement.terms.all(), montreal_today()) or next(iter(agreement.terms.all()), None)
