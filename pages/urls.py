"""The addresses of pages. Each subject's module lists its own; see docs/pages.md."""

from django.urls import URLPattern, URLResolver

from . import directory, finder, search, site

urlpatterns: list[URLPattern | URLResolver] = [
    *site.urlpatterns,
    *finder.urlpatterns,
    *directory.urlpatterns,
    *search.urlpatterns,
]
