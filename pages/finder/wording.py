"""What the answer to a pathway question says in words: doors, conditions, unknowns, delays and what would open one.

A sentence is said in the language that is active; codes are those of docs/pathways.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from graph.pathways import NothingFound, Question, Relaxation
from pages.directory import words
from registry.core.day_words import date_words
from registry.directory.queries import Vocabulary

STEPS = {
    "category": _("Répondent au besoin"),
    "population": _("Acceptent cette personne (statut, groupe, âge)"),
    "facts": _("Leurs conditions d'admission peuvent être remplies"),
    "language": _("Se donnent dans une langue demandée"),
    "region": _("Servent la région"),
    "intake": _("Prennent des gens ce jour-là"),
    "door": _("Ont une porte qui s'ouvre, ou une entente qui y mène"),
    "corridor": _("Peuvent être atteints d'ici"),
    "hops": _("Peuvent l'être en assez peu d'étapes"),
}

REMOVED = {
    "category": _("Aucun service connu ne répond à ce besoin."),
    "population": _(
        "Aucun service qui répond à ce besoin n'accepte une personne de ce statut, de ce groupe ou de cet âge."
    ),
    "facts": _("Les conditions d'admission ont écarté les derniers services."),
    "language": _("Aucun des services restants ne se donne en %(languages)s."),
    "region": _("Aucun des services restants ne sert cette région: %(region)s."),
    "intake": _("Aucun des services restants ne prend de nouvelles personnes le %(day)s."),
    "door": _("La porte des services restants ne s'ouvre que par une entente, et aucune n'y mène ce jour-là."),
    "corridor": _("Des ententes mènent aux services restants, mais aucune que vous puissiez utiliser."),
    "hops": _("Les services restants demandent plus d'étapes que le nombre permis."),
}
"""Which condition removed the last service, by the step of the funnel."""

UNKNOWN = {
    ("service", "category"): _("si «%(service)s» répond à ce besoin: %(need)s"),
    ("service", "exists"): _("si «%(service)s» est encore offert à cette date"),
    ("service", "confirmed"): _("si ce que nous savons de «%(service)s» est encore vrai"),
    ("service", "population"): _("quelles personnes «%(service)s» accepte"),
    ("service", "language"): _("si «%(service)s» peut se donner en %(languages)s"),
    ("service", "region"): _("si «%(service)s» sert cette région: %(region)s"),
    ("service", "intake"): _("si «%(service)s» prend des gens à cette date"),
    ("agreement", "exists"): _("si l'entente avec %(giver)s est en vigueur à cette date"),
    ("agreement", "confirmed"): _("si l'entente avec %(giver)s tient toujours"),
    ("agreement", "needs"): _("si l'entente avec %(giver)s couvre ce besoin: %(need)s"),
    ("organization", "exists"): _("s'il est encore en activité"),
}
"""What an organization is asked, by the kind of the subject and the condition that nobody settled."""

OF_PERSON = {
    "population": _("si ce groupe convient: %(groups)s"),
    "age": _("si l'âge convient: %(ages)s"),
    "facts": _("si cela s'applique: %(facts)s"),
}
"""What only the person can settle."""

MONTHS_FROM = 60
"""From how many days on a delay is told in months."""


@dataclass(frozen=True)
class Lists:
    """The labels of codes, in one language."""

    vocabulary: Vocabulary
    language: str

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Lists":
        """In the language that is active."""
        return cls(vocabulary, get_language() or "fr")

    def label(self, taxonomy: str, code: str) -> str:
        return self.vocabulary.label(taxonomy, code, self.language)

    def labels(self, taxonomy: str, codes: Iterable[str]) -> list[str]:
        return [self.label(taxonomy, code) for code in codes]

    def fact(self, code: str) -> str:
        """A fact that may be a population too."""
        found = code in self.vocabulary.codes("condition_facts")
        return self.label("condition_facts" if found else "populations", code)

    def facts(self, codes: Iterable[str]) -> list[str]:
        return [self.fact(code) for code in codes]

    def region(self, code: str) -> str:
        return words.region(self.vocabulary, code)


def ages(least: int | None, most: int | None) -> str:
    """The ages that a service takes, both limits included; empty without limits."""
    if least is not None and most is not None:
        return gettext("de %(least)s à %(most)s ans") % {"least": least, "most": most}
    if least is not None:
        return gettext("%(least)s ans et plus") % {"least": least}
    return gettext("%(most)s ans et moins") % {"most": most} if most is not None else ""


def ask_whom(what: str, whom: str | None, *, to_person: bool) -> str:
    """The sentence of something to confirm; without `whom` it is the person's to say."""
    if whom is not None:
        return gettext("Demandez à %(whom)s %(what)s.") % {"whom": whom, "what": what}
    if to_person:
        return gettext("Vérifiez %(what)s.") % {"what": what}
    return gettext("Demandez à la personne %(what)s.") % {"what": what}


def delay(cost: int) -> str:
    """A cost, in thousandths of a day, as people say it."""
    if cost == 0:
        return gettext("le jour même")
    if cost < 1000:
        return gettext("moins d'un jour")
    days = (cost + 500) // 1000
    if days >= MONTHS_FROM:
        months = (days + 15) // 30
        return ngettext("environ %(months)s mois", "environ %(months)s mois", months) % {"months": months}
    return ngettext("environ %(days)s jour", "environ %(days)s jours", days) % {"days": days}


def removed(nothing: NothingFound, question: Question, lists: Lists) -> str:
    """Which condition removed the last service."""
    return str(REMOVED[nothing.removed_by]) % {
        "languages": words.joined(lists.labels("languages", question.languages), any=True),
        "region": lists.region(question.region) if question.region else "",
        "day": date_words(question.date),
    }


def relaxed(relaxation: Relaxation, question: Question, lists: Lists) -> str:
    """The change that would open something: `Si le service peut se donner en anglais`."""
    changes = [_change(kind, value, question, lists) for kind, value in relaxation.change.items()]
    said = words.joined(changes)
    return said[:1].upper() + said[1:]


def change_of(change: Mapping[str, object], question: Question) -> dict[str, str]:
    """The same change as fields of the form."""
    fields: dict[str, str] = {}
    for kind, value in change.items():
        if kind == "languages":
            fields["languages"] = _added_language(value, question)
        elif kind == "practitioner":
            fields["who"] = "practitioner"
        else:
            fields[kind] = str(value)
    return fields


def _change(kind: str, value: object, question: Question, lists: Lists) -> str:
    if kind == "languages":
        added = lists.label("languages", _added_language(value, question))
        return gettext("si le service peut se donner en %(language)s") % {"language": added}
    if kind == "region":
        return gettext("dans cette région: %(region)s") % {"region": lists.region(str(value))}
    if kind == "date" and isinstance(value, date):
        return gettext("à partir du %(day)s") % {"day": date_words(value)}
    return gettext("si un intervenant fait la référence")


def _added_language(languages: object, question: Question) -> str:
    """The one language that a relaxation adds to those that were asked for."""
    given = languages if isinstance(languages, tuple) else ()
    return str(next((code for code in given if code not in question.languages), ""))
