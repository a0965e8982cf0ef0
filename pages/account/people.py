"""Who has a role in an organization or a coalition: seen, invited, given another role, let go."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.editing import subjects
from pages.editing.deeds import Deed, deed_view, not_allowed, signed_in
from pages.editing.forms import DeedForm, Subject
from pages.found import found_or_404
from registry.accounts import actions
from registry.accounts import queries as accounts
from registry.accounts.models import GrantRow, Invitation
from registry.concertation import queries as concertation
from registry.concertation.models import Group
from registry.core.actor import Actor, Role, Scope
from registry.core.errors import ErrorCode, refuse
from registry.core.translations import Text
from registry.directory import queries as directory
from registry.directory.models import Organization

from .words import MEANINGS, ROLES, place_name, role_row

APART = ":"
Offer = tuple[str, str]


def place(actor: Actor, key: str) -> Subject:
    """An organization or coalition, as a place in which roles are held: who may offer one may invite."""
    found = directory.organization(actor, key).thing
    crumbs = (*subjects.crumbs_to(found), (gettext("Personnes"), reverse("people", args=[key])))
    verbs = frozenset({"invite_user"}) if offers(actor, found) else frozenset()
    return Subject(found, subjects.name_of(found), verbs, found.version, crumbs[-1][1], crumbs)


def offers(actor: Actor, organization: Organization) -> list[Offer]:
    """Each role that the actor may offer there, or in a group of it: (role:scope:key, words)."""
    found = _offers_in(actor, Scope.ORGANIZATION, organization)
    if organization.is_coalition:
        found += _offers_in(actor, Scope.COALITION, organization)
        groups = concertation.groups(actor, body=organization, exercise=organization.exercise)
        for group in groups.filter(constituted=True):
            found += _offers_in(actor, Scope.GROUP, group)
    return found


@signed_in
@require_GET
def people_page(request: HttpRequest, key: str) -> HttpResponse:
    """Who has a role, who was invited, and which tokens are limited to this organization."""
    actor = actor_of(request)
    subject = found_or_404(lambda: place(actor, key))
    if not subject.verbs:
        return not_allowed(request, subject)
    grants = list(accounts.users_of(actor, key))
    if subject.thing.is_coalition:
        grants += accounts.staff_of(actor, key)
    invitations = _in(accounts.pending_invitations(actor), subject.thing)
    context = {
        "subject": subject,
        "organization": subject.thing,
        "me": actor.id,
        "rows": [role_row(row) for row in grants],
        "invitations": [role_row(row) for row in invitations],
        "tokens": [one for one in accounts.tokens_of(actor, key) if one.revoked_at is None],
    }
    return render(request, "account/people.html", context)


@signed_in
@require_GET
def person_page(request: HttpRequest, key: str) -> HttpResponse:
    """One person's role in one place, and what can be done about it."""
    actor = actor_of(request)
    subject = found_or_404(lambda: grant(actor, key))
    deeds = {word: deed for word, deed in OF_GRANT.items() if deed.verb in subject.verbs}
    context = {"subject": subject, "row": role_row(subject.thing), "deeds": deeds}
    return render(request, "account/person.html", context)


def grant(actor: Actor, key: str) -> Subject:
    """A role that somebody holds; its version is that person's."""
    row = accounts.visible_grants(actor).select_related("user").filter(key=key).first()
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND)
    verbs = accounts.permitted(actor, row).verbs | accounts.permitted(actor, row.user).verbs
    if "revoke_grant" in verbs:
        verbs |= {"grant_role"}
    return Subject(row, Text(row.user.email, None), verbs, row.user.version, *_back(row))


def invitation(actor: Actor, key: str) -> Subject:
    found = accounts.invitation(actor, key)
    row = found.thing
    return Subject(row, Text(row.email, None), found.verbs, row.version, *_back(row))


def _back(held: GrantRow | Invitation) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The page of people of the organization, or of the coalition of the group."""
    home = held.organization
    if held.group is not None:
        home = held.group.coalition or held.group.body
    if home is None:
        return reverse("desk"), (subjects.desk_crumb(),)
    crumbs = (*subjects.crumbs_to(home), (gettext("Personnes"), reverse("people", args=[home.key])))
    return crumbs[-1][1], crumbs


class InviteForm(DeedForm):
    """Whom, to which role, in which language."""

    email = forms.CharField(
        label=_("Adresse de courriel"),
        widget=forms.EmailInput,
        help_text=_("L'invitation y est envoyée; elle vaut sept jours."),
    )
    offer_code = forms.ChoiceField(label=_("Rôle"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Langue de l'invitation"), choices=settings.LANGUAGES)

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"language": get_language()}

    def prepare(self) -> None:
        found = offers(self.asked.actor, self.asked.subject.thing)
        self.offer("offer_code", found)
        if len(found) == 1:
            self.initial["offer_code"] = found[0][0]

    def aim(self) -> tuple[str, ...]:
        return (self.cleaned_data["email"],)

    def arguments(self) -> dict[str, Any]:
        role, scope, key = self.cleaned_data["offer_code"].split(APART, 2)
        return {"role": role, "scope": scope, "scope_key": key, "language": self.cleaned_data["language"]}


class RoleForm(DeedForm):
    """Another role in the same place."""

    role = forms.ChoiceField(label=_("Rôle"), widget=forms.RadioSelect)

    def standing(self, thing: GrantRow) -> dict[str, Any]:
        return {"role": thing.role}

    def prepare(self) -> None:
        held = self.asked.subject.thing
        roles = accounts.roles_to_offer(self.asked.actor, Scope(held.scope), held.thing)
        self.offer("role", [(role.value, _role_words(role)) for role in roles])

    def aim(self) -> tuple[str, ...]:
        return (self.asked.subject.thing.user.key,)

    def arguments(self) -> dict[str, Any]:
        held = self.asked.subject.thing
        return {"role": self.cleaned_data["role"], "scope": held.scope, "scope_key": held.thing.key}


class UserForm(DeedForm):
    """An action on the person, whatever roles they hold."""

    def aim(self) -> tuple[str, ...]:
        return (self.asked.subject.thing.user.key,)


def _back_to_people(row: Any) -> str:
    return _back(row)[0]


OF_PLACE = {
    "inviter": Deed(
        actions.invite_user,
        _("Inviter quelqu'un"),
        _("Envoyer l'invitation"),
        _("L'invitation part par courriel. Le rôle sera donné quand la personne l'aura acceptée, d'ici sept jours."),
        InviteForm,
        review=True,
        versioned=False,
    ),
}
OF_GRANT = {
    "role": Deed(
        actions.grant_role,
        _("Donner un autre rôle"),
        _("Enregistrer"),
        _("Le rôle est changé: il vaut dès maintenant."),
        RoleForm,
        then=_back_to_people,
    ),
    "retirer": Deed(
        actions.revoke_grant,
        _("Retirer ce rôle"),
        _("Retirer le rôle"),
        _("Le rôle est retiré, et les jetons qui s'y limitaient ne valent plus rien."),
        lead=_("La personne perd tout de suite ce que ce rôle permettait. Son compte reste."),
        grave=True,
    ),
    "desactiver": Deed(
        actions.deactivate_user,
        _("Désactiver le compte"),
        _("Désactiver"),
        _("Le compte est désactivé: ses sessions, ses rôles et ses jetons ont pris fin. Une invitation le rouvrirait."),
        UserForm,
        lead=_("La personne n'entre plus nulle part dans le registre, dès maintenant."),
        grave=True,
    ),
}
OF_INVITATION = {
    "renvoyer": Deed(
        actions.renew_invitation,
        _("Renvoyer l'invitation"),
        _("Renvoyer"),
        _("L'invitation repart par courriel; elle vaut sept jours de plus."),
    ),
    "annuler": Deed(
        actions.revoke_invitation,
        _("Annuler l'invitation"),
        _("Annuler l'invitation"),
        _("L'invitation ne vaut plus rien, et l'adresse est oubliée."),
        grave=True,
    ),
}

place_deed = deed_view(place, OF_PLACE)
person_deed = deed_view(grant, OF_GRANT)
invitation_deed = deed_view(invitation, OF_INVITATION)


def _offers_in(actor: Actor, scope: Scope, where: Organization | Group) -> list[Offer]:
    name = "" if scope is Scope.ORGANIZATION else f" – {place_name(where)}"
    return [
        (APART.join((role, scope, where.key)), f"{_role_words(role)}{name}")
        for role in accounts.roles_to_offer(actor, scope, where)
    ]


def _role_words(role: Role) -> str:
    return gettext("%(role)s: %(meaning)s") % {"role": ROLES[role], "meaning": MEANINGS[role]}


def _in(invitations: "QuerySet[Invitation]", organization: Organization) -> Iterable[Invitation]:
    """Those to the organization itself, or to a group of it."""
    of_groups = Q(group__coalition=organization) | Q(group__body=organization)
    return invitations.filter(Q(organization=organization) | of_groups)
