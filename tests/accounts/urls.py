"""The site's addresses, with the page where an invitation is accepted stood in for."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def accept(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(token)


urlpatterns = [
    *i18n_patterns(path("invitation/<str:token>/", accept, name="accept_invitation"), prefix_default_language=False),
    *site,
]
