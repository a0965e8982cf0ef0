"""What every template may use: who looks, what the header leads to, and whether the exercise network is shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse, translate_url
from django.urls.exceptions import Resolver404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.core.actor import ANONYMOUS, Actor

EXERCISE_FLAG = "exercise"

# Name of the address, and what its link says.
NAVIGATION = (
    ("home", _("Accueil")),
    ("organizations", _("Répertoire")),
    ("groups", _("Groupes")),
    ("activities", _("Activités")),
    ("resolutions", _("Résolutions")),
    ("finder", _("Trouver un chemin")),
    ("explorer", _("API")),
)


def actor_of(request: HttpRequest) -> Actor:
    """Who makes this request; nobody in particular where sign-in has not been looked at (error pages)."""
    actor = getattr(request, "actor", ANONYMOUS)
    return actor if isinstance(actor, Actor) else ANONYMOUS


def exercise_shown(request: HttpRequest) -> bool:
    """Whether this visitor has switched the exercise network on."""
    session = getattr(request, "session", None)
    return bool(session and session.get(EXERCISE_FLAG))


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor of all pages.

    `actor`, `navigation` ({url, label, current}), `languages` ({code, name, url, current}: this page in each),
    `exercise` (the switch), `demo_sign_in` (one click enters a demonstration role).
    """
    return {
        "actor": actor_of(request),
        "navigation": _navigation(request),
        "languages": _languages(request),
        "exercise": exercise_shown(request),
        "demo_sign_in": settings.DEMO_SIGN_IN,
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    here = request.path_info
    found = []
    for name, label in NAVIGATION:
        url = reverse(name)
        current = here == url if name == "home" else here.startswith(url)
        found.append({"url": url, "label": label, "current": current})
    return found


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    active = get_language() or settings.LANGUAGE_CODE
    here = request.get_full_path()
    try:
        resolve(request.path_info)
    except Resolver404:  # an address that leads nowhere leads nowhere in any language
        here = reverse("home")
    return [
        {"code": code, "name": name, "url": translate_url(here, code), "current": code == active}
        for code, name in settings.LANGUAGES
    ]
