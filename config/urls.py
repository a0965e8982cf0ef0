"""Where each address leads."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from schema.view import graphql


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


# Pages are in French where no language is named, and under /en/ and /es/.
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("graphql/", graphql, name="graphql"),
    *i18n_patterns(
        path("compte/", include("config.account_urls")),
        path("", include("pages.urls")),
        prefix_default_language=False,
    ),
]
