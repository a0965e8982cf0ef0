"""Activities: acts about a concern, who took part in which role, and what came of them."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from registry.core.dates import Period
from registry.core.fields import CodeListField, PartialDateField
from registry.core.logic import Truth
from registry.core.models import Aggregate, Dated, DatedQuerySet, Keyed
from registry.directory.models import Organization, Service
from registry.directory.rules import phrases

from ..rules.activities import When
from .groups import Group

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Activity(Aggregate, Dated):
    """An act with a `date`, one that lasts (since, until), or one on an unknown day of a window (`within_*`)."""

    kind = models.CharField(max_length=32, help_text="code of `activity_kinds`: one of the seven ways, or other")
    nature = models.CharField(max_length=16, default="activity", help_text="code of `activity_natures`")
    status = models.CharField(max_length=16, default="done", help_text="code of `activity_statuses`")
    title_fr = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_es = models.CharField(max_length=300, blank=True, default="")
    description = models.TextField(blank=True, default="")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="activities")
    recorded_for = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="activities_recorded",
        help_text="the organization in whose name it was written here",
    )  # fmt: skip
    date = PartialDateField()
    date_basis = models.CharField(max_length=16, blank=True, default="")
    within_since = PartialDateField()
    within_until = PartialDateField()
    place = models.CharField(max_length=120, blank=True, default="", help_text="a city")
    languages = CodeListField()
    quantities = models.JSONField(default=list)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities")
    published = models.BooleanField(default=True)
    exercise = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")
    folded = models.TextField(default="", editable=False, help_text="titles as `fold` makes them")

    objects = DatedQuerySet["Activity"].as_manager()

    if TYPE_CHECKING:
        parties: "RelatedManager[ActivityParty]"
        impacts: "RelatedManager[Impact]"

    class Meta:
        ordering = ["pk"]

    @property
    def titles(self) -> dict[str, str]:
        return {"fr": self.title_fr, "en": self.title_en, "es": self.title_es}

    @property
    def when(self) -> When:
        return When(self.date, self.period, Period(since=self.within_since, until=self.within_until))

    def holds_on(self, day: datetime.date) -> Truth:
        """Whether it took place, or went on, on that day."""
        return self.when.on(day)

    def refold(self) -> None:
        """Work out, without saving, what it is found by."""
        self.folded = phrases(self.titles.values())


class ActivityParty(models.Model):
    """An organization or a group in an activity, with its role; `about`: what the act is about, no party."""

    ABOUT = "about"

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="acts")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="acts")
    role = models.CharField(max_length=32, help_text="code of `party_roles`, or `about`")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["activity", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_party_is_one",
                condition=Q(organization__isnull=False, group=None) | Q(organization=None, group__isnull=False),
            ),
            models.UniqueConstraint(fields=["activity", "organization", "group", "role"], name="activity_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.role}"


class Impact(Keyed):
    """What an activity changed, in one of four kinds."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="impacts")
    kind = models.CharField(max_length=32, help_text="code of `impact_kinds`")
    on = PartialDateField()
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["activity", "pk"]
