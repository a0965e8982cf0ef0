"""The list of groups."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from pages.context import actor_of, exercise_shown
from pages.directory.asked import asked_page
from pages.editing import choices
from registry.concertation import queries as concertation
from registry.concertation.models import Group
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import Vocabulary

from .filters import Filters, organization_choices
from .group_words import standing


class GroupFilters(Filters):
    """Whose work it is, what sort of group, and who sits there."""

    coalition = forms.ChoiceField(label=_("Regroupement"), required=False)
    kind = forms.ChoiceField(label=_("Sorte de groupe"), required=False)
    organization = forms.ChoiceField(label=_("Où siège"), required=False)

    def __init__(
        self, data: Any, lists: Vocabulary, coalitions: Iterable[Organization], organizations: Iterable[Organization]
    ) -> None:
        super().__init__(data)
        self._offer("coalition", _("Tous"), organization_choices(coalitions))
        self._offer("kind", _("Toutes"), choices.terms(lists, "group_kinds"))
        self._offer("organization", _("Peu importe"), organization_choices(organizations))


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """Every group that meets the filters, by name."""
    actor, on, exercise = actor_of(request), montreal_today(), exercise_shown(request)
    vocabulary = directory.vocabulary(actor)
    seats = concertation.visible_seats(actor).filter(accepted=True).possibly_on(on)
    seated = directory.organizations(actor, exercise=exercise).filter(pk__in=seats.values("organization"))
    form = GroupFilters(request.GET, vocabulary, directory.coalitions(actor, exercise=exercise), seated)
    found = concertation.groups(actor, **form.criteria(), exercise=exercise)
    page, known = asked_page(request, found.prefetch_related("body__names", "coalition__names"))
    counts = Counter(seats.filter(group__in=[group.pk for group in page]).values_list("group", flat=True))
    context = {
        "form": form,
        "vocabulary": vocabulary,
        "on": on,
        "page": page,
        "page_known": known,
        "rows": [_row(group, counts[group.pk], on) for group in page],
    }
    return render(request, "concertation/groups.html", context)


def _row(group: Group, seats: int, on: date) -> dict[str, Any]:
    """One line of the list: whose work it is, how many sit there, and how it stands."""
    return {"group": group, "whose": group.coalition or group.body, "seats": seats, "standing": standing(group, on)}
