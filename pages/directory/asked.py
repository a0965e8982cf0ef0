"""What an address asks for besides its thing: the day that the answer is about, and the page of a list."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.forms import DayField, PageForm
from registry.core.dates import montreal_today
from registry.directory.models import Organization

PAGE_SIZE = 25


class DayForm(PageForm):
    """As of which day a page is shown."""

    date = DayField(label=_("Comment c'était, ou sera, le"), required=False)


@dataclass(frozen=True)
class AskedDay:
    """The day of the answer; today where none was asked for, or one that doesn't exist (the form says so)."""

    on: date
    today: date
    form: DayForm

    @property
    def is_today(self) -> bool:
        return self.on == self.today


def asked_day(request: HttpRequest) -> AskedDay:
    """The day in `?date=`."""
    form = DayForm(request.GET)
    today = montreal_today()
    day = form.cleaned_data.get("date") if form.is_valid() else None
    return AskedDay(day or today, today, form)


def asked_page(request: HttpRequest, rows: QuerySet[Organization]) -> tuple[Page[Organization], bool]:
    """The page in `?page=`, and whether there is one of that number; the first one where there isn't."""
    pages = Paginator(rows, PAGE_SIZE)
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= pages.num_pages
    return pages.page(int(asked) if known else 1), known
