"""The life of a concern: raised, joined by others, answered, passed on, withdrawn."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.concertation.group_words import is_over
from registry.concertation import actions
from registry.concertation.models import Concern
from registry.core.dates import montreal_today

from . import concern_forms as forms
from .deeds import Deed


def _page(concern: Concern) -> str:
    return reverse("concern", args=[concern.key])


def _live(concern: Concern) -> bool:
    return concern.state in (Concern.State.RAISED, Concern.State.ANSWERED)


OF_GROUP = {
    "enjeu": Deed(
        actions.raise_concern,
        _("Soulever un enjeu"),
        _("Soulever l'enjeu"),
        _("L'enjeu est soulevé. Le groupe le voit; d'autres membres peuvent s'y joindre."),
        forms.RaiseForm,
        review=True,
        versioned=False,
        then=_page,
        when=lambda group: not is_over(group, montreal_today()),
        check="concertation/raise_check.html",
    ),
}

OF_CONCERN = {
    "modifier": Deed(
        actions.edit_concern,
        _("Corriger le texte de l'enjeu"),
        _("Enregistrer"),
        _("Le texte de l'enjeu est corrigé."),
        forms.WordingForm,
        when=_live,
    ),
    "appuyer": Deed(
        actions.support_concern,
        _("Soulever le même enjeu"),
        _("S'y joindre"),
        _("Votre organisme le soulève aussi: il se suit maintenant ensemble."),
        forms.SupportForm,
        versioned=False,
        when=_live,
    ),
    "repondre": Deed(
        actions.answer_concern,
        _("Répondre à l'enjeu"),
        _("Inscrire la réponse"),
        _("La réponse est inscrite. Qui l'a soulevé la voit; une autre peut suivre."),
        forms.AnswerForm,
        when=_live,
    ),
    "joindre": Deed(
        actions.join_concerns,
        _("Joindre à un enjeu semblable"),
        _("Joindre"),
        _("Les deux enjeux n'en font plus qu'un, avec tous ceux qui les ont soulevés."),
        forms.JoinForm,
        when=_live,
        then=_page,
    ),
    "transmettre": Deed(
        actions.pass_on_concern,
        _("Transmettre à un autre groupe"),
        _("Transmettre"),
        _("L'autre groupe a maintenant l'enjeu; d'où il vient reste inscrit."),
        forms.PassOnForm,
        when=_live,
    ),
    "retirer": Deed(
        actions.withdraw_concern,
        _("Retirer le nom d'un organisme"),
        _("Retirer"),
        _("L'organisme ne soulève plus l'enjeu. S'il était le dernier, l'enjeu est retiré."),
        forms.WithdrawForm,
        grave=True,
        versioned=False,
        when=_live,
    ),
}
