"""What is done to a service."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.core.dates import montreal_today
from registry.core.logic import Truth
from registry.directory import actions
from registry.directory.models import Service

from . import organization_forms, service_forms
from .deeds import Deed


def _hub(thing: Any) -> str:
    return reverse("manage_service", args=[thing.key])


def _running(thing: Service) -> bool:
    return thing.period.over_on(montreal_today()) is not Truth.YES


OF_ORGANIZATION = {
    "service": Deed(
        actions.add_service,
        _("Ajouter un service"),
        _("Ajouter le service"),
        _("Le service est ajouté, sans être public. Dites maintenant s'il prend des gens, puis publiez-le."),
        service_forms.NewServiceForm,
        lead=_("Ce que vous écrivez ici décide de qui trouvera ce service. Ce que vous laissez vide reste inconnu."),
        versioned=False,
        then=_hub,
    ),
}

OF_SERVICE = {
    "accueil": Deed(
        actions.change_intake,
        _("Changer l'accueil"),
        _("Enregistrer l'accueil"),
        _("L'accueil est enregistré. Les pages et les chemins le disent dès le jour choisi."),
        service_forms.IntakeForm,
        lead=_("Prend-on des gens? Dites depuis quand et pourquoi: chaque autre jour garde sa réponse."),
    ),
    "accueil-annuler": Deed(
        actions.cancel_planned_intake,
        _("Annuler le changement prévu"),
        _("Annuler ce changement"),
        _("Le changement prévu est annulé: l'état d'avant continue."),
        service_forms.CancelForm,
    ),
    "confirmer": Deed(
        actions.confirm_service,
        _("C'est encore vrai"),
        _("C'est encore vrai"),
        _("Le service et son accueil sont confirmés en date d'aujourd'hui."),
        lead=_("Vous confirmez ce que la fiche dit du service, et l'état de son accueil."),
        when=_running,
    ),
    "conditions": Deed(
        actions.change_service_terms,
        _("Changer les conditions et la porte"),
        _("Enregistrer les conditions"),
        _(
            "Les conditions sont enregistrées. Les chemins les suivent dès le jour "
            "choisi; les jours d'avant ne changent pas."
        ),
        service_forms.TermsForm,
    ),
    "description": Deed(
        actions.edit_service,
        _("Modifier la description"),
        _("Enregistrer"),
        _("La description est enregistrée: la page du service la montre dès maintenant."),
        service_forms.ServiceForm,
    ),
    "publier": Deed(
        actions.publish_service,
        _("Publier le service"),
        _("Publier"),
        _("Le service est publié: on le trouve, et les chemins y mènent."),
        lead=_("Tout le monde verra ce service, et les chemins pourront y mener."),
        when=lambda thing: not thing.published,
    ),
    "retirer": Deed(
        actions.unpublish_service,
        _("Retirer le service du public"),
        _("Retirer"),
        _("Le service est retiré: seules les personnes de l'organisme le voient. Vous pouvez le publier de nouveau."),
        lead=_("Seules les personnes de l'organisme le verront; aucun chemin n'y mènera plus."),
        grave=True,
        when=lambda thing: thing.published,
    ),
    "terminer": Deed(
        actions.end_service,
        _("Mettre fin au service"),
        _("Mettre fin au service"),
        _("La fin du service est inscrite. Sa page reste, pour l'histoire."),
        organization_forms.UntilForm,
        lead=_(
            "Le service n'existera plus à partir de ce jour. S'il ferme seulement ses portes, changez plutôt l'accueil."
        ),
        review=True,
        grave=True,
        when=_running,
    ),
}
