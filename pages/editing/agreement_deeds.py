"""The life of a referral agreement."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.core.dates import montreal_today
from registry.core.logic import Truth
from registry.referrals import actions
from registry.referrals.models import Agreement

from . import agreement_forms as forms
from .deeds import Deed

PROPOSED = _("L'entente est proposée. L'autre organisme la voit sur son bureau; elle vaudra quand il l'aura acceptée.")


def _hub(thing: Any) -> str:
    return reverse("manage_agreement", args=[thing.key])


def _proposed(thing: Agreement) -> bool:
    return thing.state == Agreement.State.PROPOSED


def _running(thing: Agreement) -> bool:
    over = thing.period.over_on(montreal_today()) is Truth.YES
    return thing.state == Agreement.State.ACCEPTED and not over


def _usable(thing: Agreement) -> bool:
    terms = forms.terms_of(thing)
    return _running(thing) and (terms is None or terms.usable)


def _suspended(thing: Agreement) -> bool:
    return _running(thing) and not _usable(thing)


OF_ORGANIZATION = {
    "entente-vers": Deed(
        actions.propose_agreement,
        _("Proposer une entente: vous orientez vers un autre organisme"),
        _("Proposer l'entente"),
        PROPOSED,
        forms.SendingForm,
        review=True,
        versioned=False,
        then=_hub,
    ),
    "entente-depuis": Deed(
        actions.propose_agreement,
        _("Proposer une entente: on oriente vers vous"),
        _("Proposer l'entente"),
        PROPOSED,
        forms.ReceivingForm,
        review=True,
        versioned=False,
        then=_hub,
    ),
}

OF_AGREEMENT = {
    "accepter": Deed(
        actions.accept_agreement,
        _("Accepter l'entente"),
        _("Accepter"),
        _("L'entente est acceptée: les chemins peuvent y passer dès son premier jour."),
        when=_proposed,
    ),
    "refuser": Deed(
        actions.decline_agreement,
        _("Ne pas donner suite à l'entente"),
        _("Ne pas donner suite"),
        _("La proposition est classée: aucun chemin n'y passera."),
        grave=True,
        when=_proposed,
    ),
    "confirmer": Deed(
        actions.confirm_agreement,
        _("L'entente vaut encore"),
        _("Elle vaut encore"),
        _("L'entente est confirmée en date d'aujourd'hui, telle qu'elle est écrite."),
        when=_running,
    ),
    "modifier": Deed(
        actions.amend_agreement,
        _("Modifier l'entente"),
        _("Enregistrer"),
        _("L'entente est modifiée à partir du jour choisi. L'autre organisme le verra dans son histoire."),
        forms.AmendForm,
        when=_running,
    ),
    "suspendre": Deed(
        actions.suspend_agreement,
        _("Suspendre l'entente"),
        _("Suspendre"),
        _("L'entente est suspendue: aucun chemin n'y passe jusqu'à ce que l'un des deux organismes la reprenne."),
        forms.SuspendForm,
        grave=True,
        when=_usable,
    ),
    "reprendre": Deed(
        actions.resume_agreement,
        _("Reprendre l'entente"),
        _("Reprendre"),
        _("L'entente reprend: les chemins peuvent de nouveau y passer."),
        forms.FromDayForm,
        when=_suspended,
    ),
    "visibilite": Deed(
        actions.show_agreement,
        _("Choisir qui voit l'entente"),
        _("Enregistrer"),
        _("C'est enregistré: l'entente ne se montre plus qu'à qui vous avez choisi."),
        forms.AudienceForm,
        when=_running,
    ),
    "terminer": Deed(
        actions.end_agreement,
        _("Mettre fin à l'entente"),
        _("Mettre fin à l'entente"),
        _("La fin de l'entente est inscrite; ce qui valait avant reste dans l'histoire."),
        forms.EndForm,
        review=True,
        grave=True,
        when=_running,
    ),
}
