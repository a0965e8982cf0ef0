"""Meetings of groups, and assemblies of coalitions: agenda, attendance, minutes, outcomes."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from registry.core.models import Aggregate, Keyed
from registry.directory.models import Organization

from ..rules.meetings import is_late
from .groups import Group

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Meeting(Aggregate):
    """A meeting of one group, or an assembly of one coalition's members."""

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person"
        VIRTUAL = "virtual"
        HYBRID = "hybrid"

    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    coalition = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="assemblies"
    )
    title = models.CharField(max_length=200, blank=True, default="")
    occasion = models.CharField(max_length=32, blank=True, default="", help_text="what it is held at: consultations")
    day = models.DateField()
    starts_at = models.TimeField(null=True, blank=True, help_text="Montréal's time")
    ends_at = models.TimeField(null=True, blank=True)
    mode = models.CharField(max_length=16, choices=Mode.choices)
    city = models.CharField(max_length=120, blank=True, default="")
    place = models.CharField(max_length=300, blank=True, default="", help_text="how one gets in, for those invited")
    state = models.CharField(max_length=16, choices=State.choices, default=State.PLANNED)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True, help_text="else a majority of those who vote")

    if TYPE_CHECKING:
        agenda: "RelatedManager[AgendaItem]"
        attendance: "RelatedManager[Attendance]"
        outcomes: "RelatedManager[Outcome]"
        minutes: "Minutes"

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_of_a_group_or_a_coalition",
                condition=Q(group__isnull=False, coalition=None) | Q(group=None, coalition__isnull=False),
            )
        ]


class AgendaItem(Keyed):
    """One point of an agenda, in its place; about a concern or a resolution where it is."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    concern = models.ForeignKey("Concern", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")
    resolution = models.ForeignKey(
        "Resolution", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )

    class Meta:
        ordering = ["meeting", "position", "pk"]


class Attendance(models.Model):
    """One organization at one meeting: invited to its seat, what it answered, and whether it came.

    `whole`: for the whole meeting. A delegate is told by a role (*direction*, *intervention*), never by name.
    """

    class Answer(models.TextChoices):
        COMING = "coming"
        EXCUSED = "excused"

    class State(models.TextChoices):
        PRESENT = "present"
        EXCUSED = "excused"
        ABSENT = "absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="attendance")
    role = models.CharField(max_length=32, blank=True, default="", help_text="of the seat that it is invited to")
    votes = models.BooleanField(default=True)
    answer = models.CharField(max_length=16, choices=Answer.choices, blank=True, default="")
    state = models.CharField(max_length=16, choices=State.choices, blank=True, default="")
    whole = models.BooleanField(default=True)
    delegate_role = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["meeting", "organization__sort_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organization"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.organization_id}"


class Minutes(models.Model):
    """The notes of a meeting, which become its minutes. `revision` goes up with each save, the draft's own version."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        APPROVED = "approved"

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    text = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    approved_on = models.DateField(null=True, blank=True)
    approved_at = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.revision}"


class MinutesVersion(models.Model):
    """The minutes as they were when they were submitted, corrected or approved; never changed."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=Minutes.State.choices)
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["minutes", "number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.number}"


class Outcome(Keyed):
    """What came of a meeting: an information, a decision, or a commitment (by whom, due when)."""

    class Kind(models.TextChoices):
        INFORMATION = "information"
        DECISION = "decision"
        COMMITMENT = "commitment"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    text = models.TextField()
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="outcomes")
    by = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes_to_keep"
    )
    due = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True, help_text="of a commitment; empty: not yet")
    concern = models.ForeignKey("Concern", null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    resolution = models.ForeignKey(
        "Resolution", null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes"
    )

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outcome_kept_is_a_commitment", condition=Q(kept_on=None) | Q(kind="commitment")
            )
        ]

    def late_on(self, day: date) -> bool:
        """Whether it was due before the day, and not kept by then."""
        return self.kind == Outcome.Kind.COMMITMENT and is_late(self.due, self.kept_on, day)
