"""A meeting, from its planning to its approved minutes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.concertation import actions
from registry.concertation.models import AgendaItem, Meeting, Minutes, Outcome
from registry.core.dates import montreal_today

from . import meeting_forms as forms
from .attendance_forms import AttendanceForm
from .deeds import Deed

INVITED = _("La rencontre est inscrite et les sièges de ce jour sont invités. Préparez maintenant son ordre du jour.")


def _page(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.key])


def _planned(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.PLANNED


def _coming(meeting: Meeting) -> bool:
    return _planned(meeting) and meeting.day >= montreal_today()


def _alive(meeting: Meeting) -> bool:
    return meeting.state != Meeting.State.CANCELLED


def _open(meeting: Meeting) -> bool:
    """Whether something may still be written of it: approved minutes are reopened first."""
    minutes = getattr(meeting, "minutes", None)
    return _alive(meeting) and (minutes is None or minutes.state != Minutes.State.APPROVED)


def _begun(meeting: Meeting) -> bool:
    return _open(meeting) and meeting.day <= montreal_today()


def _of_open(part: AgendaItem | Outcome) -> bool:
    return _open(part.meeting)


def _minutes_in(*states: str) -> Any:
    def told(meeting: Meeting) -> bool:
        minutes = getattr(meeting, "minutes", None)
        return _alive(meeting) and minutes is not None and minutes.state in states

    return told


OF_GROUP = {
    "rencontre": Deed(
        actions.plan_meeting,
        _("Prévoir une rencontre"),
        _("Inscrire la rencontre"),
        INVITED,
        forms.PlanForm,
        versioned=False,
        then=_page,
    ),
}

OF_ORGANIZATION = {
    "assemblee": Deed(
        actions.plan_assembly,
        _("Prévoir une assemblée des membres"),
        _("Inscrire l'assemblée"),
        _("L'assemblée est inscrite et les membres de ce jour sont invités. Préparez maintenant son ordre du jour."),
        forms.PlanForm,
        versioned=False,
        when=lambda organization: organization.is_coalition,
        then=_page,
    ),
}

OF_MEETING = {
    "presences": Deed(
        actions.take_attendance,
        _("Prendre les présences"),
        _("Enregistrer les présences"),
        _("Les présences sont prises: le quorum et l'admissibilité aux coprésidences en tiennent compte."),
        AttendanceForm,
        lead=_("Un organisme laissé vide n'est pas noté: vous pourrez encore le dire plus tard."),
        when=_begun,
        page="concertation/attendance.html",
    ),
    "suite": Deed(
        actions.record_outcome,
        _("Consigner une suite: information, décision ou engagement"),
        _("Consigner"),
        _("La suite est consignée: elle se lit sur la page de la rencontre."),
        forms.RecordForm,
        versioned=False,
        when=_begun,
        origin=lambda meeting: reverse("meeting_notes", args=[meeting.key]),
    ),
    "remettre": Deed(
        actions.submit_minutes,
        _("Remettre le procès-verbal pour approbation"),
        _("Remettre pour approbation"),
        _("Le projet de procès-verbal est remis: les organismes qui siègent le lisent, et il attend d'être approuvé."),
        when=_minutes_in(Minutes.State.DRAFT),
    ),
    "approuver": Deed(
        actions.approve_minutes,
        _("Approuver le procès-verbal"),
        _("Approuver"),
        _("Le procès-verbal est approuvé; cette version ne change plus."),
        forms.ApproveForm,
        when=_minutes_in(Minutes.State.SUBMITTED),
    ),
    "point": Deed(
        actions.add_agenda_item,
        _("Ajouter un point à l'ordre du jour"),
        _("Ajouter le point"),
        _("Le point est ajouté à la fin de l'ordre du jour."),
        forms.ItemForm,
        versioned=False,
        when=_open,
    ),
    "inviter": Deed(
        actions.invite_organization,
        _("Inviter un autre organisme"),
        _("Inviter"),
        _("L'organisme est invité: il le voit sur son bureau."),
        forms.InviteForm,
        versioned=False,
        when=_alive,
    ),
    "repondre": Deed(
        actions.answer_invitation,
        _("Répondre à l'invitation"),
        _("Répondre"),
        _("La réponse est inscrite: le groupe la voit. Vous pouvez la changer jusqu'au jour de la rencontre."),
        forms.AnswerForm,
        versioned=False,
        when=_coming,
    ),
    "modifier": Deed(
        actions.change_meeting,
        _("Modifier la rencontre"),
        _("Enregistrer"),
        _("La rencontre est modifiée; les organismes invités le voient sur leur bureau."),
        forms.MeetingForm,
        when=_alive,
    ),
    "rouvrir": Deed(
        actions.reopen_minutes,
        _("Rouvrir le procès-verbal pour le corriger"),
        _("Rouvrir"),
        _("Le procès-verbal est rouvert: corrigez-le, puis remettez-le. Les versions d'avant restent."),
        when=_minutes_in(Minutes.State.SUBMITTED, Minutes.State.APPROVED),
    ),
    "annuler": Deed(
        actions.cancel_meeting,
        _("Annuler la rencontre"),
        _("Annuler la rencontre"),
        _("La rencontre est annulée: elle reste dans la liste, ainsi marquée."),
        review=True,
        grave=True,
        when=_planned,
    ),
}

OF_ITEM = {
    "deplacer": Deed(
        actions.move_agenda_item,
        _("Changer la place du point"),
        _("Déplacer"),
        _("L'ordre du jour est réordonné."),
        forms.MoveForm,
        versioned=False,
        when=_of_open,
    ),
    "retirer": Deed(
        actions.remove_agenda_item,
        _("Retirer le point de l'ordre du jour"),
        _("Retirer"),
        _("Le point est retiré de l'ordre du jour."),
        grave=True,
        versioned=False,
        when=_of_open,
    ),
}

OF_OUTCOME = {
    "tenu": Deed(
        actions.keep_commitment,
        _("Dire que l'engagement est tenu"),
        _("C'est tenu"),
        _("L'engagement est marqué comme tenu: il n'attend plus personne."),
        versioned=False,
        when=lambda outcome: outcome.kind == Outcome.Kind.COMMITMENT and outcome.kept_on is None,
    ),
    "pas-tenu": Deed(
        actions.reopen_commitment,
        _("Dire que l'engagement n'est pas encore tenu"),
        _("Ce n'est pas tenu"),
        _("L'engagement n'est plus marqué comme tenu: il attend de nouveau."),
        versioned=False,
        when=lambda outcome: outcome.kept_on is not None,
    ),
    "modifier": Deed(
        actions.change_outcome,
        _("Corriger la suite"),
        _("Enregistrer"),
        _("La suite est corrigée."),
        forms.CorrectForm,
        versioned=False,
        when=_of_open,
    ),
    "retirer": Deed(
        actions.remove_outcome,
        _("Retirer la suite"),
        _("Retirer"),
        _("La suite est retirée de la rencontre."),
        grave=True,
        versioned=False,
        when=_of_open,
    ),
}
