"""Concerns (*enjeux*): raised to a group by its members, and answered."""

from typing import TYPE_CHECKING

from django.db import models

from registry.core.models import Aggregate, Keyed
from registry.directory.models import Organization

from .groups import Group

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Concern(Aggregate):
    """Something that members want their group to take up. Several who raise the same are joined in one."""

    class State(models.TextChoices):
        RAISED = "raised"
        ANSWERED = "answered"
        WITHDRAWN = "withdrawn"
        JOINED = "joined"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="concerns")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8, default="fr", help_text="that its text is in")
    raised_on = models.DateField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.RAISED)
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")
    passed_from = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns_passed_on"
    )
    passed_on = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        raisers: "RelatedManager[ConcernRaiser]"
        answers: "RelatedManager[ConcernAnswer]"

    class Meta:
        ordering = ["raised_on", "pk"]


class ConcernRaiser(models.Model):
    """An organization that raised the concern, since when, and what it adds in its own words."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="raisers")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="concerns_raised")
    on = models.DateField()
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["concern", "on", "pk"]
        constraints = [models.UniqueConstraint(fields=["concern", "organization"], name="concern_raised_once")]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.organization_id}"


class ConcernAnswer(Keyed):
    """One of the seven ways in which a group answers a concern, and what it is that answers."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=32, help_text="code of `activity_kinds`, but `other`")
    on = models.DateField()
    note = models.TextField(blank=True, default="")
    activity = models.ForeignKey("Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    resolution = models.ForeignKey(
        "Resolution", null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    outcome = models.ForeignKey("Outcome", null=True, blank=True, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        ordering = ["concern", "on", "pk"]
