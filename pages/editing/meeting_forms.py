"""What is planned, noted and decided of a meeting."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.concertation.group_words import ANSWERS, OCCASIONS, OUTCOMES, meeting_name
from pages.forms import DayField
from registry.concertation import queries as concertation
from registry.concertation.messages import MODES
from registry.concertation.models import AgendaItem, Attendance, Meeting, Outcome, Resolution
from registry.core.dates import montreal_today
from registry.core.translations import in_language

from . import choices
from .forms import DeedForm, ValuesForm
from .group_subjects import invited
from .organization_forms import line, prose
from .subjects import name_of

CHOOSE = ("", _("Choisissez"))
NO_CONCERN = ("", _("Aucun enjeu en particulier"))
NO_RESOLUTION = ("", _("Aucune résolution en particulier"))
ROLE_ONLY = _("Une fonction (direction, intervention…), jamais un nom.")


class HourField(forms.TimeField):
    """An hour of the day, Montréal's."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"})
        super().__init__(widget=widget, required=False, **kwargs)


class MeetingFields(DeedForm):
    """When, where and how a meeting is held."""

    rare: ClassVar = ("occasion", "quorum")
    title = line(_("Titre"), help_text=_("Laissé vide: «Rencontre»."))
    day = DayField(label=_("Jour"))
    starts_at = HourField(label=_("Début"))
    ends_at = HourField(label=_("Fin"))
    mode = forms.ChoiceField(label=_("Comment"), widget=forms.RadioSelect, choices=MODES.items())
    city = line(_("Ville"))
    place = line(_("Lieu ou lien"), help_text=_("Comment on y entre: seules les personnes invitées le voient."))
    occasion = forms.ChoiceField(
        label=_("À l'occasion de"), required=False, choices=[("", _("Aucune en particulier")), *OCCASIONS.items()]
    )
    quorum = forms.IntegerField(
        label=_("Quorum"),
        required=False,
        min_value=1,
        help_text=_("Combien d'organismes votants il faut. Laissé vide: la majorité d'entre eux."),
    )


class PlanForm(MeetingFields):
    """A new meeting."""

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"mode": "virtual"}


class MeetingForm(MeetingFields, ValuesForm):
    """A meeting as it stands."""


class AboutForm(DeedForm):
    """Which concern or resolution of its host something in a meeting is about."""

    concern = forms.ChoiceField(label=_("À propos de quel enjeu"), required=False)
    resolution = forms.ChoiceField(label=_("À propos de quelle résolution"), required=False)

    def prepare(self) -> None:
        actor, meeting = self.asked.actor, self.meeting()
        concerns = concertation.concerns_at(actor, meeting).order_by("-raised_on", "-pk")
        resolutions = concertation.resolutions_at(actor, meeting).order_by("-pk")
        self.offer("concern", [NO_CONCERN, *((one.key, one.title) for one in concerns)])
        self.offer("resolution", [NO_RESOLUTION, *((one.key, self._subject(one)) for one in resolutions)])

    def meeting(self) -> Meeting:
        meeting: Meeting = self.asked.subject.thing
        return meeting

    def clean_concern(self) -> str | None:
        return self.cleaned_data["concern"] or None

    def clean_resolution(self) -> str | None:
        return self.cleaned_data["resolution"] or None

    def _subject(self, resolution: Resolution) -> str:
        return in_language(resolution.subjects, self.asked.language).text


class ItemForm(AboutForm):
    """One point of the agenda; where the link names a concern (`?concern=`), about that one."""

    title = line(_("Point à l'ordre du jour"), required=True)
    field_order = ("title",)

    def standing(self, thing: Meeting) -> dict[str, Any]:
        named = self.asked.given.get("concern")
        found = concertation.concerns_at(self.asked.actor, thing) if named else ()
        return next(({"title": one.title, "concern": one.key} for one in found if one.key == named), {})


class InviteForm(DeedForm):
    """One more organization, beside those that sit."""

    organization = forms.ChoiceField(label=_("Organisme"))

    def prepare(self) -> None:
        meeting: Meeting = self.asked.subject.thing
        host = meeting.group or meeting.coalition
        assert host is not None
        here = {row.organization.key for row in invited(self.asked.actor, meeting)}
        others = choices.all_organizations(self.asked.actor, exercise=host.exercise)
        self.offer("organization", [CHOOSE, *(one for one in others if one[0] not in here)])


class AnswerForm(DeedForm):
    """Whether an organization comes, and who for it."""

    organization = forms.ChoiceField(label=_("Au nom de"), widget=forms.RadioSelect)
    answer = forms.ChoiceField(label=_("Réponse"), widget=forms.RadioSelect, choices=ANSWERS.items())
    delegate_role = line(_("Qui vient, par sa fonction"), help_text=ROLE_ONLY)

    def prepare(self) -> None:
        actor, meeting = self.asked.actor, self.asked.subject.thing
        rows = invited(actor, meeting)
        own = [row for row in rows if concertation.may_answer_for(actor, meeting, row.organization)]
        self.offer("organization", [(row.organization.key, name_of(row.organization).text) for row in own])
        if own:
            first = own[0]
            self.initial["organization"] = first.organization.key
            self.initial["answer"] = first.answer or Attendance.Answer.COMING
            self.initial["delegate_role"] = first.delegate_role


class OutcomeForm(AboutForm):
    """What came of a meeting, under which point; of a commitment, by whom and due when."""

    rare: ClassVar = ("concern", "resolution")
    field_order = ("kind", "text", "item", "by", "due")
    kind = forms.ChoiceField(label=_("Sorte de suite"), widget=forms.RadioSelect, choices=OUTCOMES.items())
    text = prose(_("Ce qui est dit, décidé ou promis"), rows=3, required=True)
    item = forms.ChoiceField(label=_("Sous le point"), required=False)
    by = forms.ChoiceField(label=_("Par qui"), required=False, help_text=_("Pour un engagement."))
    due = DayField(label=_("Pour le"), required=False)

    def prepare(self) -> None:
        super().prepare()
        meeting = self.meeting()
        items = [(one.key, f"{one.position}. {one.title}") for one in meeting.agenda.all()]
        rows = invited(self.asked.actor, meeting)
        there = [(row.organization.key, name_of(row.organization).text) for row in rows]
        self.offer("item", [("", _("Aucun point en particulier")), *items])
        self.offer("by", [("", _("Personne en particulier")), *there])

    def clean_item(self) -> str | None:
        return self.cleaned_data["item"] or None

    def clean_by(self) -> str | None:
        return self.cleaned_data["by"] or None


class RecordForm(OutcomeForm):
    """A new outcome; where the link names a marked line of the notes (`?line=`), what that says."""

    def standing(self, thing: Meeting) -> dict[str, Any]:
        lines = concertation.marked_lines(self.asked.actor, [thing]).get(thing.key, [])
        named = (one for one in lines if str(one.line) == self.asked.given.get("line"))
        return next(({"kind": one.kind, "text": one.text, "item": one.item} for one in named), {})

    def prepare(self) -> None:
        super().prepare()
        if "text" in self.initial:
            self.fields["text"].widget.attrs["autofocus"] = True


class CorrectForm(OutcomeForm, ValuesForm):
    """An outcome as it stands."""

    def standing(self, thing: Outcome) -> dict[str, Any]:
        linked = {"item": thing.item, "by": thing.by, "concern": thing.concern, "resolution": thing.resolution}
        return super().standing(thing) | {name: one and one.key for name, one in linked.items()}

    def meeting(self) -> Meeting:
        outcome: Outcome = self.asked.subject.thing
        return outcome.meeting


class MoveForm(DeedForm):
    """The place of a point in the agenda, from 1."""

    position = forms.IntegerField(label=_("Nouvelle place"), min_value=1)

    def standing(self, thing: AgendaItem) -> dict[str, Any]:
        return {"position": thing.position}


class ApproveForm(DeedForm):
    """At which meeting, of the same group, the minutes were approved."""

    at = forms.ChoiceField(label=_("Approuvé à la rencontre du"), required=False)

    def prepare(self) -> None:
        meeting = self.asked.subject.thing
        same = concertation.visible_meetings(self.asked.actor).filter(group=meeting.group, coalition=meeting.coalition)
        later = same.filter(day__gt=meeting.day, day__lte=montreal_today()).exclude(state=Meeting.State.CANCELLED)
        self.offer("at", [("", _("Aucune en particulier")), *((one.key, meeting_name(one)) for one in later)])

    def arguments(self) -> dict[str, Any]:
        return {"at": self.cleaned_data["at"] or None}
