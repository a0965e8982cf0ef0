"""What is done to an organization and its places."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.core.dates import montreal_today
from registry.core.logic import Truth
from registry.directory import actions
from registry.directory.models import Organization

from . import organization_forms as forms
from .deeds import Deed


def _exists(thing: Organization) -> bool:
    return thing.standing_on(montreal_today()).exists is not Truth.NO


def _may_reopen(thing: Organization) -> bool:
    today = montreal_today()
    announced = any(row.since is not None and row.since.first_day > today for row in thing.states.all())
    return not _exists(thing) or announced


def _hub(thing: Any) -> str:
    return reverse("manage_organization", args=[thing.key])


PROFILE = {
    "profil": Deed(
        actions.edit_organization,
        _("Modifier le profil"),
        _("Enregistrer"),
        _("Le profil est enregistré: la fiche publique le dit dès maintenant."),
        forms.ProfileForm,
    ),
    "nom": Deed(
        actions.rename_organization,
        _("Changer le nom"),
        _("Enregistrer"),
        _("Le nom est enregistré. On trouve toujours l'organisme par ses anciens noms."),
        forms.RenameForm,
    ),
    "confirmer": Deed(
        actions.confirm_organization,
        _("Tout est encore vrai"),
        _("Tout est encore vrai"),
        _(
            "C'est confirmé en date d'aujourd'hui: le profil, ses services et leur accueil. "
            "Votre bureau vous le redemandera avant que cela ne vieillisse."
        ),
        lead=_(
            "Vous confirmez le profil, chaque service en cours et l'état de son accueil, tels que la fiche les montre."
        ),
    ),
    "confidentialite": Deed(
        actions.change_confidentiality,
        _("Dire si le lieu est confidentiel"),
        _("Enregistrer"),
        _("C'est enregistré. Cela vaut partout: pages, tableaux, interface de programmation."),
        forms.ConfidentialityForm,
        lead=_(
            "Si vous cochez la case, toutes les adresses de l'organisme sont "
            "effacées, et aucune ne pourra être inscrite. "
            "On le joint alors par ses coordonnées générales ou par un organisme qui y oriente."
        ),
    ),
}

LIFE = {
    "publier": Deed(
        actions.publish_organization,
        _("Publier la fiche"),
        _("Publier"),
        _("La fiche est publiée: tout le monde la voit, avec ses services publiés."),
        lead=_("Tout le monde verra la fiche et ses services publiés, sans ouvrir de session."),
        when=lambda thing: not thing.published,
    ),
    "retirer": Deed(
        actions.unpublish_organization,
        _("Retirer la fiche du public"),
        _("Retirer"),
        _("La fiche est retirée: seules les personnes de l'organisme la voient. Vous pouvez la publier de nouveau."),
        lead=_("Seules les personnes de l'organisme verront la fiche; aucun chemin ne passera plus par lui."),
        grave=True,
        when=lambda thing: thing.published,
    ),
    "fermer": Deed(
        actions.close_organization,
        _("Fermer l'organisme"),
        _("Fermer l'organisme"),
        _("La fermeture est inscrite. La fiche et son histoire restent; vous pouvez le rouvrir."),
        forms.SinceForm,
        lead=_("À partir de ce jour, aucun chemin ne passe plus par lui. Rien n'est effacé."),
        review=True,
        grave=True,
        when=_exists,
    ),
    "rouvrir": Deed(
        actions.reopen_organization,
        _("Rouvrir l'organisme"),
        _("Rouvrir"),
        _("L'organisme est de nouveau en activité. Vérifiez ses services et leur accueil."),
        forms.SinceForm,
        lead=_("Une fermeture annoncée est retirée; une fermeture passée prend fin."),
        when=_may_reopen,
    ),
    "fusionner": Deed(
        actions.merge_organization,
        _("Fusionner avec un autre organisme"),
        _("Fusionner"),
        _("La fusion est inscrite: la fiche mène à l'organisme qui lui succède, et garde son histoire."),
        forms.MergeForm,
        lead=_("Ses noms, services et liens restent à leur place; à partir de ce jour, il n'existe plus par lui-même."),
        review=True,
        grave=True,
        when=_exists,
    ),
}

PLACES = {
    "lieu": Deed(
        actions.add_location,
        _("Ajouter un lieu"),
        _("Ajouter"),
        _("Le lieu est ajouté à la fiche."),
        forms.LocationForm,
    ),
}

OF_COALITION = {
    "organisme": Deed(
        actions.add_organization,
        _("Ajouter un organisme"),
        _("Ajouter l'organisme"),
        _("L'organisme est ajouté et publié. Invitez maintenant quelqu'un à l'administrer, ou ajoutez ses services."),
        forms.NewOrganizationForm,
        lead=_(
            "Vérifiez d'abord qu'il n'y est pas déjà. Vous tiendrez sa fiche à jour "
            "jusqu'à ce que ses gens la prennent en charge."
        ),
        review=True,
        versioned=False,
        when=lambda thing: thing.is_coalition,
        then=_hub,
    ),
}

OF_LOCATION = {
    "modifier": Deed(
        actions.edit_location, _("Modifier le lieu"), _("Enregistrer"), _("Le lieu est enregistré."), forms.LocationForm
    ),
    "retirer": Deed(
        actions.remove_location,
        _("Retirer le lieu"),
        _("Retirer"),
        _("Le lieu est retiré de la fiche."),
        lead=_("L'organisme n'est plus à cet endroit: la fiche ne le dira plus."),
        grave=True,
    ),
}

OF_REPORT = {
    "regle": Deed(
        actions.handle_error_report,
        _("Le signalement est réglé"),
        _("C'est réglé"),
        _("Le signalement est classé: il ne vous attend plus."),
        lead=_("Vous dites que vous avez vérifié, et corrigé ce qui devait l'être."),
    ),
}
