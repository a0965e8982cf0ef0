"""The life of a seat: taken or left by its organization, renewed, confirmed and ended by the group."""

from django.utils.translation import gettext_lazy as _

from registry.concertation import actions
from registry.concertation.models import Seat
from registry.core.dates import montreal_today
from registry.core.logic import Truth

from . import group_forms as forms
from .deeds import Deed


def _offered(seat: Seat) -> bool:
    return not seat.accepted


def _held(seat: Seat) -> bool:
    return seat.accepted and seat.period.over_on(montreal_today()) is not Truth.YES


OF_SEAT = {
    "accepter": Deed(
        actions.accept_seat,
        _("Accepter le siège"),
        _("Accepter"),
        _("Le siège est à l'organisme: les prochaines rencontres l'invitent."),
        versioned=False,
        when=_offered,
    ),
    "decliner": Deed(
        actions.decline_seat,
        _("Décliner le siège"),
        _("Décliner"),
        _("L'offre est déclinée: le groupe peut offrir le siège à un autre organisme."),
        grave=True,
        versioned=False,
        when=_offered,
    ),
    "reprendre": Deed(
        actions.decline_seat,
        _("Retirer l'offre d'un siège"),
        _("Retirer l'offre"),
        _("L'offre est retirée: l'organisme ne la voit plus sur son bureau."),
        grave=True,
        versioned=False,
        when=_offered,
    ),
    "renouveler": Deed(
        actions.renew_seat,
        _("Renouveler le mandat"),
        _("Renouveler"),
        _("Le mandat est renouvelé; le précédent reste dans l'histoire."),
        forms.RenewForm,
        versioned=False,
        when=_held,
    ),
    "confirmer": Deed(
        actions.confirm_seat,
        _("Le siège vaut encore"),
        _("Vaut encore"),
        _("Le siège est confirmé en date d'aujourd'hui."),
        versioned=False,
        when=_held,
    ),
    "terminer": Deed(
        actions.end_seat,
        _("Mettre fin au siège"),
        _("Mettre fin au siège"),
        _("La fin du siège est inscrite; qui siégeait avant reste dans l'histoire."),
        forms.EndSeatForm,
        review=True,
        grave=True,
        versioned=False,
        when=_held,
    ),
}
