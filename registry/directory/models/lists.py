"""What everything else is told with: taxonomies and regions."""

from django.db import models

from registry.core.fields import CodeListField
from registry.core.models import Aggregate


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
