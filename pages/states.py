"""How a state is told: a word, an icon and a tone; never a color alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class State:
    """`icon` is a drawing of icons.svg; `tone` one of good, care, stop, plain (components.css)."""

    label: str | Promise
    icon: str
    tone: str


STATES = {
    # Intake.
    "open": State(pgettext_lazy("intake", "Ouvert"), "check", "good"),
    "limited": State(_("Ouvert avec limites"), "partly", "care"),
    "waitlist": State(_("Liste d'attente"), "clock", "care"),
    "suspended": State(_("Suspendu"), "pause", "stop"),
    "closed": State(pgettext_lazy("intake", "Fermé"), "cross", "stop"),
    # What nobody has said, or said lately.
    "to_confirm": State(_("À confirmer"), "question", "care"),
    "unknown": State(_("Inconnu"), "question", "plain"),
    # Truth of a condition.
    "yes": State(_("Oui"), "check", "good"),
    "no": State(_("Non"), "cross", "stop"),
    "certain": State(_("Certain"), "check", "good"),
    # Organizations.
    "active": State(_("En activité"), "check", "good"),
    "merged": State(_("Fusionné"), "merge", "plain"),
    # Agreements.
    "formal": State(_("Entente formelle"), "check", "good"),
    "informal": State(_("Entente informelle"), "partly", "plain"),
    "in_development": State(_("En développement, pas encore utilisable"), "clock", "care"),
    "proposed": State(_("Proposé"), "clock", "care"),
    "ended": State(_("Terminé"), "cross", "plain"),
    # Commitments.
    "kept": State(pgettext_lazy("commitment", "Tenu"), "check", "good"),
    "late": State(_("En retard"), "clock", "stop"),
    # Concerns.
    "new": State(_("Nouveau"), "info", "plain"),
    "raised": State(_("En attente d'une réponse"), "clock", "care"),
    "answered": State(_("Répondu"), "check", "good"),
    "withdrawn": State(pgettext_lazy("concern", "Retiré"), "cross", "plain"),
    "joined": State(_("Joint à un autre"), "merge", "plain"),
    # Resolutions.
    "resolution_draft": State(_("Projet"), "pause", "plain"),
    "resolution_proposed": State(_("Proposée"), "clock", "care"),
    "adopted": State(_("Adoptée"), "check", "good"),
    "defeated": State(_("Rejetée"), "cross", "stop"),
    "resolution_withdrawn": State(_("Retirée"), "cross", "plain"),
    # What is published, and what is invented.
    "draft": State(_("Non publié"), "pause", "plain"),
    "confidential": State(_("Lieu confidentiel"), "lock", "plain"),
    "exercise": State(_("Exercice: fictif"), "exercise", "plain"),
}
