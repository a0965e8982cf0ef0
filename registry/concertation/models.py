"""Groups: working groups, committees, boards, networks, and names for unnamed ends of a fact."""

from django.db import models

from registry.core.fields import CodeListField, PartialDateField
from registry.core.models import Aggregate, Dated, DatedQuerySet, Keyed, WithNames
from registry.directory.models import Organization


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
    name_variants = models.JSONField(default=list)
    mandate_topics = models.JSONField(default=list)
    issues = models.JSONField(default=list)
    composition_rule = models.CharField(max_length=32, blank=True, default="")
    rule_set = models.CharField(max_length=64, blank=True, default="", help_text="id of a rule set, kept for later")
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
    sort_name = models.CharField(max_length=300, default="", editable=False)

    class Meta:
        ordering = ["sort_name", "pk"]


class Listing(Keyed, Dated):
    """An organization named on a public list: no seat and no vote."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="listings")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="listings")
    subject = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=16, blank=True, default="")
    confidence = models.CharField(max_length=8, blank=True, default="")
    note = models.TextField(blank=True, default="")

    objects = DatedQuerySet["Listing"].as_manager()
