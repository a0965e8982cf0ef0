"""What files said when they were last loaded, and which keys are taken."""

from collections.abc import Iterable

from django.apps import apps

from .actor import Actor
from .models import Keyed, LoadedRecord


def loaded(actor: Actor, kind: str) -> dict[str, LoadedRecord]:
    """What files said of all the things of one kind: {key: …}, without the digests of single columns."""
    return {row.key: row for row in LoadedRecord.objects.filter(kind=kind).defer("columns")}


def taken(actor: Actor, kind: str, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that a thing of this kind (its model's name) has already."""
    for model in apps.get_models():
        if issubclass(model, Keyed) and model._meta.model_name == kind:
            return set(model._default_manager.filter(key__in=list(keys)).values_list("key", flat=True))
    return set()
