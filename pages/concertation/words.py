"""What concerns, activities and resolutions are called on pages, where no list of the registry names it."""

from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.states import STATES
from pages.wording import period_words
from registry.concertation.models import Activity, Resolution
from registry.concertation.rules.likeness import Hit, Kind
from registry.concertation.rules.lineage import LinkKind, Reason, Standing
from registry.core.dates import PartialDate, Period
from registry.core.day_words import date_words

RESOLUTION_STATES = {
    "draft": STATES["resolution_draft"].label,
    "proposed": STATES["resolution_proposed"].label,
    "adopted": STATES["adopted"].label,
    "defeated": STATES["defeated"].label,
    "withdrawn": STATES["resolution_withdrawn"].label,
}
SHOWN_AS = {"draft": "resolution_draft", "proposed": "resolution_proposed", "withdrawn": "resolution_withdrawn"}
UNDECIDED = (Resolution.State.DRAFT, Resolution.State.PROPOSED)
LINKS = {
    "amends": _("Modifie"),
    "supersedes": _("Remplace"),
    "reaffirms": _("Réaffirme"),
}
LINKED_BY = {
    "amends": _("Modifiée par"),
    "supersedes": _("Remplacée par"),
    "reaffirms": _("Réaffirmée par"),
}
REASONS = {
    Reason.ADOPTED: _("Adoptée (%(adopted)s); on ne connaît rien qui l'ait remplacée."),
    Reason.AMENDED: _("Adoptée (%(adopted)s), puis modifiée."),
    Reason.REAFFIRMED: _("Adoptée (%(adopted)s), puis réaffirmée."),
    Reason.NOT_ADOPTED: _("Elle n'est pas adoptée."),
    Reason.NOT_YET: _("Elle n'a été adoptée qu'ensuite (%(adopted)s)."),
    Reason.DATE_UNKNOWN: _("La date de son adoption (%(adopted)s) n'est pas assez précise pour le dire."),
    Reason.SUPERSEDED: _("Remplacée (%(followed)s)."),
    Reason.MAYBE_SUPERSEDED: _("Peut-être déjà remplacée: la date de ce qui la remplace (%(followed)s) ne le dit pas."),
}


def when(activity: Activity) -> str:
    """When it took place, as precisely as is known: a date, a period, or somewhere within one."""
    if activity.date:
        return date_words(activity.date)
    if activity.within_since or activity.within_until:
        window = Period(since=activity.within_since, until=activity.within_until)
        return gettext("un jour inconnu: %(window)s") % {"window": period_words(window)}
    if activity.since or activity.until:
        return period_words(activity.period)
    return gettext("date inconnue")


def reference(resolution: Resolution) -> str:
    """Its number and assembly as printed, with what is missing said: `Résolution 12 (assemblée: juin 1994)`."""
    if resolution.assembly_on is None and resolution.state in UNDECIDED:
        return gettext("pas encore soumise à une assemblée")
    number = (
        gettext("Résolution %(number)s") % {"number": resolution.number}
        if resolution.number is not None
        else gettext("Résolution sans numéro")
    )
    if resolution.assembly_on is None:
        return gettext("%(number)s (assemblée sans date)") % {"number": number}
    return gettext("%(number)s (assemblée: %(date)s)") % {"number": number, "date": date_words(resolution.assembly_on)}


def tally(resolution: Resolution) -> str:
    """How its members voted: `8 pour, 0 contre, 1 abstention`; empty where no count is known."""
    if resolution.votes_for is None or resolution.votes_against is None:
        return ""
    count = resolution.abstentions or 0
    abstained = ngettext("%(count)s abstention", "%(count)s abstentions", count) % {"count": count}
    votes = {"for": resolution.votes_for, "against": resolution.votes_against, "abstained": abstained}
    return gettext("%(for)s pour, %(against)s contre, %(abstained)s") % votes


def why(standing: Standing) -> str:
    """Why a text is in force, is not, or why nobody can tell."""
    if standing.reason is Reason.DATE_UNKNOWN and standing.adopted is None:
        return gettext("Aucune source ne dit quand elle a été adoptée.")
    followed = next(
        (one.follower.adopted for one in standing.followed if one.follower.kind is LinkKind.SUPERSEDES), None
    )
    return str(REASONS[standing.reason]) % {"adopted": _known(standing.adopted), "followed": _known(followed)}


def likeness_words(hit: Hit) -> str:
    """Why a resolution is thought to say the same, the contrary, or something near."""
    words, score = ", ".join(hit.shared), round(100 * hit.score)
    if hit.kind is Kind.RELATED:
        return gettext("En commun: %(words)s.") % {"words": words}
    if hit.kind is Kind.DUPLICATE:
        return gettext("Semblable à %(score)s %%. En commun: %(words)s.") % {"score": score, "words": words}
    ours, theirs = (", ".join(told) or "–" for told in hit.opposed)
    sentence = gettext("Même sujet (%(words)s), mais ici «%(ours)s» et là «%(theirs)s».")
    return sentence % {"words": words, "ours": ours, "theirs": theirs}


def waited(since: date, until: date) -> str:
    """How long a concern has waited, or waited for its first answer."""
    days = (until - since).days
    return ngettext("%(count)s jour", "%(count)s jours", days) % {"count": days}


def _known(day: PartialDate | None) -> str:
    return date_words(day) if day else gettext("date inconnue")
