"""The book of an assembly's resolutions, to take away."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from exchange.book import Book, book_of, write_docx, write_pdf
from pages.context import actor_of
from pages.found import found_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def book_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """As a PDF that screen readers follow."""
    return _file(request, key, write_pdf, "pdf", "application/pdf")


@require_safe
def book_docx(request: HttpRequest, key: str) -> HttpResponse:
    """As a document to edit."""
    return _file(request, key, write_docx, "docx", DOCX)


def _file(request: HttpRequest, key: str, write: Callable[[Book], bytes], ending: str, kind: str) -> HttpResponse:
    book = found_or_404(lambda: book_of(actor_of(request), key, get_language() or "fr"))
    response = HttpResponse(write(book), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="cahier.{ending}"'
    return response
