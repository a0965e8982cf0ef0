"""The question in a few lines, above its answer."""

from django.utils.translation import gettext

from graph.pathways import Question
from pages.directory.words import joined
from registry.core.day_words import date_words

from .wording import Lists


def summary(question: Question, lists: Lists, origin: str) -> list[tuple[str, str]]:
    """What was asked, as labels and words; what was left open is left out."""
    rows = [
        (gettext("Besoins"), joined(lists.labels("needs", question.needs))),
        (gettext("Jour"), date_words(question.date)),
        (gettext("Région"), lists.region(question.region) if question.region else ""),
        (gettext("Langues"), joined(lists.labels("languages", question.languages), any=True)),
        (gettext("Qui fait la démarche"), origin or _who(question)),
        (gettext("La personne"), _person(question, lists)),
    ]
    return [(label, words) for label, words in rows if words]


def _who(question: Question) -> str:
    return gettext("un intervenant") if question.practitioner else gettext("la personne elle-même")


def _person(question: Question, lists: Lists) -> str:
    said = lists.labels("populations", question.populations)
    if question.age is not None:
        said.append(gettext("%(age)s ans") % {"age": question.age})
    for code, holds in question.facts.items():
        label = lists.fact(code)
        said.append(label if holds else gettext("%(fact)s: non") % {"fact": label})
    return ", ".join(said)
