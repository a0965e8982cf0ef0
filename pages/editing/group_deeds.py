"""A coalition's groups: created, changed, ended; and the seats that they offer."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.concertation.group_words import is_over
from registry.concertation import actions
from registry.concertation import queries as concertation
from registry.concertation.models import Group, Seat
from registry.core.actor import Actor
from registry.core.dates import montreal_today

from . import activity_deeds, concern_deeds, meeting_deeds, resolution_deeds
from . import group_forms as forms
from .deeds import Deed


def _page(group: Group) -> str:
    return reverse("group", args=[group.key])


def _running(group: Group) -> bool:
    return not is_over(group, montreal_today())


def _offered(seat: Seat) -> StrOrPromise:
    if seat.accepted:
        return _("L'organisme siège: la composition du groupe le montre.")
    return _("Le siège est offert: il vaudra quand l'organisme l'aura accepté. Il le voit sur son bureau.")


def _beyond(actor: Actor, seat: Seat) -> StrOrPromise:
    """That the group's rules permit fewer seats in this role than there are with the offers."""
    crowd = concertation.crowded(actor, seat)
    if crowd is None:
        return ""
    words = gettext(
        "Avec les offres en attente, cela fait %(count)s sièges à ce titre, alors que les règles du groupe en "
        "permettent %(most)s: retirez une offre ou mettez fin à un siège, s'il y en a un de trop."
    )
    return words % {"count": crowd.count, "most": crowd.most}


OF_ORGANIZATION = {
    "groupe": Deed(
        actions.create_group,
        _("Créer un groupe"),
        _("Créer le groupe"),
        _("Le groupe existe. Offrez maintenant ses sièges, puis prévoyez sa première rencontre."),
        forms.NewGroupForm,
        versioned=False,
        when=lambda organization: organization.is_coalition,
        then=_page,
    ),
    **meeting_deeds.OF_ORGANIZATION,
}

OF_GROUP = {
    "siege": Deed(
        actions.offer_seat,
        _("Offrir un siège"),
        _("Offrir le siège"),
        _offered,
        forms.OfferForm,
        when=_running,
        warns=_beyond,
    ),
    **meeting_deeds.OF_GROUP,
    **concern_deeds.OF_GROUP,
    **activity_deeds.OF_GROUP,
    **resolution_deeds.OF_GROUP,
    "modifier": Deed(
        actions.edit_group,
        _("Modifier le groupe"),
        _("Enregistrer"),
        _("Le groupe est modifié."),
        forms.GroupForm,
    ),
    "terminer": Deed(
        actions.end_group,
        _("Mettre fin au groupe"),
        _("Mettre fin au groupe"),
        _("La fin du groupe est inscrite; ce qu'il a fait reste lisible."),
        forms.EndGroupForm,
        review=True,
        grave=True,
        when=_running,
    ),
}
