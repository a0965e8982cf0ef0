"""What can be wrong with a file of facts, besides what any input can be refused for: a sentence for each code."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.core.errors import Problem
from registry.core.messages import sentence
from registry.core.validation import shown

from .report import Flaw

SENTENCES = {
    "NO_FOLDER": gettext_lazy("Le dossier «%(value)s» n'existe pas: donnez le chemin d'un dossier de faits."),
    "NO_FILES": gettext_lazy(
        "Le dossier «%(value)s» ne contient aucun des fichiers attendus (organisations.json, services.json, …)."
    ),
    "NOT_READABLE": gettext_lazy("Le fichier ne peut pas être lu: %(value)s."),
    "NOT_UTF8": gettext_lazy("Le fichier n'est pas écrit en UTF-8: enregistrez-le de nouveau dans ce codage."),
    "NOT_JSON": gettext_lazy("Le fichier n'est pas du JSON valable: %(value)s."),
    "NO_LIST": gettext_lazy("Le fichier devrait être un objet qui contient la liste «%(value)s»."),
    "NOT_AN_OBJECT": gettext_lazy("L'élément %(value)s de la liste devrait être un objet."),
    "NO_ID": gettext_lazy("L'identifiant manque: donnez-en un qui soit stable."),
    "BAD_ID": gettext_lazy(
        "L'identifiant «%(value)s» ne convient pas: 60 caractères au plus, sans espace, barre ni caractère de contrôle."
    ),
    "TWICE": gettext_lazy("Cet identifiant figure deux fois dans le fichier: seule la première fiche est retenue."),
    "ID_TAKEN": gettext_lazy("Cet identifiant est déjà celui de quelque chose d'une autre nature."),
    "WRONG_TYPE": gettext_lazy("La valeur devrait être %(wanted)s."),
    "UNKNOWN_REFERENCE": gettext_lazy("«%(value)s» n'existe pas, ou sa fiche a été refusée."),
    "WRONG_END": gettext_lazy("Un lien de ce type ne peut pas avoir ce genre d'extrémité («%(value)s»)."),
    "WRONG_ORDER": gettext_lazy("Le plus grand nombre («%(value)s») est en dessous du plus petit."),
    "DATE_AND_PERIOD": gettext_lazy("Un acte a une date, ce qui dure a un début et une fin: jamais les deux."),
    "GROUP_OR_COALITION": gettext_lazy(
        "Une rencontre est celle d'un groupe, ou l'assemblée d'un regroupement: donnez l'un des deux."
    ),
    "NOT_ITS_RESOLUTION": gettext_lazy("La résolution «%(value)s» est celle d'un autre regroupement."),
    "NOT_A_COMMITMENT": gettext_lazy("Seul un engagement se tient: retirez ce jour, ou dites que c'est un engagement."),
    "NO_SUCH_CLAUSE": gettext_lazy(
        "La résolution «%(value)s» n'a pas de clause %(clause)s: donnez le numéro d'une de ses clauses, ou null pour "
        "la viser tout entière."
    ),
    "LINKS_IN_A_LOOP": gettext_lazy(
        "De lien en lien, cette clause se suivrait elle-même par «%(value)s»: retirez un des liens de la boucle."
    ),
    "TERMS_OVERLAP": gettext_lazy(
        "Le même organisme tient déjà ce siège à ces dates («%(value)s»): corrigez l'un des deux mandats."
    ),
    "NOT_OF_TARGET": gettext_lazy("Le service «%(value)s» n'est pas offert par l'organisme qui reçoit."),
    "ENDS_CHANGED": gettext_lazy(
        "Cette fiche parlait d'autre chose au dernier chargement: donnez à la nouvelle son propre identifiant."
    ),
    "MOVING_DATE": gettext_lazy("Une date mobile (@today) n'est permise que dans un fichier d'exercice."),
}
WANTED = {
    "text": gettext_lazy("un texte"),
    "list": gettext_lazy("une liste"),
    "object": gettext_lazy("un objet"),
    "flag": gettext_lazy("true ou false"),
    "whole": gettext_lazy("un nombre entier"),
    "number": gettext_lazy("un nombre"),
}


def flaw(code: str, field: str = "", value: object = "", **params: object) -> Flaw:
    """The flaw of one code of `SENTENCES`; `value` is the wrong one, of which a little is repeated."""
    return Flaw(code, field, str(SENTENCES[code]) % {"value": shown(value), **params})


def wrong_type(field: str, wanted: str) -> Flaw:
    """The value is not what is `wanted` (a key of WANTED)."""
    return flaw("WRONG_TYPE", field, wanted=WANTED[wanted])


def from_problem(problem: Problem) -> Flaw:
    """A refusal that any input can meet."""
    return Flaw(problem.code.value, problem.field or "", sentence(problem))


def later_subjects() -> dict[str, str]:
    """Which part of the registry waits for which kind of record."""
    return {
        "measure": _("planification: mesures"),
        "plan": _("planification: plan d'action"),
        "framework": _("qualité: cadre"),
    }
