"""Organizations, and what ties them to each other and to places."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from registry.core.fields import PartialDateField
from registry.core.models import Aggregate, Dated, DatedQuerySet, Keyed
from registry.core.text import fold
from registry.core.translations import Text

from .. import rules

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .services import Service


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

    def to_confirm_on(self, day: date) -> bool:
        """Whether it isn't certain that it holds on that day, or nobody vouched for it lately."""
        return self.period.to_confirm_on(day, settings.CONFIRM_MEMBERSHIP_DAYS)


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
