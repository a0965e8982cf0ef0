"""Concerns, activities, resolutions and their clauses that can be changed, found by the keys in an address."""

from django.urls import reverse
from django.utils.translation import get_language, gettext

from registry.concertation import queries as concertation
from registry.concertation.models import Clause, Resolution
from registry.core.actor import Actor
from registry.core.translations import Text, in_language

from .forms import Subject
from .group_subjects import crumbs_to_group
from .subjects import Crumbs, desk_crumb, one_of


def concern(actor: Actor, key: str) -> Subject:
    found = concertation.concern(actor, key)
    name, here = Text(found.thing.title, found.thing.language), reverse("concern", args=[key])
    crumbs = (*crumbs_to_group(found.thing.group), (name.text, here))
    return Subject(found.thing, name, found.verbs, found.thing.version, here, crumbs)


def activity(actor: Actor, key: str) -> Subject:
    found = concertation.activity(actor, key)
    name, here = in_language(found.thing.titles, get_language() or "fr"), reverse("activity", args=[key])
    crumbs = (desk_crumb(), (gettext("Activités"), reverse("activities")), (name.text, here))
    return Subject(found.thing, name, found.verbs, found.thing.version, here, crumbs)


def resolution(actor: Actor, key: str) -> Subject:
    found = concertation.resolution(actor, key)
    crumbs = _crumbs_to_resolution(found.thing)
    return Subject(found.thing, _subject(found.thing), found.verbs, found.thing.version, crumbs[-1][1], crumbs)


def clause(actor: Actor, key: str, clause: str) -> Subject:
    """An operative clause of the resolution `key`, whose version it has."""
    of = resolution(actor, key)
    found = one_of(of.thing.clauses.filter(kind=Clause.Kind.CLAUSE), clause)
    texts = in_language(found.texts, get_language() or "fr")
    return Subject(found, texts, of.verbs, of.version, f"{of.back}#clause-{clause}", of.crumbs)


def _crumbs_to_resolution(resolution: Resolution) -> Crumbs:
    here = reverse("resolution", args=[resolution.key])
    return (desk_crumb(), (gettext("Résolutions"), reverse("resolutions")), (_subject(resolution).text, here))


def _subject(resolution: Resolution) -> Text:
    return in_language(resolution.subjects, get_language() or "fr")
