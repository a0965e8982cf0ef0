"""What members raise to a group, and how the group answers."""

from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from pages.concertation.filters import group_choices, organization_choices
from pages.concertation.group_words import is_over
from pages.forms import DayField
from registry.concertation import queries as concertation
from registry.concertation.models import Concern, Group
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.core.translations import in_language

from . import choices
from .forms import DeedForm, ValuesForm
from .organization_forms import NOBODY, WORDS, line, prose

CHOOSE = ("", _("Choisissez"))
NOTHING = ("", _("Rien de cela"))


class SpeakingForm(DeedForm):
    """In the name of which organization one speaks; the only one is chosen already."""

    organization = forms.ChoiceField(label=_("Au nom de"))

    def speak(self, offered: choices.Choices) -> None:
        """Offer the organizations in whose name one may speak."""
        if len(offered) == 1:
            self.initial["organization"] = offered[0][0]
        self.offer("organization", offered if len(offered) == 1 else [CHOOSE, *offered])


class WordedForm(DeedForm):
    """A concern in a member's own words."""

    title = line(_("L'enjeu en une phrase"), required=True, help_text=NOBODY)
    description = prose(_("De quoi il s'agit"), rows=6)
    language = forms.ChoiceField(label=_("Langue de ce texte"), widget=forms.RadioSelect, choices=WORDS.items())


class WordingForm(WordedForm, ValuesForm):
    """Its words as they stand."""


class RaiseForm(SpeakingForm, WordedForm):
    """A concern that is new."""

    field_order = ("organization",)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"language": self.asked.language}

    def prepare(self) -> None:
        self.speak(organization_choices(concertation.raising(self.asked.actor, self.asked.subject.thing)))

    def alike(self) -> list[dict[str, Any]]:
        """Concerns of the group that likely say the same, to be joined rather than repeated: {concern, raisers, ours}.

        `ours`: whether the organization raised it before, so that there is nothing to join.
        """
        actor, group = self.asked.actor, self.asked.subject.thing
        found = concertation.like_concern(actor, group, self.cleaned_data.get("title", ""))
        seen = concertation.visible_raisers(actor).select_related("organization")
        prefetch_related_objects(found, Prefetch("raisers", seen.prefetch_related("organization__names")))
        speaker = self.cleaned_data.get("organization")
        shown = [(concern, concern.raisers.all()) for concern in found]
        return [
            {"concern": concern, "raisers": raisers, "ours": any(one.organization.key == speaker for one in raisers)}
            for concern, raisers in shown
        ]

    def typed(self) -> str:
        """What was typed of the concern, as one text."""
        given = self.cleaned_data
        return "\n\n".join(filter(None, (given.get("title"), given.get("description"))))


class SupportForm(SpeakingForm):
    """The same concern, raised by another organization."""

    words = prose(_("Ce que vous ajoutez, dans vos mots"), rows=4, help_text=NOBODY)

    def prepare(self) -> None:
        self.speak(organization_choices(concertation.supporting(self.asked.actor, self.asked.subject.thing)))


class WithdrawForm(SpeakingForm):
    """Whose name is taken off: one of the actor's own organizations."""

    def prepare(self) -> None:
        actor, concern = self.asked.actor, self.asked.subject.thing
        raised = concertation.own(actor, Role.ADMINISTRATOR).filter(concerns_raised__concern=concern)
        self.speak(organization_choices(raised))


class JoinForm(DeedForm):
    """The concern that stays."""

    into = forms.ChoiceField(
        label=_("Avec quel enjeu"), help_text=_("C'est lui qui reste, avec tous ceux qui l'ont soulevé.")
    )

    def prepare(self) -> None:
        here: Concern = self.asked.subject.thing
        found = concertation.concerns(self.asked.actor, group=here.group).exclude(pk=here.pk)
        live = found.filter(state__in=[Concern.State.RAISED, Concern.State.ANSWERED])
        self.offer("into", [CHOOSE, *((one.key, one.title) for one in live)])


class AnswerForm(DeedForm):
    """One of the seven ways, and what it is that answers."""

    kind = forms.ChoiceField(label=_("De quelle façon"), widget=forms.RadioSelect)
    on = DayField(label=_("Le"), required=False)
    activity = forms.ChoiceField(label=_("Par quelle activité"), required=False)
    resolution = forms.ChoiceField(label=_("Par quelle résolution"), required=False)
    outcome = forms.ChoiceField(label=_("Par quelle décision de rencontre"), required=False)
    note = prose(_("Ce que le groupe répond"), rows=4, help_text=NOBODY)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"on": montreal_today()}

    def prepare(self) -> None:
        actor, language = self.asked.actor, self.asked.language
        group = self.asked.subject.thing.group
        self.offer("kind", choices.terms(self.asked.vocabulary, "activity_kinds", leave_out=("other",)))
        acts = concertation.activities(actor, group=group, exercise=group.exercise)
        self.offer("activity", [NOTHING, *((one.key, in_language(one.titles, language).text) for one in acts)])
        resolutions = concertation.resolutions(actor, group=group)
        self.offer(
            "resolution", [NOTHING, *((one.key, in_language(one.subjects, language).text) for one in resolutions)]
        )
        outcomes = (
            concertation.visible_outcomes(actor).filter(meeting__group=group).order_by("-meeting__day", "position")
        )
        self.offer("outcome", [NOTHING, *((one.key, one.text) for one in outcomes)])

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return given | {name: given[name] or None for name in ("activity", "resolution", "outcome")}


class PassOnForm(DeedForm):
    """The group that takes it up."""

    group = forms.ChoiceField(label=_("À quel groupe"))

    def prepare(self) -> None:
        here: Group = self.asked.subject.thing.group
        coalition = here.coalition or here.body
        found = concertation.groups(self.asked.actor, body=coalition, exercise=here.exercise).exclude(pk=here.pk)
        self.offer("group", [CHOOSE, *group_choices(one for one in found if not is_over(one, montreal_today()))])
