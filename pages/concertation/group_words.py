"""What groups, seats and meetings are called on pages, where no list of the registry names it."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import time_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.wording import last_day
from registry.concertation.models import Attendance, Group, Meeting
from registry.concertation.rules import Vacancy, status_on
from registry.concertation.rules.eligibility import Judged
from registry.core.dates import Period
from registry.core.day_words import date_words
from registry.core.logic import Truth
from registry.core.translations import Text, in_language
from registry.directory.queries import Vocabulary

TIMES = {"fr": "G\xa0\\h\xa0i", "en": "P", "es": "G:i"}
ANSWERS = {"coming": _("Viendra"), "excused": _("S'excuse")}
PRESENCES = {"present": _("Présent"), "excused": _("Excusé"), "absent": _("Absent")}
OUTCOMES = {"information": _("Information"), "decision": _("Décision"), "commitment": _("Engagement")}
MINUTES = {
    "draft": _("pas encore remis"),
    "submitted": _("remis, à approuver"),
    "approved": _("approuvé"),
}
PHASES = {
    "before": ("proposed", _("À venir")),
    "during": ("open", _("Aujourd'hui")),
    "after": ("to_confirm", _("Passée, présences à prendre")),
    "held": ("active", _("Tenue")),
    "cancelled": ("closed", _("Annulée")),
}
STANDINGS = {
    "planned": ("proposed", _("Prévu, pas encore formé")),
    "not_yet": ("proposed", _("Pas encore formé ce jour-là")),
    "ended": ("ended", _("Terminé")),
    "unknown": ("unknown", _("On ne sait pas s'il se réunit encore")),
}
"""Each status of a group that is worth telling: a state of pages/states.py, and its words."""
OCCASIONS = {"consultations": _("Consultations"), "general_assembly": _("Assemblée générale")}


def group_name(group: Group) -> Text:
    """Its name in the reader's language, else in another."""
    return in_language({**group.names, "original": group.name_original}, get_language() or "fr")


def role(vocabulary: Vocabulary, code: str) -> str:
    """What a seat's role is called."""
    return vocabulary.label("seat_roles", code, get_language() or "fr")


def meeting_name(meeting: Meeting) -> str:
    """Its title and its day: `Assemblée annuelle, 4 mars 2026`."""
    title = meeting.title or (gettext("Rencontre") if meeting.group_id else gettext("Assemblée"))
    return f"{title}, {date_words(meeting.day)}"


def hours(meeting: Meeting) -> str:
    """From when to when it lasts: `de 13 h 30 à 16 h`; nothing where no hour is set."""
    if meeting.starts_at is None:
        return ""
    start = time_format(meeting.starts_at, TIMES.get(get_language() or "fr", TIMES["fr"]))
    if meeting.ends_at is None:
        return gettext("à %(start)s") % {"start": start}
    end = time_format(meeting.ends_at, TIMES.get(get_language() or "fr", TIMES["fr"]))
    return gettext("de %(start)s à %(end)s") % {"start": start, "end": end}


# What rules ask for, and what a meeting still lacks.
RULES = {
    "composition": _("Qui peut siéger"),
    "seats": _("Nombre de sièges"),
    "term": _("Durée des mandats"),
    "renewal": _("Mandats de suite"),
}
VERDICTS = {Truth.YES: _("Respecté"), Truth.NO: _("Pas respecté"), Truth.UNKNOWN: _("On ne sait pas")}
CONDITIONS = {
    "represents_member_organization": _("être membre du regroupement"),
    "full_meetings_attended_min": _("avoir assisté à %(value)s rencontres entières (ici: %(have)s)"),
    "organization_supports_candidacy": _("que l'organisme appuie la candidature"),
    "experience_of_issues": _("connaître les enjeux du groupe"),
    "commitment_years": _("s'engager pour %(value)s ans"),
    "willing_to_take_on_duties": _("accepter les tâches de la coprésidence"),
}
MISSING = {
    "agenda": _("aucun point à l'ordre du jour"),
    "place": _("ni lieu ni lien"),
    "answers": _("des invitations sans réponse"),
    "attendance": _("les présences à prendre"),
    "minutes": _("le procès-verbal à remettre"),
    "approval": _("le procès-verbal à approuver"),
}


def came(row: Attendance) -> str:
    """Whether an organization was there, else whether it means to come."""
    if row.state == Attendance.State.PRESENT and not row.whole:
        return gettext("Présent en partie")
    return str(PRESENCES.get(row.state) or ANSWERS.get(row.answer) or gettext("Sans réponse"))


def lacking(codes: Iterable[str]) -> str:
    """What a meeting still asks for, in one phrase."""
    return ", ".join(str(MISSING[code]) for code in codes)


def standing(group: Group, on: date) -> tuple[str, str] | None:
    """How a group stands on the day, as a state and its words; None where it is simply at work."""
    status = status_on(group.status, group.since, group.until, on)
    found = STANDINGS.get(status) if group.constituted or status != "unknown" else None
    return (found[0], str(found[1])) if found else None


def per_year(group: Group) -> str:
    """How many times a year a source says that it meets: `3 à 4`; empty where none does."""
    least, most = group.meetings_per_year.get("min"), group.meetings_per_year.get("max")
    return span(least, most) if least is not None else ""


def span(least: int, most: int | None) -> str:
    """`3 à 4`, `2`, or `au moins 3` without a most."""
    if most is None:
        return gettext("au moins %(least)s") % {"least": least}
    return str(least) if least == most else gettext("%(least)s à %(most)s") % {"least": least, "most": most}


def is_over(group: Group, on: date) -> bool:
    """Whether the group surely no longer exists on the day."""
    return Period(since=group.since, until=group.until).over_on(on) is Truth.YES


def vacancy_words(vacancy: Vacancy, role_name: str, holder: str) -> str:
    """What is to be filled, in a sentence; of a term that ends, its last day, as where the term itself is told."""
    ends = date_words(last_day(vacancy.until)) if vacancy.until else ""
    told = {"role": role_name, "organization": holder, "day": ends}
    if vacancy.code == "empty":
        words = ngettext(
            "%(role)s: %(count)s siège à pourvoir.", "%(role)s: %(count)s sièges à pourvoir.", vacancy.count
        )
        return words % {**told, "count": vacancy.count}
    if vacancy.code == "interim":
        return gettext("%(role)s: %(organization)s y siège par intérim; une élection est à prévoir.") % told
    return gettext("%(role)s: le mandat de %(organization)s se termine (%(day)s) et personne ne suit.") % told


def condition_words(judged: Judged) -> str:
    """One condition of eligibility, with what it is compared with."""
    words = str(CONDITIONS.get(judged.condition.code, judged.condition.code))
    return words % {"value": judged.condition.value, "have": judged.have} if "%" in words else words
