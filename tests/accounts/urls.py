"""The site's addresses, with the page where an invitation is accepted stood in for: it belongs to another room."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def page(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    *i18n_patterns(
        path("invitation/<str:token>/", page, name="accept_invitation"),
        prefix_default_language=False,
    ),
    *site,
]
