"""An act, when it took place, who took part in it and as what."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.concertation.filters import group_choices, organization_choices
from pages.forms import PartialDateField
from registry.concertation import queries as concertation
from registry.concertation.models import Activity, ActivityParty, Group

from . import choices
from .forms import DeedForm, ValuesForm
from .organization_forms import WORDS, line, prose
from .service_forms import MANY

CHOOSE = ("", _("Choisissez"))
APART = " "  # between the sort of a party, its key and its role: no key or code has it


class RecordForm(DeedForm):
    """An act in its first words; the rest is added to the draft."""

    kind = forms.ChoiceField(label=_("Sorte d'activité"), widget=forms.RadioSelect)
    title = line(_("Ce qui a été fait, en une phrase"), required=True)
    language = forms.ChoiceField(label=_("Langue de ce texte"), widget=forms.RadioSelect, choices=WORDS.items())
    status = forms.ChoiceField(label=_("Où elle en est"))
    date = PartialDateField(label=_("Date, si elle a eu lieu un seul jour"), required=False)
    since = PartialDateField(label=_("Ou du"), required=False)
    until = PartialDateField(label=_("Jusqu'au"), required=False)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"language": self.asked.language, "status": "done"}

    def prepare(self) -> None:
        self.offer("kind", choices.terms(self.asked.vocabulary, "activity_kinds"))
        self.offer("status", choices.terms(self.asked.vocabulary, "activity_statuses"))

    def aim(self) -> tuple[str, ...]:
        return ()

    def arguments(self) -> dict[str, Any]:
        thing = self.asked.subject.thing
        return super().arguments() | {"group" if isinstance(thing, Group) else "organization": thing.key}


class ActivityForm(ValuesForm):
    """An act as it stands."""

    rare: ClassVar = ("within_since", "within_until", "languages", "note")
    title_fr = line(_("Titre en français"))
    title_en = line(_("Titre en anglais"))
    title_es = line(_("Titre en espagnol"))
    kind = forms.ChoiceField(label=_("Sorte d'activité"))
    nature = forms.ChoiceField(label=_("Nature"))
    status = forms.ChoiceField(label=_("Où elle en est"))
    date = PartialDateField(label=_("Date, si elle a eu lieu un seul jour"), required=False)
    since = PartialDateField(label=_("Ou du"), required=False)
    until = PartialDateField(label=_("Jusqu'au"), required=False)
    within_since = PartialDateField(label=_("Ou un jour inconnu, depuis"), required=False)
    within_until = PartialDateField(label=_("Un jour inconnu, jusqu'au"), required=False)
    place = line(_("Ville"))
    languages = forms.MultipleChoiceField(
        label=_("Langues"), required=False, widget=MANY(attrs={"class": "choices-columns"})
    )
    description = prose(_("Description"))
    note = prose(_("Remarque"), rows=3)

    def prepare(self) -> None:
        lists = self.asked.vocabulary
        for name in ("kind", "nature", "status"):
            taxonomy = {"kind": "activity_kinds", "nature": "activity_natures", "status": "activity_statuses"}[name]
            self.offer(name, choices.terms(lists, taxonomy))
        self.offer("languages", choices.terms(lists, "languages"))


class PartyForm(DeedForm):
    """An organization or a group, and as what it takes part."""

    role = forms.ChoiceField(label=_("À titre de"))
    party = forms.ChoiceField(label=_("Quel organisme ou quel groupe"))

    def prepare(self) -> None:
        activity, actor = self.asked.subject.thing, self.asked.actor
        about = [(ActivityParty.ABOUT, _("Sujet de l'activité, sans y prendre part"))]
        self.offer("role", [CHOOSE, *choices.terms(self.asked.vocabulary, "party_roles"), *about])
        groups = concertation.groups(actor, exercise=activity.exercise).filter(exercise=activity.exercise)
        found = {
            "organization": choices.all_organizations(actor, exercise=activity.exercise),
            "group": group_choices(groups),
        }
        labels = {"organization": _("Organismes"), "group": _("Groupes")}
        self.offer("party", [CHOOSE, *((str(labels[sort]), _keyed(sort, rows)) for sort, rows in found.items())])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        sort, key = given.pop("party").split(APART)
        return {sort: key, **given}


class RemovePartyForm(DeedForm):
    """Which party is named no longer, in which role."""

    party = forms.ChoiceField(label=_("Qui retirer"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        activity: Activity = self.asked.subject.thing
        rows = concertation.visible_parties(self.asked.actor).filter(activity=activity)
        parties = rows.select_related("organization", "group").prefetch_related("organization__names")
        self.offer("party", [self._choice(party) for party in parties])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        sort, key, role = given.pop("party").split(APART)
        return {sort: key, "role": role, **given}

    def _choice(self, party: ActivityParty) -> tuple[str, str]:
        role = self.asked.vocabulary.label("party_roles", party.role, self.asked.language)
        if party.organization is not None:
            [(key, name)] = organization_choices([party.organization])
            return APART.join(("organization", key, party.role)), f"{name} – {role}"
        assert party.group is not None
        [(key, name)] = group_choices([party.group])
        return APART.join(("group", key, party.role)), f"{name} – {role}"


class ImpactForm(DeedForm):
    """What the act changed, in one of four kinds."""

    kind = forms.ChoiceField(label=_("Ce que cela a changé"), widget=forms.RadioSelect)
    text = prose(_("En quoi"), rows=4, required=True)
    on = PartialDateField(label=_("Quand"), required=False)

    def prepare(self) -> None:
        self.offer("kind", choices.terms(self.asked.vocabulary, "impact_kinds"))


class RemoveImpactForm(DeedForm):
    """Which impact was recorded by mistake."""

    impact = forms.ChoiceField(label=_("Quoi retirer"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        activity: Activity = self.asked.subject.thing
        kinds = dict(choices.terms(self.asked.vocabulary, "impact_kinds"))
        self.offer("impact", [(one.key, _told(kinds[one.kind], one.text)) for one in activity.impacts.all()])


def _told(kind: str, text: str) -> str:
    """`Pratiques du gouvernement: le délai est passé à dix jours`."""
    return gettext("%(label)s: %(value)s") % {"label": kind, "value": text} if text else kind


def _keyed(sort: str, rows: choices.Choices) -> choices.Choices:
    return [(f"{sort}{APART}{key}", name) for key, name in rows]
