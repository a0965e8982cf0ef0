"""The assemblies of a coalition, and what each adopted."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from registry.core.actor import Actor
from registry.core.dates import PartialDate
from registry.directory.models import Organization

from ..models import Meeting, Resolution
from .meetings import visible_meetings
from .resolutions import visible_resolutions


@dataclass(frozen=True, slots=True)
class Assembly:
    """An assembly and how many resolutions it adopted; one known by these alone has no `meeting`."""

    on: PartialDate
    adopted: int
    meeting: Meeting | None = None


def assemblies(actor: Actor, coalition: Organization) -> list[Assembly]:
    """The coalition's, the latest first: those that the actor may see, and the days that adopted resolutions carry."""
    held = {meeting.pk: meeting for meeting in visible_meetings(actor).filter(coalition=coalition)}
    days = {PartialDate.of(meeting.day): pk for pk, meeting in held.items()}
    adopted = visible_resolutions(actor).filter(coalition=coalition, state=Resolution.State.ADOPTED)
    counted = adopted.order_by().values_list("assembly", "assembly_on").annotate(Count("pk"))
    at, on = Counter[int](), Counter[PartialDate]()
    for linked, day, count in counted:
        meeting = linked if linked in held else days.get(day)
        if meeting is not None:
            at[meeting] += count
        elif day is not None:
            on[day] += count
    told = [Assembly(PartialDate.of(meeting.day), at[pk], meeting) for pk, meeting in held.items()]
    told += [Assembly(day, count) for day, count in on.items()]
    return sorted(told, key=lambda one: str(one.on), reverse=True)
