"""The time of activities as SQL asks for it: their order, and which of them fall between two days.

`path` leads from the rows to the activity: `"activity__"`.
"""

from datetime import date, timedelta

from django.db.models import F, OrderBy, Q
from django.db.models.functions import Coalesce


def latest_first(path: str = "") -> tuple[OrderBy | str, ...]:
    """The order of activities: by the first day that is told of each, those of no known time last."""
    told = Coalesce(F(f"{path}date"), F(f"{path}since"), F(f"{path}within_since"))
    return (told.desc(nulls_last=True), f"{path}key")


def within(since: date | None, until: date | None, path: str = "") -> Q:
    """Activities that may have taken place from `since` up to, and without, `until`; all, if neither is given.

    Partial dates are texts, which sort by their first day.
    """
    if since is None and until is None:
        return Q()
    dated = Q(**{f"{path}date__isnull": False})
    lasting = Q(**{f"{path}since__isnull": False}) | Q(**{f"{path}until__isnull": False})
    windowed = Q(**{f"{path}within_since__isnull": False}) | Q(**{f"{path}within_until__isnull": False})
    if since is not None:
        day = since.isoformat()
        around = [day[:4], day[:7]]
        dated &= Q(**{f"{path}date__gte": day}) | Q(**{f"{path}date__in": around})
        lasting &= Q(**{f"{path}ends": None}) | Q(**{f"{path}ends__gt": since})
        ends = Q(**{f"{path}within_until__gt": day}) | Q(**{f"{path}within_until__in": around})
        windowed &= Q(**{f"{path}within_until": None}) | ends
    if until is not None:
        last = (until - timedelta(days=1)).isoformat()
        dated &= Q(**{f"{path}date__lte": last})
        lasting &= Q(**{f"{path}begins": None}) | Q(**{f"{path}begins__lt": until})
        windowed &= Q(**{f"{path}within_since": None}) | Q(**{f"{path}within_since__lte": last})
    return dated | lasting | windowed
