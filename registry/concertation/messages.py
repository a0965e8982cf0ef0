"""A sentence for each thing that a group lacks by its rules."""

from django.utils.translation import gettext_lazy as _

from .rules import Missing

SENTENCES = {
    "nobody_recorded": _("Aucune source ne dit qui siège dans ce groupe ce jour-là."),
    "outsider_members_only": _("%(organization)s siège sans être membre du regroupement."),
    "outsider_unsure_members_only": _("Rien ne dit si %(organization)s est membre du regroupement ce jour-là."),
    "outsider_with_institutions": _("%(organization)s siège sans être ni membre du regroupement ni une institution."),
    "outsider_unsure_with_institutions": _(
        "Rien ne dit si %(organization)s, qui n'est pas une institution, est membre du regroupement ce jour-là."
    ),
    "too_few": _("%(role)s: %(possible)s connus ce jour-là, alors qu'il en faut au moins %(least)s."),
    "too_few_unsure": _("%(role)s: %(certain)s de sûrs ce jour-là, %(possible)s peut-être; il en faut %(least)s."),
    "too_many": _("%(role)s: %(certain)s ce jour-là, alors qu'il en faut au plus %(most)s."),
    "too_many_unsure": _("%(role)s: %(certain)s de sûrs ce jour-là, %(possible)s peut-être; au plus %(most)s."),
    "term_too_long": _("%(organization)s siège plus longtemps qu'un mandat de %(years)s ans (%(role)s)."),
    "term_unsure": _("Rien ne dit si le mandat de %(organization)s dure %(years)s ans au plus (%(role)s)."),
    "renewed_too_often": _(
        "%(organization)s en est à %(terms)s mandats de suite, alors que la règle en permet %(most)s (%(role)s)."
    ),
}


def sentence(missing: Missing, *, role: str = "", organization: str = "") -> str:
    """What is missing in one sentence, in the language that is active; `role` and `organization` as they are called."""
    return str(SENTENCES[missing.code]) % {"role": role, "organization": organization, **missing.numbers}
