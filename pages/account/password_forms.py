"""allauth's forms, as the pages of this site show them (ACCOUNT_FORMS)."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from pages.forms import SAME_CODES
from registry.core.messages import SENTENCES

LABELS = {
    "login": _("Adresse de courriel"),
    "email": _("Adresse de courriel"),
    "password": _("Mot de passe"),
    "oldpassword": _("Mot de passe actuel"),
    "password1": _("Nouveau mot de passe"),
    "password2": _("Nouveau mot de passe, une deuxième fois"),
}
HELP = {"password1": _("Douze caractères au moins; une suite de mots sans lien se retient bien.")}


class Worded:
    """Our labels, help and sentences on a form of allauth's; labels stand above, never inside a field."""

    use_required_attribute = False
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.error_messages |= {code: SENTENCES[ours] for code, ours in SAME_CODES.items()}


class LoginForm(Worded, allauth.LoginForm):  # type: ignore[misc]
    """Opening a session."""


class ChangePasswordForm(Worded, allauth.ChangePasswordForm):  # type: ignore[misc]
    """Another password, for somebody who knows the present one."""


class ResetPasswordForm(Worded, allauth.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a link to choose a new password."""


class ResetPasswordKeyForm(Worded, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choosing it."""
