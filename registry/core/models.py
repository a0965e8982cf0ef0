"""What every subject's tables share: keys and versions, dated rows, and where each assertion comes from."""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from .dates import Basis, Period
from .fields import FirstImpossibleDay, FirstPossibleDay, PartialDateField
from .ids import new_key
from .logic import Truth

KEY_LENGTH = 64
M = TypeVar("M", bound=models.Model)


class Keyed(models.Model):
    """A row that is known outside by an opaque, stable key."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Aggregate(Keyed):
    """A thing with its own version: each recorded event raises it by one, and a stale write is refused by it."""

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold for a while."""

    def possibly_on(self, day: date) -> Self:
        """Rows that may hold on `day`; `row.holds_on(day)` says whether it is certain."""
        return self.filter(Q(begins=None) | Q(begins__lte=day), Q(ends=None) | Q(ends__gt=day))


class Dated(models.Model):
    """Holds from `since` until `until` (the first day on which it no longer does), each as precise as is known.

    `as_of`: the latest date for which the source vouches. `confirmed_on`: the last day on which somebody
    confirmed it here; `first_confirmed_on` the first. Rules: docs/pathways.md §2.
    """

    since = PartialDateField()
    since_basis = models.CharField(max_length=16, blank=True, default="")
    until = PartialDateField()
    until_basis = models.CharField(max_length=16, blank=True, default="")
    ongoing = models.BooleanField(null=True, default=None)
    as_of = PartialDateField()
    first_confirmed_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    begins = FirstPossibleDay()
    ends = FirstImpossibleDay()

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(
            since=self.since,
            since_basis=Basis(self.since_basis) if self.since_basis else None,
            until=self.until,
            until_basis=Basis(self.until_basis) if self.until_basis else None,
            ongoing=self.ongoing,
            as_of=self.as_of,
            first_confirmed=self.first_confirmed_on,
            confirmed=self.confirmed_on,
        )

    def holds_on(self, day: date) -> Truth:
        return self.period.holds_on(day)


class SourceDocument(models.Model):
    """A document, page or paper that assertions are taken from."""

    class Type(models.TextChoices):
        SEED = "seed"
        URL = "url"
        NAMED = "named"
        OWN = "own"

    type = models.CharField(max_length=8, choices=Type.choices)
    reference = models.CharField(max_length=500)
    read_on = PartialDateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "reference"], name="source_document_once")]

    def __str__(self) -> str:
        return self.reference


class Citation(models.Model):
    """One place in a document that says what a row says; several where several say it."""

    subject_type = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=KEY_LENGTH)
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="citations")
    section = models.CharField(max_length=300, blank=True, default="")
    page = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.CharField(max_length=8, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["subject_type", "subject_key", "position"]
        indexes = [models.Index(fields=["subject_type", "subject_key"])]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_key}"


class LoadedRecord(models.Model):
    """What a file said of one thing when it was last loaded, as digests: the next load sees what changed since.

    `digest` is that of the whole record, `columns` {column or part: digest}. Records of one `collection` came
    from the same file, so that one that is gone from it can be named.
    """

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=130)
    collection = models.CharField(max_length=KEY_LENGTH)
    digest = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_record_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Contradiction(Keyed):
    """Statements of sources that disagree about one attribute of one thing; none is chosen."""

    subject_type = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=KEY_LENGTH)
    attribute = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    note = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_key"])]


class Statement(models.Model):
    """What one source says, with the date or the period that it says it of."""

    contradiction = models.ForeignKey(Contradiction, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField()
    value = models.TextField()
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    date = PartialDateField()
    since = PartialDateField()
    until = PartialDateField()
    period_label = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["contradiction", "position"]

    def __str__(self) -> str:
        return self.value


class WithNames(models.Model):
    """A name in up to three languages; empty where no source gives one."""

    name_fr = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")
    name_es = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def names(self) -> dict[str, Any]:
        return {"fr": self.name_fr, "en": self.name_en, "es": self.name_es}
