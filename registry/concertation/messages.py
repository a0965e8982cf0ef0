"""A sentence for each thing that a group lacks by its rules: on a day, and in the meetings of a year."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .rules import MeetingRule, Missing
from .rules.cadence import YearOfMeetings

SENTENCES = {
    "nobody_recorded": _("Aucune source ne dit qui siège dans ce groupe ce jour-là."),
    "outsider_members_only": _("%(organization)s siège sans être membre du regroupement."),
    "outsider_unsure_members_only": _("Rien ne dit si %(organization)s est membre du regroupement ce jour-là."),
    "outsider_with_institutions": _("%(organization)s siège sans être ni membre du regroupement ni une institution."),
    "outsider_unsure_with_institutions": _(
        "Rien ne dit si %(organization)s, qui n'est pas une institution, est membre du regroupement ce jour-là."
    ),
    "too_few": _("%(role)s: il en manque %(short)s sur au moins %(least)s ce jour-là."),
    "too_few_known": _("%(role)s: il en faut au moins %(least)s, et les sources en nomment %(possible)s."),
    "none_known": _("%(role)s: il en faut au moins %(least)s, et les sources n'en nomment pas."),
    "no_term_known": _("%(role)s: aucune source ne nomme de siège à ce titre ce jour-là."),
    "too_few_unsure": _(
        "%(role)s: %(certain)s à coup sûr et %(possible)s au plus ce jour-là, alors qu'il en faut au moins %(least)s."
    ),
    "too_many": _("%(role)s: %(certain)s ce jour-là, alors que la règle en permet %(most)s."),
    "too_many_unsure": _(
        "%(role)s: %(certain)s à coup sûr et %(possible)s au plus ce jour-là, alors que la règle en permet %(most)s."
    ),
    "term_too_long": _("%(organization)s siège plus longtemps que ne dure un mandat (%(role)s; en années: %(years)s)."),
    "term_unsure": _(
        "Rien ne dit combien dure le mandat de %(organization)s (%(role)s; en années, au plus %(years)s)."
    ),
    "renewed_too_often": _(
        "%(organization)s en est à %(terms)s mandats de suite, alors que la règle en permet %(most)s (%(role)s)."
    ),
}


def sentence(missing: Missing, *, role: str = "", organization: str = "") -> str:
    """What is missing in one sentence, in the language that is active; `role` and `organization` as they are called."""
    return str(SENTENCES[missing.code]) % {"role": role, "organization": organization, **missing.numbers}


MODES = {"in_person": _("En personne"), "virtual": _("À distance"), "hybrid": _("En personne et à distance")}
WHEN = {
    "early_in_year": _("en début d'année"),
    "later_in_year": _("plus tard dans l'année"),
    "at_the_consultations": _("aux consultations"),
}


def cadence_sentences(year: YearOfMeetings, today: date) -> list[str]:
    """What a year of meetings lacks, or has too much of; of a year still running, what is left to hold."""
    return list(_cadence_sentences(year, year.year >= today.year))


def _cadence_sentences(year: YearOfMeetings, running: bool) -> Iterator[str]:
    if year.missing:
        yield _missing(year, running)
    for rule in year.unmet:
        words = (
            gettext("Encore à tenir: une rencontre %(which)s.")
            if running
            else gettext("Il manque une rencontre %(which)s.")
        )
        yield words % {"which": which(rule)}
    if year.beyond:
        words = gettext("%(held)s rencontres, alors que la règle en permet %(most)s au plus.")
        yield words % {"held": year.held, "most": year.most}
    if year.other_formats:
        words = gettext("Une rencontre a été tenue autrement que la règle le prévoit: %(modes)s.")
        yield words % {"modes": ", ".join(str(MODES[mode]).lower() for mode in year.other_formats)}


def _missing(year: YearOfMeetings, running: bool) -> str:
    """How many meetings are left to hold, or which ones a past year lacks."""
    count = len(year.missing)
    if running:
        words = ngettext(
            "Encore à tenir: %(count)s rencontre (au moins %(least)s par année).",
            "Encore à tenir: %(count)s rencontres (au moins %(least)s par année).",
            count,
        )
    else:
        words = ngettext(
            "Rencontre no %(numbers)s: elle manque (au moins %(least)s par année).",
            "Rencontres no %(numbers)s: elles manquent (au moins %(least)s par année).",
            count,
        )
    return words % {"count": count, "numbers": ", ".join(map(str, year.missing)), "least": year.least}


def which(rule: MeetingRule) -> str:
    """Which meeting of a year it is: `à Toronto, en début d'année`."""
    place = gettext("à %(place)s") % {"place": rule.place} if rule.place else ""
    return ", ".join(part for part in (place, str(WHEN.get(rule.when or "", ""))) if part)
