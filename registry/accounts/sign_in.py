"""Where an HTTP request meets accounts: who asks, and how allauth signs people in here.

allauth's pages are the ones in config/account_urls.py: sign in and out,
change and reset the password. There is no sign-up.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import UserTokenForm, default_token_generator
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from registry.core.actor import SYSTEM, Actor

from . import actions, queries, rules
from .models import CalendarFeed, Invitation, User

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def actor_of(request: HttpRequest) -> Actor:
    """Who makes this request, as the middleware found out (config/middleware.py)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def actor_of_session(request: HttpRequest) -> Actor:
    """Who is signed in; else nobody."""
    user = request.user
    return queries.actor_for(SYSTEM, user if isinstance(user, User) else None)


def actor_of_bearer(text: str) -> Actor:
    """Who an API token stands for; its use is noted. Raises Refused (EXPIRED)."""
    token = queries.token_for(SYSTEM, text)
    if rules.is_use_to_note(token.last_used_at, timezone.now()):  # else a request that reads would write
        actions.note_token_use(SYSTEM, token.key)
    return queries.actor_for_token(SYSTEM, token)


def calendar_feed_at(secret: str) -> CalendarFeed:
    """The calendar feed whose address holds this secret; its use is noted. Raises Refused (NOT_FOUND)."""
    feed = queries.calendar_feed(SYSTEM, secret)
    if rules.is_use_to_note(feed.last_used_at, timezone.now()):  # else a request that reads would write
        actions.note_feed_use(SYSTEM, feed.key)
    return feed


def enter_demonstration(request: HttpRequest, key: str) -> User:
    """Sign the request in as a demonstration role. Raises Refused (NOT_FOUND), always outside a demonstration."""
    user = queries.demo_user(SYSTEM, key)
    login(request, user, backend=_BACKEND)
    request.actor = queries.actor_for(SYSTEM, user)  # type: ignore[attr-defined]
    return user


def invitation_path(invitation: Invitation) -> str:
    """Where an invitation is accepted, once and within its seven days, in its own language."""
    with override(invitation.language):
        return reverse("accept_invitation", kwargs={"token": queries.invitation_token(SYSTEM, invitation)})


def password_reset_path(user: User) -> str:
    """Where a user chooses a new password: good for PASSWORD_RESET_TIMEOUT, and until the password changes."""
    key = default_token_generator.make_token(user)
    with override(user.language):
        return reverse("account_reset_password_from_key", kwargs={"uidb36": user.key, "key": key})


class ResetTokenForm(UserTokenForm):  # type: ignore[misc]
    """Finds the user of a reset link by public key; allauth's own would show the primary key."""

    def _get_user(self, uidb36: str) -> User | None:
        return User.objects.filter(key=uidb36, is_active=True).first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What this registry decides otherwise than allauth: no sign-up, writes by actions, mails by the worker."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Cette adresse et ce mot de passe ne vont pas ensemble: vérifiez les deux."),
        "enter_current_password": _("Ce n'est pas votre mot de passe actuel: écrivez-le de nouveau."),
        "incorrect_password": _("Ce n'est pas votre mot de passe: écrivez-le de nouveau."),
        "invalid_password_reset": _("Ce lien n'est plus valable: demandez-en un nouveau."),
        "too_many_login_attempts": _(
            "Trop d'essais pour cette adresse: attendez quinze minutes, ou demandez un nouveau mot de passe."
        ),
        "rate_limited": _("Trop de demandes: attendez quelques minutes, puis réessayez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Both the change and the reset of a password end here."""
        actions.set_password(queries.actor_for(SYSTEM, user), password)
        user.refresh_from_db()

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent while the page waits, so that no mail server's delay tells a known address."""
        actions.request_password_reset(SYSTEM, user.key)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the language that the person chose."""
        user = request.user
        with override(user.language if isinstance(user, User) else None):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")
