"""The append-only record of every action, which is also the outbox; and the receipts of repeated requests."""

from django.db import models


class Event(models.Model):
    """One aggregate changed. Ids, codes and field names only: nothing that a purge would have to find.

    `position` follows the order of commits: see `actions`.
    """

    position = models.BigAutoField(primary_key=True)
    correlation = models.UUIDField(db_index=True)
    occurred_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    aggregate_type = models.CharField(max_length=32)
    aggregate_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    fields = models.JSONField(default=list)
    codes = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["aggregate_type", "aggregate_key", "position"])]

    def __str__(self) -> str:
        return f"{self.position} {self.name} {self.aggregate_key}"


class Receipt(models.Model):
    """What a request with an idempotency key did, so that its repetition does nothing more."""

    actor_id = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=80)
    action = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    result_model = models.CharField(max_length=64, blank=True, default="")
    result_pk = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "idempotency_key"], name="receipt_once_per_actor")]

    def __str__(self) -> str:
        return f"{self.action} {self.idempotency_key}"


class Cursor(models.Model):
    """How far one reader of the journal has come."""

    reader = models.CharField(max_length=64, primary_key=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader} at {self.position}"


class Setback(models.Model):
    """An event that a reader could not handle yet, and passed, so that it holds up no other."""

    reader = models.CharField(max_length=64)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, help_text="empty: given up")

    class Meta:
        ordering = ["event"]
        constraints = [models.UniqueConstraint(fields=["reader", "event"], name="setback_once_per_reader")]

    def __str__(self) -> str:
        return f"{self.reader} at {self.event_id}"
