"""Resolutions: what a coalition's members adopt, clause by clause, and how clauses follow each other."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from registry.core.dates import PartialDate
from registry.core.fields import PartialDateField
from registry.core.models import Aggregate, Keyed
from registry.directory.models import Organization

from .groups import Group
from .meetings import Meeting

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Resolution(Aggregate):
    """Known by its key alone: numbers restart at each assembly, and some are missing.

    `assembly_on` is the date of the assembly as printed; `decided_on` the day of a vote that was taken here. One
    without clauses is a reference: its text is not held.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PROPOSED = "proposed"
        ADOPTED = "adopted"
        DEFEATED = "defeated"
        WITHDRAWN = "withdrawn"

    coalition = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="resolutions")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions")
    group_basis = models.CharField(max_length=16, blank=True, default="")
    filed_under = models.CharField(max_length=32, blank=True, default="")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    assembly = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions")
    assembly_on = PartialDateField()
    assembly_basis = models.CharField(max_length=16, blank=True, default="")
    assembly_note = models.TextField(blank=True, default="")
    subject_fr = models.CharField(max_length=300, blank=True, default="")
    subject_en = models.CharField(max_length=300, blank=True, default="")
    subject_es = models.CharField(max_length=300, blank=True, default="")
    subject_basis = models.CharField(max_length=16, blank=True, default="", help_text="of the French form")
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    state_basis = models.CharField(max_length=16, blank=True, default="")
    mover = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="moved")
    seconder = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="seconded")
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    abstentions = models.PositiveIntegerField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")
    stems = models.TextField(default="", editable=False, help_text="stems of its words, to be found by")

    if TYPE_CHECKING:
        clauses: "RelatedManager[Clause]"

    class Meta:
        ordering = ["pk"]

    @property
    def subjects(self) -> dict[str, str]:
        return {"fr": self.subject_fr, "en": self.subject_en, "es": self.subject_es}

    @property
    def adopted_on(self) -> PartialDate | None:
        """When it was adopted, as finely as is known, if it was; None where no date is known."""
        return PartialDate.of(self.decided_on) if self.decided_on else self.assembly_on


class Clause(Keyed):
    """A recital (*attendu*) or an operative clause, in its place, in French, English or both."""

    class Kind(models.TextChoices):
        RECITAL = "recital"
        CLAUSE = "clause"

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    text_fr = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")

    if TYPE_CHECKING:
        links: "RelatedManager[ClauseLink]"

    class Meta:
        ordering = ["resolution", "-kind", "position", "pk"]

    @property
    def texts(self) -> dict[str, str]:
        return {"fr": self.text_fr, "en": self.text_en}


class ClauseLink(models.Model):
    """A clause amends, supersedes or reaffirms an earlier clause, or a whole resolution whose text is not held."""

    class Kind(models.TextChoices):
        AMENDS = "amends"
        SUPERSEDES = "supersedes"
        REAFFIRMS = "reaffirms"

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    target = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    target_resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )

    class Meta:
        ordering = ["clause", "pk"]
        constraints = [
            models.CheckConstraint(
                name="clause_link_to_one",
                condition=Q(target__isnull=False, target_resolution=None)
                | Q(target=None, target_resolution__isnull=False),
            ),
            models.UniqueConstraint(fields=["clause", "target", "target_resolution"], name="clause_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.kind}"
