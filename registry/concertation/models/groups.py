"""Groups, their rules as data, and who sits in them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from registry.core.dates import PartialDate
from registry.core.fields import CodeListField, PartialDateField
from registry.core.models import Aggregate, Dated, DatedQuerySet, Keyed, WithNames
from registry.core.text import fold
from registry.directory.models import Organization
from registry.directory.rules import phrases

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RuleSet(Aggregate):
    """How groups of one sort are made up, how often they meet and who may chair them, as data.

    `data` is what `rules.rule_sets.RuleSet.of` reads: composition, seats, cadence, co_chair_eligibility, …
    """

    kind = models.CharField(max_length=16, help_text="group, membership or resolution")
    applies_to = CodeListField(help_text="keys of the groups or coalitions that it is about")
    data = models.JSONField(default=dict)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["key"]


class Group(Aggregate, WithNames):
    """A body with members where `constituted`; else only a name (a public list, several unnamed organizations)."""

    kind = models.CharField(max_length=32)
    name_original = models.CharField(max_length=300, blank=True, default="")
    acronym = models.CharField(max_length=40, blank=True, default="")
    constituted = models.BooleanField(default=True)
    status = models.CharField(max_length=16, blank=True, default="")
    body = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="groups_of_body"
    )
    coalition = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="groups_of_coalition"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subgroups")
    rule_set = models.ForeignKey(RuleSet, null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    name_variants = models.JSONField(default=list)
    mandate_topics = models.JSONField(default=list)
    issues = models.JSONField(default=list)
    composition_rule = models.CharField(max_length=32, blank=True, default="")
    open_minutes = models.BooleanField(default=False, help_text="anyone may read its approved minutes")
    meetings_per_year = models.JSONField(default=dict)
    size = models.JSONField(default=dict)
    regions_count = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(max_length=300, blank=True, default="")
    province = models.CharField(max_length=8, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    plan_actions = CodeListField()
    since = PartialDateField()
    until = PartialDateField()
    exercise = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")
    folded = models.TextField(default="", editable=False, help_text="names and acronym as `fold` makes them")
    sort_name = models.CharField(max_length=300, default="", editable=False)

    if TYPE_CHECKING:
        seats: "RelatedManager[Seat]"

    class Meta:
        ordering = ["sort_name", "pk"]

    @property
    def shown_name(self) -> str:
        """Its name in French, else in another language."""
        return self.name_fr or self.name_en or self.name_es or self.name_original

    @property
    def work_of_id(self) -> int | None:
        """Primary key of the coalition whose work it is part of; where none is told, of what it belongs to."""
        return self.coalition_id if self.coalition_id is not None else self.body_id

    def refold(self) -> None:
        """Work out, without saving, what it is found by and sorted under."""
        names = [self.name_fr, self.name_en, self.name_es, self.name_original, *self.name_variants, self.city]
        self.folded = phrases(names, self.acronym)
        self.sort_name = fold(self.shown_name)[:300]


class SeatQuerySet(DatedQuerySet["Seat"]):
    """Places in groups."""

    def possibly_on(self, day: date) -> Self:
        """Seats that may be held on `day`: none in a group that had not begun."""
        return super().possibly_on(day).exclude(group__since__gt=PartialDate.of(day))


class Seat(Keyed, Dated):
    """An organization's place in a group, with its role, for a term; never a person's.

    `accepted` is false while the organization has not taken what the group offers. `interim`: until the holder
    is back or the next election.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="seats")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=32)
    interim = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    accepted = models.BooleanField(default=True)
    subject = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=16, blank=True, default="")
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def to_confirm_on(self, day: date) -> bool:
        """Whether it isn't certain that it is held on that day, or nobody vouched for it lately."""
        return self.period.to_confirm_on(day, settings.CONFIRM_SEAT_DAYS)


class Listing(Keyed, Dated):
    """An organization named on a public list: no seat and no vote."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="listings")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="listings")
    subject = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=16, blank=True, default="")
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["Listing"].as_manager()
