"""What a group is, and the seats that it offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.concertation.group_words import group_name, role
from pages.forms import PartialDateField
from registry.concertation import queries as concertation
from registry.concertation.models import Group
from registry.directory.models import Organization

from . import choices
from .forms import DeedForm, ValuesForm
from .organization_forms import FROM_DAY, WORDS, line

CHOOSE = ("", _("Choisissez"))
ONE_A_LINE = _("Un par ligne.")
NO_LONGER = _("Ne siège plus à partir du")


class TopicsField(forms.CharField):
    """Several short texts, one a line; cleans to their list."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class GroupFields(DeedForm):
    """What groups say of themselves."""

    kind = forms.ChoiceField(label=_("Sorte de groupe"))
    acronym = line(_("Sigle"), short=True)
    parent = forms.ChoiceField(label=_("Fait partie de"), required=False, help_text=_("Pour un sous-groupe."))
    rule_set = forms.ChoiceField(
        label=_("Règles"), required=False, help_text=_("Qui y siège, combien de fois il se réunit et où.")
    )
    composition_rule = forms.ChoiceField(label=_("Composition"), required=False)
    mandate_topics = TopicsField(label=_("Sujets du mandat"), required=False, help_text=ONE_A_LINE)
    open_minutes = forms.BooleanField(
        label=_("Tout le monde peut lire ses procès-verbaux, une fois approuvés"), required=False
    )

    def prepare(self) -> None:
        lists, here = self.asked.vocabulary, self.asked.subject.thing
        self.offer("kind", [CHOOSE, *choices.terms(lists, "group_kinds")])
        self.offer("parent", [("", _("Aucun autre groupe")), *self.possible_parents(here)])
        rules = [(one.key, one.key) for one in concertation.rule_sets(self.asked.actor, kind="group")]
        self.offer("rule_set", [("", _("Aucune règle écrite")), *rules])
        self.offer("composition_rule", [("", _("Non précisée")), *choices.terms(lists, "composition_rules")])

    def possible_parents(self, here: Group | Organization) -> choices.Choices:
        """The other groups of the same coalition."""
        coalition = here if isinstance(here, Organization) else here.coalition or here.body
        found = concertation.groups(self.asked.actor, body=coalition, exercise=here.exercise)
        return [(one.key, group_name(one).text) for one in found if one != here]


class NewGroupForm(GroupFields):
    """A group of a coalition, with its first name."""

    name = line(_("Nom du groupe"), required=True)
    language = forms.ChoiceField(label=_("Langue de ce nom"), widget=forms.RadioSelect, choices=WORDS.items())
    since = PartialDateField(label=_("Existe depuis"), required=False, help_text=FROM_DAY)
    field_order = ("name", "language")

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"language": self.asked.language}


class GroupForm(GroupFields, ValuesForm):
    """A group as it stands, with its names."""

    name_fr = line(_("Nom en français"))
    name_en = line(_("Nom en anglais"))
    name_es = line(_("Nom en espagnol"))
    field_order = ("name_fr", "name_en", "name_es")

    def standing(self, thing: Group) -> dict[str, Any]:
        linked = {"parent": thing.parent and thing.parent.key, "rule_set": thing.rule_set and thing.rule_set.key}
        return super().standing(thing) | linked


class EndGroupForm(DeedForm):
    """The first day on which the group no longer exists."""

    until = PartialDateField(label=_("N'existe plus à partir du"))


class OfferForm(DeedForm):
    """A seat offered to an organization, for a term."""

    organization = forms.ChoiceField(label=_("Organisme"))
    role = forms.ChoiceField(label=_("À titre de"))
    since = PartialDateField(label=_("Siège à partir du"), required=False, help_text=FROM_DAY)
    until = PartialDateField(
        label=NO_LONGER,
        required=False,
        help_text=_("AAAA-MM-JJ, ou seulement AAAA-MM ou AAAA. Laissé vide: un mandat sans fin prévue."),
    )
    votes = forms.BooleanField(label=_("Avec droit de vote"), required=False, initial=True)
    interim = forms.BooleanField(
        label=_("Par intérim: jusqu'au retour du titulaire ou à la prochaine élection"), required=False
    )

    def prepare(self) -> None:
        group, actor = self.asked.subject.thing, self.asked.actor
        self.offer("organization", [CHOOSE, *choices.all_organizations(actor, exercise=group.exercise)])
        lists = self.asked.vocabulary
        self.offer("role", [CHOOSE, *((code, role(lists, code)) for code in lists.codes("seat_roles"))])


class RenewForm(DeedForm):
    """The end of the next term: the first day on which it no longer holds."""

    until = PartialDateField(label=NO_LONGER)


class EndSeatForm(DeedForm):
    """The first day on which the organization no longer sits."""

    until = PartialDateField(label=NO_LONGER)
