"""Entering a demonstration with one click, and taking up an invitation."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pages.context import EXERCISE_FLAG, actor_of
from pages.editing.deeds import safe_next
from pages.forms import PageForm
from registry.accounts import actions
from registry.accounts import queries as accounts
from registry.accounts.sign_in import enter_demonstration
from registry.core.errors import Refused

from .password_forms import HELP, LABELS
from .words import role_row


@require_POST
def demonstration(request: HttpRequest) -> HttpResponse:
    """Enter as one of the demonstration's roles; the exercise network, where they live, is shown from then on."""
    try:
        enter_demonstration(request, request.POST.get("role", ""))
    except Refused as refused:
        raise Http404 from refused
    request.session[EXERCISE_FLAG] = True
    return HttpResponseRedirect(safe_next(request, reverse("desk")))


class InvitationForm(PageForm):
    """The password of somebody who has none yet."""

    password = forms.CharField(
        label=LABELS["password1"],
        help_text=HELP["password1"],
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: object, needed: bool) -> None:
        super().__init__(data)
        if not needed:
            del self.fields["password"]


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, and a password to choose if need be; a link that is worth nothing says what to do."""
    actor = actor_of(request)
    try:
        invitation = accounts.invitation_by_token(actor, token)
    except Refused:
        return render(request, "account/invitation_over.html", status=404)
    needed = accounts.needs_password(actor, invitation)
    form = InvitationForm(request.POST if request.method == "POST" else None, needed)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_invitation(actor, token, password=form.cleaned_data.get("password", ""))
        except Refused as refused:
            form.refuse(refused)
        else:
            return _accepted(request, user.key == actor.id)
    context = {"form": form, "offered": role_row(invitation), "email": invitation.email, "needed": needed}
    return render(request, "account/invitation.html", context)


def _accepted(request: HttpRequest, inside: bool) -> HttpResponse:
    if inside:
        messages.success(request, gettext("Le rôle est à vous: votre bureau montre ce qui vous attend."))
        return HttpResponseRedirect(reverse("desk"))
    messages.success(request, _("Le rôle est à vous: ouvrez une session pour commencer."))
    return HttpResponseRedirect(reverse("account_login"))
