"""Meetings for tests, made plainly."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from registry.concertation.models import Attendance, Group, Meeting, Minutes, Outcome, Seat
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization


def seat(group: Group, organization: Organization, role: str = "member", **columns: Any) -> Seat:
    """A seat since 2020."""
    return Seat.objects.create(
        group=group, organization=organization, role=role, **{"since": PartialDate(2020), "ongoing": True} | columns
    )


def meeting(group: Group | None = None, day: date | str = "", **columns: Any) -> Meeting:
    """A meeting in person, a week ago unless told otherwise."""
    on = date.fromisoformat(day) if isinstance(day, str) and day else day or montreal_today() - timedelta(days=7)
    return Meeting.objects.create(group=group, day=on, **{"mode": "in_person", "city": "Montréal"} | columns)


def held(group: Group, day: str, city: str = "Montréal", **columns: Any) -> Meeting:
    return meeting(group, day, state="held", city=city, **columns)


def there(at: Meeting, organization: Organization, state: str = "", **columns: Any) -> Attendance:
    """Invited, and present or not if a state is told."""
    return Attendance.objects.create(meeting=at, organization=organization, state=state, **columns)


def minutes(of: Meeting, text: str = "Notes", state: str = "draft") -> Minutes:
    approved = montreal_today() if state == "approved" else None
    return Minutes.objects.create(meeting=of, text=text, revision=1, state=state, approved_on=approved)


def outcome(of: Meeting, text: str = "Décision", kind: str = "decision", **columns: Any) -> Outcome:
    return Outcome.objects.create(meeting=of, text=text, kind=kind, position=of.outcomes.count() + 1, **columns)


def with_everything(group: Group, coalition: Organization, *organizations: Organization) -> list[Meeting]:
    """A meeting of the group and an assembly of the coalition, both held, each with all that hangs on one."""
    both = [held(group, "2026-03-02"), meeting(None, "2026-06-02", coalition=coalition, state="held")]
    for at in both:
        item = at.agenda.create(position=1, title="Délais")
        written = minutes(at, state="approved")
        written.versions.create(number=1, state="approved", text="Notes", made_at=timezone.now())
        for organization in organizations:
            there(at, organization, "present", answer="coming", delegate_role="direction")
            outcome(at, kind="commitment", item=item, by=organization, due=montreal_today())
    Minutes.objects.filter(meeting=both[0]).update(approved_at=both[1])
    return both
