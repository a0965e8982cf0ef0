"""What files said when they were last loaded, and which keys are taken."""

from collections.abc import Iterable

from django.apps import apps

from .actor import Actor
from .models import Keyed, LoadedRecord


def loaded(actor: Actor, kind: str) -> dict[str, tuple[str, str]]:
    """What files said of all the things of one kind: {key: (collection, digest)}."""
    rows = LoadedRecord.objects.filter(kind=kind).values_list("key", "collection", "digest")
    return {key: (collection, digest) for key, collection, digest in rows}


def loaded_columns(actor: Actor, kind: str, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """The digest of each column and part of these things, as a file said them last: {key: {column: digest}}."""
    return dict(LoadedRecord.objects.filter(kind=kind, key__in=list(keys)).values_list("key", "columns"))


def taken(actor: Actor, kind: str, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that a thing of this kind (its model's name) has already."""
    for model in apps.get_models():
        if issubclass(model, Keyed) and model._meta.model_name == kind:
            return set(model._default_manager.filter(key__in=list(keys)).values_list("key", flat=True))
    return set()
