"""Which page of a list an address asks for."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 25
M = TypeVar("M", bound=Model)


def asked_page(request: HttpRequest, rows: QuerySet[M]) -> tuple[Page[M], bool]:
    """The page in `?page=`, and whether there is one of that number; the first one where there isn't."""
    pages = Paginator(rows, PAGE_SIZE)
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= pages.num_pages
    return pages.page(int(asked) if known else 1), known
