"""Memberships and relationships: proposed by one side, accepted by the other, ended by either."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.forms import PartialDateField
from registry.directory import actions, rules
from registry.directory.models import Membership, Relationship

from . import choices
from .deeds import Deed
from .forms import DeedForm
from .organization_forms import UntilForm, line, prose

SINCE = _("AAAA-MM-JJ, AAAA-MM ou AAAA. Laissé vide: du jour où l'autre côté accepte.")
CHOOSE = ("", _("Choisissez"))


class MembershipForm(DeedForm):
    """The coalition to enter, or, of a coalition, the organization that enters it."""

    coalition = forms.ChoiceField(label=_("Regroupement"))
    category = line(_("Catégorie de membre"), short=True)
    votes = forms.BooleanField(label=_("Avec droit de vote"), required=False, initial=True)
    since = PartialDateField(label=_("Membre depuis"), required=False, help_text=SINCE)

    def prepare(self) -> None:
        here = self.asked.subject.thing
        kinds = () if here.is_coalition else (rules.COALITION,)
        if here.is_coalition:
            self.fields["coalition"].label = _("Organisme")
        self.offer("coalition", [CHOOSE, *choices.organizations(self.asked.actor, here, kinds)])

    def aim(self) -> tuple[str, ...]:
        """The member, which may be either side."""
        here = self.asked.subject.thing
        return (self.cleaned_data["coalition"] if here.is_coalition else here.key,)

    def arguments(self) -> dict[str, Any]:
        here, given = self.asked.subject.thing, super().arguments()
        return given | {"coalition": here.key} if here.is_coalition else given


class RelationshipForm(DeedForm):
    """A typed link to another organization."""

    type = forms.ChoiceField(label=_("Sorte de lien"), help_text=_("Lisez-le de votre organisme vers l'autre."))
    target = forms.ChoiceField(label=_("Autre organisme"))
    subject = prose(_("Objet"), rows=3)
    since = PartialDateField(label=_("En vigueur depuis"), required=False, help_text=SINCE)

    def prepare(self) -> None:
        types = choices.terms(self.asked.vocabulary, "relation_types", leave_out=rules.HAVE_THEIR_OWN_TABLE)
        self.offer("type", [CHOOSE, *types])
        others = choices.organizations(self.asked.actor, self.asked.subject.thing)
        self.offer("target", [CHOOSE, *others])


def _membership_told(link: Membership) -> StrOrPromise:
    if link.accepted:
        return _("L'adhésion est inscrite: les deux fiches la montrent.")
    return _("L'adhésion est proposée: elle vaudra quand l'autre côté l'aura acceptée. Il la voit sur son bureau.")


def _relationship_told(link: Relationship) -> StrOrPromise:
    if link.accepted:
        return _("Le lien est inscrit: les deux fiches le montrent.")
    return _("Le lien est proposé: il vaudra quand l'autre côté l'aura accepté. Il le voit sur son bureau.")


OF_ORGANIZATION = {
    "adhesion": Deed(
        actions.propose_membership,
        _("Proposer une adhésion"),
        _("Proposer"),
        _membership_told,
        MembershipForm,
        lead=_("L'autre côté doit l'accepter avant que la fiche ne la montre."),
        versioned=False,
    ),
    "lien": Deed(
        actions.propose_relationship,
        _("Proposer un lien avec un organisme"),
        _("Proposer"),
        _relationship_told,
        RelationshipForm,
        lead=_(
            "Partenariat, financement, locaux partagés… L'autre côté doit l'accepter avant que la fiche ne le montre."
        ),
        versioned=False,
    ),
}

OF_MEMBERSHIP = {
    "accepter": Deed(
        actions.accept_membership,
        _("Accepter l'adhésion"),
        _("Accepter"),
        _("L'adhésion est acceptée: les deux fiches la montrent."),
        when=lambda link: not link.accepted,
    ),
    "refuser": Deed(
        actions.end_membership,
        _("Ne pas donner suite à l'adhésion"),
        _("Ne pas donner suite"),
        _("La proposition est retirée."),
        grave=True,
        when=lambda link: not link.accepted,
    ),
    "terminer": Deed(
        actions.end_membership,
        _("Mettre fin à l'adhésion"),
        _("Mettre fin à l'adhésion"),
        _("La fin de l'adhésion est inscrite; ce qui valait avant reste dans l'histoire."),
        UntilForm,
        review=True,
        grave=True,
        when=lambda link: link.accepted,
    ),
}

OF_RELATIONSHIP = {
    "accepter": Deed(
        actions.accept_relationship,
        _("Accepter le lien"),
        _("Accepter"),
        _("Le lien est accepté: les deux fiches le montrent."),
        when=lambda link: not link.accepted,
    ),
    "refuser": Deed(
        actions.end_relationship,
        _("Ne pas donner suite au lien"),
        _("Ne pas donner suite"),
        _("La proposition est retirée."),
        grave=True,
        when=lambda link: not link.accepted,
    ),
    "terminer": Deed(
        actions.end_relationship,
        _("Mettre fin au lien"),
        _("Mettre fin au lien"),
        _("La fin du lien est inscrite; ce qui valait avant reste dans l'histoire."),
        UntilForm,
        review=True,
        grave=True,
        when=lambda link: link.accepted,
    ),
}
