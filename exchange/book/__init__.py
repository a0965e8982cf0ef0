"""The book of an assembly's resolutions, to print or to take away: an accessible PDF (PDF/UA) and a DOCX."""

from .composition import book_of
from .contents import Book
from .docx import write_docx
from .pdf import write_pdf

__all__ = ["Book", "book_of", "write_docx", "write_pdf"]
