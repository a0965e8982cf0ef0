"""The directory's tables, with the nouns of HSDS: organizations, their services, and who holds what for how long."""

from collections.abc import Iterable
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

from . import rules

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Taxonomy(Aggregate):
    """One list of codes (its key: needs, populations, regions, …); its version rises whenever a code changes."""


class Term(models.Model):
    """One code of one list (needs, populations, languages, …), with its labels and its place in the tree."""

    taxonomy = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    labels = models.JSONField(default=dict)
    broader = models.CharField(max_length=64, blank=True, default="")
    dimension = models.CharField(max_length=32, blank=True, default="")
    vague = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    details = models.JSONField(default=dict)
    folded = models.TextField(default="", editable=False)

    class Meta:
        ordering = ["taxonomy", "position"]
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="term_once")]

    def __str__(self) -> str:
        return f"{self.taxonomy}:{self.code}"


class Region(models.Model):
    """An administrative region of Québec, a province or territory, or a country."""

    class Type(models.TextChoices):
        REGION = "region"
        PROVINCE = "province"
        COUNTRY = "country"

    type = models.CharField(max_length=8, choices=Type.choices)
    code = models.CharField(max_length=8, unique=True)
    province = models.CharField(max_length=8, blank=True, default="")
    names = models.JSONField(default=dict)
    chief_city = models.CharField(max_length=80, blank=True, default="")
    adjacent = CodeListField()
    position = models.PositiveIntegerField(default=0)
    folded = models.TextField(default="", editable=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code


class Organization(Aggregate):
    """A member organization, institution or coalition. Its names, states and links are dated rows of their own."""

    kind = models.CharField(max_length=32)
    acronym = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    scope = models.CharField(max_length=32, blank=True, default="")
    province = models.CharField(max_length=8, blank=True, default="")
    region = models.CharField(max_length=8, blank=True, default="")
    region_basis = models.CharField(max_length=16, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    website = models.URLField(max_length=300, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    founded = PartialDateField()
    founded_basis = models.CharField(max_length=16, blank=True, default="")
    founded_note = models.TextField(blank=True, default="")
    confidential_site = models.BooleanField(default=False)
    confidential_basis = models.CharField(max_length=16, blank=True, default="")
    confidential_note = models.TextField(blank=True, default="")
    address_withheld = models.BooleanField(default=False)
    description_fr = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    description_es = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    exercise = models.BooleanField(
        default=False, help_text="fictional, for demonstration: left out of ordinary answers"
    )
    published = models.BooleanField(default=True)
    claimed = models.BooleanField(default=False, help_text="somebody of the organization administers it here")
    steward = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="the coalition that added it and looks after it until it is claimed",
    )  # fmt: skip
    as_of = PartialDateField()
    confirmed_on = models.DateField(null=True, blank=True)
    folded = models.TextField(default="", editable=False, help_text="names, acronym and places as `fold` makes them")
    sort_name = models.CharField(max_length=300, default="", editable=False, db_index=True)

    if TYPE_CHECKING:
        names: "RelatedManager[OrganizationName]"
        states: "RelatedManager[OrganizationState]"
        services: "RelatedManager[Service]"

    @property
    def is_coalition(self) -> bool:
        return self.kind == rules.COALITION

    @property
    def front_door_only(self) -> bool:
        """Whether no address of it is kept or shown, whatever comes from elsewhere."""
        return self.confidential_site or self.address_withheld

    def name_on(self, day: date, language: str) -> Text:
        """Its name on that day, labelled with the language that it is in (reads the prefetched names)."""
        return rules.name_on(self.names.all(), language, day)

    def names_on(self, day: date) -> dict[str, str]:
        """Its names on that day by language, and `original` (reads the prefetched names)."""
        return rules.names_on(self.names.all(), day)

    def standing_on(self, day: date) -> "rules.Standing[OrganizationState]":
        """Whether it exists on that day: yes, no or unknown (reads the prefetched states)."""
        return rules.standing_on(list(self.states.all()), day)

    def refold(self, names: Iterable["OrganizationName"], today: date) -> None:
        """Work out, without saving, what it is found by and sorted under, from all its names."""
        names = list(names)
        self.folded = rules.phrases([*(name.text for name in names), self.city], self.acronym)
        self.sort_name = fold(rules.name_on(names, "fr", today).text)[:300]


class OrganizationName(Dated):
    """One name: in force, former, or a spelling to find it by."""

    class Use(models.TextChoices):
        NAME = "name"
        FORMER = "former"
        VARIANT = "variant"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    use = models.CharField(max_length=8, choices=Use.choices)
    language = models.CharField(max_length=8, blank=True, default="", help_text="fr, en, es, or empty: the original")
    text = models.CharField(max_length=300)
    descriptive = models.BooleanField(default=False, help_text="a description in that language, not a name it uses")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["OrganizationName"].as_manager()

    class Meta:
        ordering = ["organization", "pk"]

    def __str__(self) -> str:
        return self.text


class OrganizationState(models.Model):
    """Active, closed, merged or unknown, from a day, month or year on; without `since`, for ever."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="states")
    status = models.CharField(max_length=8)
    since = PartialDateField()
    successor = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessor_states"
    )
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["organization", "pk"]

    def __str__(self) -> str:
        return self.status


def _proposed_by() -> "models.ForeignKey[Organization | None, Organization | None]":
    """The side that proposed a link; the other one accepts it."""
    return models.ForeignKey(Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="+")


class Membership(Keyed, Dated):
    """An organization in a coalition; without a vote where the sources only show it taking part."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    coalition = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="members")
    proposed_by = _proposed_by()
    category = models.CharField(max_length=64, blank=True, default="")
    subject = models.TextField(blank=True, default="")
    votes = models.BooleanField(default=True)
    basis = models.CharField(max_length=16, blank=True, default="")
    accepted = models.BooleanField(default=True, help_text="false: proposed, not yet accepted by the other side")
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(organization=models.F("coalition")), name="member_of_another")
        ]


class Relationship(Keyed, Dated):
    """A dated, typed link between two organizations (partnership, funding, shared premises, …)."""

    type = models.CharField(max_length=32)
    origin = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="relationships_out")
    target = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="relationships_in")
    proposed_by = _proposed_by()
    date = PartialDateField()
    subject = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=16, blank=True, default="")
    fact_set = models.CharField(max_length=64, blank=True, default="", help_text="links of one set were one fact")
    quantities = models.JSONField(default=list)
    accepted = models.BooleanField(default=True)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["Relationship"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(origin=models.F("target")), name="related_to_another")]


class Location(Keyed):
    """A place where an organization is found. A confidential one has a front door only: no address is kept."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(max_length=200, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    region = models.CharField(max_length=8, blank=True, default="")
    province = models.CharField(max_length=8, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    confidential = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(confidential=False) | Q(address=""), name="confidential_no_address")
        ]


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
