"""The site's addresses, with the pages that mails lead to stood in for: they belong to another room."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def page(request: HttpRequest, **_: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    *i18n_patterns(
        path("invitation/<str:token>/", page, name="accept_invitation"),
        path("organisations/<str:key>/", page, name="organization"),
        prefix_default_language=False,
    ),
    *site,
]
