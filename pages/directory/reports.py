"""Saying that a page is wrong."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from pages.context import actor_of
from pages.forms import PageForm
from pages.found import found_or_404
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from registry.directory import actions
from registry.directory import queries as directory
from registry.directory.models import Organization, Service


class ReportForm(PageForm):
    """What is wrong, in the words of whoever saw it."""

    text = forms.CharField(
        label=_("Qu'est-ce qui est inexact?"),
        help_text=_("Par exemple: «l'accueil est fermé depuis lundi». N'écrivez rien qui identifie une personne."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The form; once sent, the page that says who gets it."""
    actor = actor_of(request)
    organization = found_or_404(lambda: directory.organization(actor, key)).thing
    service = _service(actor, organization, request.GET.get("service", ""))
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            about = service.key if service else None
            actions.report_error(actor, organization.key, text=form.cleaned_data["text"], service=about)
        except Refused as refused:
            form.refuse(refused)
        else:
            return HttpResponseRedirect(reverse("error_reported", args=[organization.key]))
    language = get_language() or "fr"
    context = {
        "organization": organization,
        "name": organization.name_on(montreal_today(), language),
        "service": service,
        "form": form,
    }
    return render(request, "directory/report.html", context)


@require_GET
def reported(request: HttpRequest, key: str) -> HttpResponse:
    """What happened, and what happens next."""
    actor = actor_of(request)
    organization = found_or_404(lambda: directory.organization(actor, key)).thing
    name = organization.name_on(montreal_today(), get_language() or "fr")
    return render(request, "directory/reported.html", {"organization": organization, "name": name})


def _service(actor: Actor, organization: Organization, key: str) -> Service | None:
    """The service that the report is about; none for one that is not of the organization."""
    if not key:
        return None
    return next((one for one in directory.services(actor, organization=organization.key) if one.key == key), None)
