"""A person's own page: address, language, roles, tokens; leaving with one's data, or for good."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from pages.context import actor_of
from pages.editing.deeds import Deed, deed_view, signed_in
from pages.editing.forms import DeedForm, Subject
from registry.accounts import actions
from registry.accounts import queries as accounts
from registry.accounts.models import User
from registry.core.actor import Actor, Scope
from registry.core.errors import ErrorCode, refuse
from registry.core.translations import Text

from .words import place_name, role_row

LANGUAGE_CHOICES = [(code, name) for code, name in settings.LANGUAGES]
ACCESSES = [
    ("read", _("Lire seulement")),
    ("write", _("Lire et écrire, avec vos rôles")),
]
DAYS = [(7, _("7 jours")), (30, _("30 jours")), (90, _("90 jours")), (365, _("un an"))]


@never_cache
@signed_in
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What the registry knows of the person who asks, and what they may do about it."""
    actor = actor_of(request)
    me = accounts.me(actor).thing
    grants = [role_row(row) for row in accounts.my_grants(actor)]
    context = {
        "me": me,
        "written_in": dict(settings.LANGUAGES)[me.language],
        "grants": grants,
        "tokens": list(accounts.my_tokens(actor)),
        "feeds": [{"feed": feed, "place": place_name(feed.place)} for feed in accounts.my_calendar_feeds(actor)],
    }
    return render(request, "account/account.html", context)


@never_cache
@signed_in
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything about the person, as a file to take away."""
    response = JsonResponse(accounts.my_data(actor_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="registre.json"'
    return response


class LanguageForm(DeedForm):
    """The language in which one is written to."""

    language = forms.ChoiceField(label=_("Langue"), widget=forms.RadioSelect, choices=LANGUAGE_CHOICES)

    def standing(self, thing: User) -> dict[str, Any]:
        return {"language": thing.language}

    def aim(self) -> tuple[str, ...]:
        return (self.cleaned_data["language"],)

    def arguments(self) -> dict[str, Any]:
        return {}


class TokenForm(DeedForm):
    """What a token is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("À quoi il sert"), max_length=80, help_text=_("Par exemple: «site web de l'organisme».")
    )
    access = forms.ChoiceField(label=_("Ce qu'il permet"), widget=forms.RadioSelect, choices=ACCESSES)
    organization_key = forms.ChoiceField(label=_("Avec quels rôles"), required=False)
    days = forms.TypedChoiceField(label=_("Valable"), choices=DAYS, coerce=int)

    def standing(self, thing: User) -> dict[str, Any]:
        return {"access": "read", "days": 90}

    def prepare(self) -> None:
        held = [row for row in accounts.my_grants(self.asked.actor) if row.scope == Scope.ORGANIZATION]
        places = [(row.thing.key, str(role_row(row)["place"])) for row in held]
        self.offer("organization_key", [("", _("Tous mes rôles")), *places])

    def aim(self) -> tuple[str, ...]:
        return (self.cleaned_data["name"],)

    def arguments(self) -> dict[str, Any]:
        given = {name: value for name, value in super().arguments().items() if name != "name"}
        return given | {"organization_key": given["organization_key"] or None}


class NothingForm(DeedForm):
    """An action on oneself that asks nothing."""

    def aim(self) -> tuple[str, ...]:
        return ()


def _back() -> tuple[str, tuple[tuple[str, str], ...]]:
    return reverse("account"), ((str(_("Mon compte")), reverse("account")),)


def myself(actor: Actor) -> Subject:
    """The person who asks."""
    me = accounts.me(actor)
    back, crumbs = _back()
    return Subject(me.thing, Text(me.thing.email, None), me.verbs, me.thing.version, back, crumbs)


def grant(actor: Actor, key: str) -> Subject:
    """A role that one holds; its version is one's own."""
    row = accounts.my_grants(actor).select_related("user").filter(key=key).first()
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND)
    back, crumbs = _back()
    name = Text(f"{role_row(row)['role']} – {role_row(row)['place']}", None)
    return Subject(row, name, accounts.permitted(actor, row).verbs, row.user.version, back, crumbs)


def token(actor: Actor, key: str) -> Subject:
    """A token of one's own, or one limited to an organization that one administers."""
    row = accounts.visible_tokens(actor).select_related("user").filter(key=key).first()
    if row is None:
        raise refuse(ErrorCode.NOT_FOUND)
    back, crumbs = _back()
    return Subject(row, Text(row.name, None), accounts.permitted(actor, row).verbs, 0, back, crumbs)


OF_MYSELF = {
    "langue": Deed(
        actions.change_language,
        _("Changer de langue"),
        _("Enregistrer"),
        _("C'est enregistré: nous vous écrirons dans cette langue."),
        LanguageForm,
    ),
    "jeton": Deed(
        actions.create_api_token,
        _("Créer un jeton d'accès"),
        _("Créer le jeton"),
        _("Le jeton est créé."),
        TokenForm,
        lead=_("Un logiciel qui a ce jeton agit en votre nom, dans la limite de ce que vous choisissez ici."),
        shown="account/token.html",
    ),
    "supprimer": Deed(
        actions.delete_my_account,
        _("Supprimer mon compte"),
        _("Supprimer mon compte pour toujours"),
        _("Votre compte est supprimé: votre adresse, vos rôles et vos jetons sont effacés."),
        NothingForm,
        lead=_(
            "Votre adresse, votre mot de passe, vos rôles et vos jetons sont effacés tout de suite et pour toujours. "
            "Ce que vous avez fait dans le registre y reste, sans rien qui vous nomme. "
            "Prenez d'abord vos données, si vous y tenez."
        ),
        grave=True,
        then=lambda _user: "/",
    ),
}
OF_GRANT = {
    "quitter": Deed(
        actions.leave,
        _("Quitter ce rôle"),
        _("Quitter ce rôle"),
        _("Vous n'avez plus ce rôle. Pour le reprendre, il faudra une nouvelle invitation."),
        lead=_("Vous perdez tout de suite ce que ce rôle permettait, et les jetons qui s'y limitent."),
        grave=True,
    ),
}
OF_TOKEN = {
    "revoquer": Deed(
        actions.revoke_api_token,
        _("Révoquer le jeton"),
        _("Révoquer"),
        _("Le jeton ne vaut plus rien: le logiciel qui s'en servait devra en recevoir un autre."),
        lead=_("Le logiciel qui s'en sert n'aura plus accès, dès sa prochaine demande."),
        grave=True,
        versioned=False,
    ),
}

own_deed = never_cache(deed_view(myself, OF_MYSELF))
grant_deed = deed_view(grant, OF_GRANT)
token_deed = deed_view(token, OF_TOKEN)
