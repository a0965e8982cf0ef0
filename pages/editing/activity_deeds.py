"""An activity: recorded as a draft, completed, published, and what it changed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from registry.concertation import actions
from registry.concertation.models import Activity

from . import activity_forms as forms
from .deeds import Deed
from .figure_forms import FiguresForm


def _page(activity: Activity) -> str:
    return reverse("activity", args=[activity.key])


def _told_of_impact(activity: Activity) -> StrOrPromise:
    if activity.answers.exists():
        return _("C'est inscrit: l'enjeu auquel l'activité répond le montre aussi.")
    return _("C'est inscrit: la page de l'activité le montre.")


RECORD = Deed(
    actions.record_activity,
    _("Inscrire une activité"),
    _("Inscrire l'activité"),
    _("L'activité est inscrite, sans être publiée. Ajoutez-y qui y a pris part, puis publiez-la."),
    forms.RecordForm,
    versioned=False,
    then=_page,
)
OF_GROUP = {"activite": RECORD}
OF_ORGANIZATION = {"activite": RECORD}

OF_ACTIVITY = {
    "modifier": Deed(
        actions.edit_activity,
        _("Modifier l'activité"),
        _("Enregistrer"),
        _("L'activité est modifiée."),
        forms.ActivityForm,
    ),
    "partie": Deed(
        actions.add_party,
        _("Ajouter qui y prend part"),
        _("Ajouter"),
        _("C'est ajouté. Quelqu'un d'autre y a pris part? Ajoutez-le aussi."),
        forms.PartyForm,
    ),
    "sans-partie": Deed(
        actions.remove_party,
        _("Retirer qui n'y prend pas part"),
        _("Retirer"),
        _("C'est retiré."),
        forms.RemovePartyForm,
        grave=True,
        when=lambda activity: activity.parties.exists(),
    ),
    "effet": Deed(
        actions.record_impact,
        _("Inscrire ce que cela a changé"),
        _("Inscrire"),
        _told_of_impact,
        forms.ImpactForm,
    ),
    "sans-effet": Deed(
        actions.remove_impact,
        _("Retirer un changement inscrit par erreur"),
        _("Retirer"),
        _("C'est retiré: l'activité et l'enjeu auquel elle répond ne le disent plus."),
        forms.RemoveImpactForm,
        grave=True,
        when=lambda activity: activity.impacts.exists(),
    ),
    "chiffres": Deed(
        actions.edit_activity,
        _("Inscrire les chiffres de l'activité"),
        _("Enregistrer"),
        _("Les chiffres sont enregistrés: la page de l'activité les montre."),
        FiguresForm,
        page="editing/figures.html",
    ),
    "publier": Deed(
        actions.publish_activity,
        _("Publier l'activité"),
        _("Publier"),
        _("L'activité est publiée: tout le monde la voit."),
        when=lambda activity: not activity.published,
    ),
    "depublier": Deed(
        actions.unpublish_activity,
        _("Ne plus publier l'activité"),
        _("Ne plus publier"),
        _("L'activité n'est plus publiée: vous seuls la voyez."),
        grave=True,
        when=lambda activity: activity.published,
    ),
}
