"""Referral agreements (*corridors*): who may send people to whom, for what, under which conditions."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from registry.concertation.models import Group
from registry.core.dates import confirmed_on
from registry.core.fields import CodeListField
from registry.core.logic import Truth
from registry.core.models import Aggregate, Dated, DatedQuerySet
from registry.directory.models import Organization, Service


class Agreement(Aggregate, Dated):
    """From an organization or any practitioner, to an organization. A group as an end is shown, never used."""

    class Origin(models.TextChoices):
        ORGANIZATION = "organization"
        PRACTITIONERS = "practitioners"
        GROUP = "group"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    class Audience(models.TextChoices):
        """Who may see it: anyone, whoever is signed in, or its parties."""

        PUBLIC = "public"
        PARTNERS = "partners"
        PARTIES = "parties"

    origin_kind = models.CharField(max_length=16, choices=Origin.choices)
    origin = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="agreements_out"
    )
    origin_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="agreements_in"
    )
    target_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        Service,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
        help_text="the one service into which it leads; None: any of the organization's",
    )
    state = models.CharField(max_length=16, choices=State.choices, default=State.ACCEPTED)
    proposed_by = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=16, choices=Audience.choices, default=Audience.PUBLIC)
    subject = models.TextField(blank=True, default="")
    volumes = models.JSONField(default=list)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["Agreement"].as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="agreement_origin_fits_its_kind",
                condition=Q(origin_kind="organization", origin__isnull=False, origin_group=None)
                | Q(origin_kind="practitioners", origin=None)
                | Q(origin_kind="group", origin=None, origin_group__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_one_target",
                condition=Q(target__isnull=False, target_group=None) | Q(target=None, target_group__isnull=False),
            ),
        ]

    def to_confirm_on(self, day: date) -> bool:
        """Whether it isn't certain that it holds on that day, or nobody confirmed it lately."""
        fresh = confirmed_on(day, self.period.last_confirmed, settings.CONFIRM_AGREEMENT_DAYS)
        return not (self.holds_on(day) is Truth.YES and fresh is Truth.YES)


class AgreementTerms(models.Model):
    """What an agreement covers, from an exact day on (None: always) until the next terms begin.

    `conditions_all` and `conditions_any` are codes of `condition_facts`. Rules: docs/pathways.md §4.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="terms")
    since = models.DateField(null=True, blank=True)
    needs = CodeListField()
    populations = CodeListField()
    populations_basis = models.CharField(max_length=16, blank=True, default="")
    conditions_all = CodeListField()
    conditions_any = CodeListField()
    conditions_source = models.TextField(blank=True, default="")
    formality = models.CharField(max_length=16)
    usable = models.BooleanField(default=True)
    usable_note = models.TextField(blank=True, default="")
    promised_days = models.DecimalField(max_digits=15, decimal_places=9, null=True, blank=True)

    class Meta:
        ordering = ["agreement", models.F("since").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "since"], name="agreement_terms_once_a_day"),
            models.UniqueConstraint(fields=["agreement"], condition=Q(since=None), name="agreement_terms_one_first"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.since}"


class AnsweredReferral(models.Model):
    """A referral through the agreement that was answered: its day, the days to the answer, and whether yes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="answered_referrals")
    date = models.DateField()
    days = models.DecimalField(max_digits=15, decimal_places=9)
    accepted = models.BooleanField()

    class Meta:
        ordering = ["agreement", "date", "pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.date}"
