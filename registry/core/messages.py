"""The sentence for each error code: what is wrong, and what to do about it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from .dates import PartialDate
from .day_words import date_words
from .errors import ErrorCode, Problem

SENTENCES = {
    ErrorCode.NOT_FOUND: _("Nous n'avons rien trouvé à cet endroit: vérifiez l'identifiant ou l'adresse."),
    ErrorCode.NOT_ALLOWED: _("Votre rôle ne permet pas de faire cela: demandez-le à qui administre l'organisme."),
    ErrorCode.SIGN_IN_NEEDED: _("Ouvrez une session pour faire cela."),
    ErrorCode.READ_ONLY_TOKEN: _("Ce jeton d'accès ne permet que la lecture: créez-en un qui permet d'écrire."),
    ErrorCode.STALE_WRITE: _(
        "Quelqu'un a modifié cette fiche entre-temps: relisez la version actuelle, puis refaites votre changement."
    ),
    ErrorCode.KEY_REUSED: _("Cette clé d'idempotence a déjà servi à une autre demande: utilisez-en une nouvelle."),
    ErrorCode.MISSING: _("Remplissez ce champ."),
    ErrorCode.TOO_LONG: _("Ce texte est trop long: %(max)s caractères au plus."),
    ErrorCode.NOT_A_DATE: _("Écrivez une date réelle: AAAA-MM-JJ, AAAA-MM ou AAAA."),
    ErrorCode.NOT_A_DAY: _("Écrivez un jour réel, sous la forme AAAA-MM-JJ."),
    ErrorCode.NOT_A_TIME: _("Écrivez une heure de 00:00 à 23:59, sous la forme HH:MM."),
    ErrorCode.DATES_REVERSED: _("La fin doit venir après le début."),
    ErrorCode.DATE_AND_PERIOD: _("Donnez une date ou une période, pas plusieurs à la fois."),
    ErrorCode.DATE_OUT_OF_RANGE: _("Choisissez une date entre le %(first)s et le %(last)s."),
    ErrorCode.TOO_EARLY: _("C'est trop tôt: cela se fait à partir du %(day)s."),
    ErrorCode.NOT_A_NUMBER: _("Écrivez un nombre entier, en chiffres."),
    ErrorCode.NUMBER_OUT_OF_RANGE: _("Choisissez un nombre entre %(min)s et %(max)s."),
    ErrorCode.UNKNOWN_CODE: _("Le code «%(value)s» n'existe pas dans la liste: choisissez-en un qui y figure."),
    ErrorCode.TOO_MANY: _("C'est trop: %(max)s au plus."),
    ErrorCode.NOT_AN_EMAIL: _("Écrivez une adresse de courriel complète, par exemple accueil@organisme.example."),
    ErrorCode.NOT_A_PHONE: _("Écrivez un numéro de téléphone complet, par exemple 514 555-0100."),
    ErrorCode.NOT_A_WEB_ADDRESS: _("Écrivez une adresse web complète, qui commence par https://."),
    ErrorCode.NOT_A_TEXT: _("Ce texte contient un caractère qui ne peut pas être gardé: retirez-le."),
    ErrorCode.PERSONAL_DETAIL: _(
        "Retirez ce qui identifie une personne (courriel, téléphone, numéro de dossier ou de passeport): "
        "le registre ne garde rien sur les personnes."
    ),
    ErrorCode.ADDRESS_WITHHELD: _("Ce lieu est confidentiel: n'y inscrivez aucune adresse."),
    ErrorCode.ALREADY_EXISTS: _("Cela existe déjà: modifiez ce qui est là plutôt que de l'ajouter de nouveau."),
    ErrorCode.WRONG_STATE: _(
        "Cela ne se fait pas dans l'état actuel: rechargez la page pour voir ce qui est possible."
    ),
    ErrorCode.OVERLAP: _(
        "Une autre période est déjà inscrite à ces dates: choisissez-en qui ne la touchent pas, ou changez-la d'abord."
    ),
    ErrorCode.SAME_THING: _("Ce sont les mêmes: choisissez-en deux différents."),
    ErrorCode.LOOP: _("Cela ferait une boucle: choisissez autre chose."),
    ErrorCode.TOO_MANY_VOTES: _(
        "Cela fait %(given)s voix, mais %(voters)s membres peuvent voter ce jour-là: recomptez les voix."
    ),
    ErrorCode.NO_VOTES: _("Personne n'a voté, d'après ces chiffres: inscrivez au moins une voix ou une abstention."),
    ErrorCode.NOT_A_MEMBER: _("Cet organisme n'a pas droit de vote dans le regroupement: choisissez un membre votant."),
    ErrorCode.NOT_OF_THE_GROUP: _(
        "Cet organisme ne siège pas dans ce groupe et n'est pas membre de son regroupement: choisissez-en un qui l'est."
    ),
    ErrorCode.MEMBERS_ONLY: _(
        "Les règles de ce groupe n'y admettent pas cet organisme: choisissez un membre du regroupement, "
        "ou inscrivez d'abord son adhésion."
    ),
    ErrorCode.ORGANIZATION_CLOSED: _(
        "Cet organisme n'existe plus à cette date: choisissez celui qui lui succède, ou une date plus proche."
    ),
    ErrorCode.NOT_ADOPTED: _("Seul un texte adopté peut être modifié, remplacé ou réaffirmé: choisissez-en un."),
    ErrorCode.FOLLOWED: _(
        "Un texte adopté modifie, remplace ou réaffirme celui-ci, qui doit donc rester adopté: revoyez les voix, "
        "ou corrigez d'abord le vote de l'autre texte."
    ),
    ErrorCode.NO_MOVER: _(
        "Les règles du regroupement demandent un membre qui propose la résolution: faites-la d'abord proposer."
    ),
    ErrorCode.NO_SECONDER: _(
        "Les règles du regroupement demandent un membre qui appuie la résolution: faites-la d'abord appuyer."
    ),
    ErrorCode.NO_SOURCE_GROUP: _(
        "Les règles du regroupement demandent de quel groupe vient la résolution: rédigez-la à la page de ce groupe."
    ),
    ErrorCode.ASSEMBLY_TOO_EARLY: _(
        "Cette assemblée vient avant le projet, commencé le %(drafted)s: choisissez-en une de ce jour-là ou d'après."
    ),
    ErrorCode.NUMBER_TAKEN: _("Une autre résolution de cette assemblée porte déjà ce numéro: choisissez-en un autre."),
    ErrorCode.NOT_A_COALITION: _("Choisissez un regroupement: cet organisme n'en est pas un."),
    ErrorCode.EXERCISE_APART: _("Un organisme d'exercice ne se lie qu'à un organisme d'exercice: choisissez-en un."),
    ErrorCode.CONTRADICTORY_FACT: _("«%(value)s» est dit à la fois vrai et faux: gardez une seule réponse."),
    ErrorCode.NEVER_ASKED: _("«%(value)s» ne se demande pas d'une personne: retirez-le."),
    ErrorCode.EXPIRED: _("Ce lien ou ce jeton n'est plus valable: demandez-en un nouveau."),
    ErrorCode.WEAK_PASSWORD: _(
        "Choisissez un mot de passe plus sûr: douze caractères au moins, pas un mot de passe courant, "
        "ni votre adresse de courriel."
    ),
    ErrorCode.BAD_REQUEST: _("La demande n'a pas la forme attendue: %(reason)s"),
    ErrorCode.TOO_COMPLEX: _("La demande est trop grande: demandez moins de choses à la fois (%(reason)s)."),
    ErrorCode.INTERNAL: _("Une erreur est survenue chez nous; rien n'a été changé. Réessayez dans quelques minutes."),
    ErrorCode.TOO_OFTEN: _("Trop de demandes en peu de temps: réessayez plus tard."),
    ErrorCode.TIMED_OUT: _(
        "La réponse prend trop de temps: demandez moins de choses à la fois, ou réessayez plus tard."
    ),
}


ONLY_DAY = _("La seule date possible ici est le %(first)s.")


def sentence(problem: Problem) -> str:
    """The problem in one sentence, in the language that is active, with its dates as people read them."""
    told = {
        name: date_words(value) if isinstance(value, date | PartialDate) else value
        for name, value in problem.params.items()
    }
    one_day = problem.code is ErrorCode.DATE_OUT_OF_RANGE and told["first"] == told["last"]
    return str(ONLY_DAY if one_day else SENTENCES[problem.code]) % told
