"""The life of a resolution: drafted, written, moved, seconded, put to an assembly, voted on; and its lineage."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from registry.concertation import actions
from registry.concertation.models import Clause, Resolution

from . import resolution_forms as forms
from .deeds import Deed

State = Resolution.State
DECIDED = (State.ADOPTED, State.DEFEATED)


def _page(resolution: Resolution) -> str:
    return reverse("resolution", args=[resolution.key])


def _write(resolution: Resolution) -> str:
    return reverse("resolution_deed", args=[resolution.key, "texte"])


def _draft(resolution: Resolution) -> bool:
    return resolution.state == State.DRAFT


def _undecided(resolution: Resolution) -> bool:
    return resolution.state in (State.DRAFT, State.PROPOSED)


def _linkable(clause: Clause) -> bool:
    return clause.kind == Clause.Kind.CLAUSE and _draft(clause.resolution)


def _carried(resolution: Resolution) -> StrOrPromise:
    if resolution.state == State.PROPOSED and resolution.assembly_id is not None:
        return _("La résolution est proposée et appuyée: l'assemblée à laquelle elle est soumise peut la voter.")
    if resolution.state == State.PROPOSED:
        return _("La résolution est proposée et appuyée: elle peut être soumise à une assemblée.")
    return _("C'est inscrit. Un autre membre doit encore s'engager pour qu'elle soit proposée.")


def _decided(resolution: Resolution) -> StrOrPromise:
    if resolution.state == State.ADOPTED:
        return _("Le vote est inscrit: la résolution est adoptée.")
    return _("Le vote est inscrit: la résolution est rejetée.")


def _corrected(resolution: Resolution) -> StrOrPromise:
    if resolution.state == State.ADOPTED:
        return _("Le vote est corrigé: la résolution est adoptée.")
    return _("Le vote est corrigé: la résolution est rejetée.")


DRAFT = Deed(
    actions.draft_resolution,
    _("Rédiger une résolution"),
    _("Commencer le projet"),
    _("Le projet est commencé. Écrivez-en maintenant les attendus et les clauses."),
    forms.DraftForm,
    versioned=False,
    then=_write,
)
OF_GROUP = {"resolution": DRAFT}
OF_ORGANIZATION = {"resolution": DRAFT}

OF_RESOLUTION = {
    "texte": Deed(
        actions.edit_resolution,
        _("Écrire le texte"),
        _("Enregistrer"),
        _("Le texte est enregistré."),
        forms.ClausesForm,
        when=_draft,
        page="concertation/clauses_form.html",
    ),
    "proposer": Deed(
        actions.move_resolution,
        _("Proposer la résolution"),
        _("Proposer"),
        _carried,
        forms.MoveForm,
        when=lambda resolution: _draft(resolution) and resolution.mover_id is None,
    ),
    "appuyer": Deed(
        actions.second_resolution,
        _("Appuyer la résolution"),
        _("Appuyer"),
        _carried,
        forms.MoveForm,
        when=lambda resolution: _draft(resolution) and resolution.seconder_id is None,
    ),
    "soumettre": Deed(
        actions.put_to_assembly,
        _("Soumettre à une assemblée"),
        _("Soumettre"),
        _("La résolution est soumise à l'assemblée, qui peut la voter une fois proposée et appuyée."),
        forms.AssemblyForm,
        when=_undecided,
    ),
    "vote": Deed(
        actions.record_vote,
        _("Inscrire le vote"),
        _("Inscrire le vote"),
        _decided,
        forms.VoteForm,
        when=lambda resolution: resolution.state == State.PROPOSED,
    ),
    "corriger-vote": Deed(
        actions.correct_vote,
        _("Corriger le vote"),
        _("Corriger le vote"),
        _corrected,
        forms.VoteForm,
        lead=_("Les voix corrigées remplacent celles qui sont inscrites; elles décident de nouveau de la résolution."),
        when=lambda resolution: resolution.state in DECIDED and resolution.decided_on is not None,
    ),
    "retirer": Deed(
        actions.withdraw_resolution,
        _("Retirer la résolution"),
        _("Retirer"),
        _("La résolution est retirée: elle ne sera pas votée."),
        review=True,
        grave=True,
        when=_undecided,
    ),
}

OF_CLAUSE = {
    "lier": Deed(
        actions.link_clause,
        _("Dire ce que la clause modifie, remplace ou réaffirme"),
        _("Lier à une clause adoptée"),
        _("Le lien est inscrit; il vaudra dès l'adoption."),
        forms.LinkForm,
        versioned=False,
        when=_linkable,
    ),
    "delier": Deed(
        actions.unlink_clause,
        _("Retirer un lien de la clause"),
        _("Retirer un lien"),
        _("Le lien est retiré."),
        forms.UnlinkForm,
        grave=True,
        versioned=False,
        when=lambda clause: _linkable(clause) and bool(clause.links.all()),
    ),
}
