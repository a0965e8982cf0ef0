"""The addresses of pages. Each subject's module lists its own; see docs/pages.md."""

from django.urls import URLPattern, URLResolver

from . import account, desk, directory, editing, explorer, finder, search, site
from .concertation import urls as concertation

urlpatterns: list[URLPattern | URLResolver] = [
    *site.urlpatterns,
    *finder.urlpatterns,
    *directory.urlpatterns,
    *concertation.urlpatterns,
    *search.urlpatterns,
    *explorer.urlpatterns,
    *desk.urlpatterns,
    *account.urlpatterns,
    *editing.urlpatterns,  # last: the last word of an address may be any action
]
