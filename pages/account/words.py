"""Roles and places, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pages.editing.subjects import name_of
from registry.accounts.models import Scoped
from registry.concertation.models import Group
from registry.core.actor import Role
from registry.core.translations import Text, in_language
from registry.directory.models import Organization

ROLES = {
    Role.READER: _("Lecture"),
    Role.CONTRIBUTOR: _("Contribution"),
    Role.ADMINISTRATOR: _("Administration"),
    Role.LEAD: _("Animation"),
    Role.COORDINATOR: _("Coordination"),
}
MEANINGS = {
    Role.READER: _("voit aussi ce qui n'est pas publié"),
    Role.CONTRIBUTOR: _("tient à jour le profil, les services et l'accueil, et propose des ententes"),
    Role.ADMINISTRATOR: _("publie, accepte, ferme, et décide de qui a un rôle"),
    Role.LEAD: _("anime le groupe"),
    Role.COORDINATOR: _("ajoute et fusionne des organismes, tient les fiches que personne n'a prises en charge"),
}


def place_name(place: Organization | Group) -> Text:
    """What the organization, coalition or group is called in the reader's language."""
    if isinstance(place, Organization):
        return name_of(place)
    return in_language(place.names, get_language() or "fr")


def role_row(held: Scoped) -> dict[str, object]:
    """A role in words: {held, role, meaning, place}."""
    role = Role(held.role)
    return {"held": held, "role": ROLES[role], "meaning": MEANINGS[role], "place": place_name(held.thing)}
