"""Services: what an organization offers, whom they take by which door, and whether they take anyone now."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from registry.core.dates import confirmed_on
from registry.core.fields import CodeListField, PartialDateField
from registry.core.logic import Truth
from registry.core.models import Aggregate, Dated, DatedQuerySet, Keyed, WithNames
from registry.core.text import fold
from registry.core.translations import Text, in_language

from .. import rules
from .organizations import Location, Organization

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Service(Aggregate, Dated, WithNames):
    """What an organization offers. What a pathway depends on stands in its dated `ServiceTerms`."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="services")
    description_fr = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    description_es = models.TextField(blank=True, default="")
    website = models.URLField(max_length=300, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    fee = models.CharField(max_length=16, blank=True, default="")
    funded = models.BooleanField(null=True, default=None)
    schedule = models.JSONField(default=dict)
    city = models.CharField(max_length=120, blank=True, default="")
    region = models.CharField(max_length=8, blank=True, default="")
    province = models.CharField(max_length=8, blank=True, default="")
    capacity_note = models.TextField(blank=True, default="")
    published = models.BooleanField(default=True)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")
    locations: "models.ManyToManyField[Location, ServiceAtLocation]" = models.ManyToManyField(
        Location, through="ServiceAtLocation", related_name="services"
    )
    folded = models.TextField(default="", editable=False)
    sort_name = models.CharField(max_length=300, default="", editable=False, db_index=True)

    objects = DatedQuerySet["Service"].as_manager()

    if TYPE_CHECKING:
        terms: "RelatedManager[ServiceTerms]"
        intake_periods: "RelatedManager[IntakePeriod]"

    class Meta:
        ordering = ["sort_name", "pk"]

    def name_in(self, language: str) -> Text:
        """Its name in that language, else in another one, labelled."""
        return in_language(self.names, language)

    def terms_on(self, day: date) -> "ServiceTerms | None":
        """Who it takes and by which door on that day (reads the prefetched terms)."""
        return rules.in_force(self.terms.all(), day)

    def intake_on(self, day: date) -> "rules.ShownIntake[IntakePeriod]":
        """Whether it takes people on that day, as far as anyone said (reads the prefetched intake periods)."""
        return rules.intake_on(list(self.intake_periods.all()), day, settings.CONFIRM_INTAKE_DAYS)

    def to_confirm_on(self, day: date) -> bool:
        """Whether nobody confirmed the service itself lately."""
        return confirmed_on(day, self.period.last_confirmed, settings.CONFIRM_SERVICE_DAYS) is not Truth.YES

    def refold(self) -> None:
        """Work out, without saving, what it is found by and sorted under."""
        self.folded = rules.phrases([self.name_fr, self.name_en, self.name_es, self.city])
        self.sort_name = fold(self.name_in("fr").text)[:300]


class ServiceAtLocation(models.Model):
    """A service given at a place, as in HSDS."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE)
    location = models.ForeignKey(Location, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "location"], name="service_once_at_location")]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"


class AreaCodesField(CodeListField):
    """The codes of the row's `areas`, worked out at each write, so that SQL can filter by them."""

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        codes = [area["code"] for area in getattr(model_instance, "areas", [])]
        setattr(model_instance, self.attname, codes)
        return codes


class ServiceTerms(models.Model):
    """Who a service takes and by which door, from an exact day on (None: always) until the next terms begin.

    Each list is of codes: `needs` main need first; `populations` any of them, `populations_all` all of them;
    `facts_all` and `facts_any` of `condition_facts`; `areas` of {type, code}. Rules: docs/pathways.md §3.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="terms")
    since = models.DateField(null=True, blank=True)
    needs = CodeListField()
    audience = models.CharField(max_length=16, default="persons")
    audience_also = CodeListField()
    populations = CodeListField()
    populations_all = CodeListField()
    populations_basis = models.CharField(max_length=16, blank=True, default="")
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    facts_all = CodeListField()
    facts_any = CodeListField()
    criteria = models.TextField(blank=True, default="", help_text="the source's own words on eligibility, or triage")
    criteria_stated = models.BooleanField(default=False)
    languages = CodeListField()
    languages_basis = models.CharField(max_length=16, blank=True, default="")
    languages_note = models.TextField(blank=True, default="")
    door = models.CharField(max_length=24)
    door_basis = models.CharField(max_length=16, blank=True, default="")
    areas = models.JSONField(default=list)
    area_codes = AreaCodesField(editable=False)
    areas_basis = models.CharField(max_length=16, blank=True, default="")
    areas_note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["service", models.F("since").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["service", "since"], name="service_terms_once_a_day"),
            models.UniqueConstraint(fields=["service"], condition=Q(since=None), name="service_terms_one_first"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.since}"


class IntakePeriod(Keyed, Dated):
    """The state of a service's intake for a while; a day that no period covers is unknown."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="intake_periods")
    status = models.CharField(max_length=16)
    wait_days = models.DecimalField(
        max_digits=15, decimal_places=9, null=True, blank=True, help_text="the stated wait of a waitlist"
    )
    reason = models.TextField(blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    objects = DatedQuerySet["IntakePeriod"].as_manager()

    class Meta:
        ordering = ["service", "position", "pk"]


class IntakeInterruption(models.Model):
    """A short closure on unknown days of `within`; it changes no day's state."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="intake_interruptions")
    status = models.CharField(max_length=16)
    within = PartialDateField()
    note = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.status} {self.within}"


class ErrorReport(Aggregate):
    """Somebody says that a page is wrong; it reaches the organization's people, or the coordinators."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="error_reports")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE, related_name="error_reports")
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
