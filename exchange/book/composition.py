"""Making the book of an assembly from what the registry holds.

Only what whoever asks may see is in it: a clause names an earlier one only if that one's resolution may be seen too.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from registry.concertation import queries as concertation
from registry.concertation.models import Clause, ClauseLink, Meeting, Resolution
from registry.core.actor import Actor
from registry.core.errors import ErrorCode, refuse
from registry.core.text import fold
from registry.core.translations import Text, Translated, in_language
from registry.directory.models import Organization

from .contents import Book, BookClause, BookResolution, Passage

STATES = {
    Resolution.State.DRAFT: gettext_lazy("Brouillon"),
    Resolution.State.PROPOSED: gettext_lazy("Proposée"),
    Resolution.State.ADOPTED: gettext_lazy("Adoptée"),
    Resolution.State.DEFEATED: gettext_lazy("Rejetée"),
    Resolution.State.WITHDRAWN: gettext_lazy("Retirée"),
}
WRITTEN_IN = {
    "fr": gettext_lazy("en français"),
    "en": gettext_lazy("en anglais"),
    "es": gettext_lazy("en espagnol"),
}
OF_A_CLAUSE = {
    ClauseLink.Kind.AMENDS: gettext_lazy("Modifie la clause %(clause)s de la résolution %(resolution)s"),
    ClauseLink.Kind.SUPERSEDES: gettext_lazy("Remplace la clause %(clause)s de la résolution %(resolution)s"),
    ClauseLink.Kind.REAFFIRMS: gettext_lazy("Réaffirme la clause %(clause)s de la résolution %(resolution)s"),
}
OF_A_RESOLUTION = {
    ClauseLink.Kind.AMENDS: gettext_lazy("Modifie la résolution %(resolution)s"),
    ClauseLink.Kind.SUPERSEDES: gettext_lazy("Remplace la résolution %(resolution)s"),
    ClauseLink.Kind.REAFFIRMS: gettext_lazy("Réaffirme la résolution %(resolution)s"),
}


def book_of(actor: Actor, key: str, language: str) -> Book:
    """The book of the assembly of this key, as the actor may see it. Raises Refused (NOT_FOUND)."""
    assembly = concertation.meeting(actor, key).thing
    if assembly.coalition is None:
        raise refuse(ErrorCode.NOT_FOUND)
    links = concertation.visible_links(actor).select_related("target_resolution", "target__resolution")
    found = (
        concertation.visible_resolutions(actor)
        .filter(assembly=assembly)
        .prefetch_related(
            "mover__names",
            "seconder__names",
            Prefetch("clauses__links", links.prefetch_related("target__resolution__clauses")),
        )
    )
    listed = sorted(found, key=lambda one: (one.number is None, one.number or 0, one.pk))
    with override(language):
        return _compose(assembly, assembly.coalition, listed, language)


def _compose(assembly: Meeting, coalition: Organization, resolutions: Sequence[Resolution], language: str) -> Book:
    """The book of these resolutions, in their order and with their links, in the language that is active."""
    entries = tuple(
        _resolution(one, f"resolution-{place}", assembly, language) for place, one in enumerate(resolutions, 1)
    )
    name = coalition.name_on(assembly.day, language).text
    held = _in_words(assembly.day, language)
    index = sorted(((one.subject, one.number, one.anchor) for one in entries), key=lambda line: fold(line[0].text))
    return Book(
        language=language,
        title=_("Cahier des résolutions"),
        cover=tuple(line for line in (name, assembly.title or _("Assemblée"), held, assembly.city) if line),
        resolutions=entries,
        index=tuple(index),
        words=_words(),
    )


def _resolution(one: Resolution, anchor: str, assembly: Meeting, language: str) -> BookResolution:
    clauses = list(one.clauses.all())
    recitals = tuple(_passage(row.texts, language) for row in clauses if row.kind == Clause.Kind.RECITAL)
    operative = tuple(
        BookClause(_passage(row.texts, language), tuple(_lineage(row, language)))
        for row in clauses
        if row.kind == Clause.Kind.CLAUSE
    )
    notes = () if clauses else (_("Le texte de cette résolution n'est pas dans le registre."),)
    return BookResolution(
        anchor=anchor,
        number=str(one.number) if one.number is not None else _("sans numéro"),
        subject=_passage(one.subjects, language) if any(one.subjects.values()) else Passage(_("Sans sujet"), language),
        state=str(STATES[Resolution.State(one.state)]),
        votes=(_count(one.votes_for), _count(one.votes_against), _count(one.abstentions)),
        facts=tuple(_facts(one, assembly, language)),
        recitals=recitals,
        clauses=operative,
        notes=notes,
    )


def _facts(one: Resolution, assembly: Meeting, language: str) -> Iterator[tuple[str, str]]:
    for label, organization in ((_("Proposée par"), one.mover), (_("Appuyée par"), one.seconder)):
        if organization is not None:
            yield label, organization.name_on(assembly.day, language).text
    yield _("État"), str(STATES[Resolution.State(one.state)])
    if one.votes_for is not None:
        cast = (
            ngettext("%(count)s voix pour", "%(count)s voix pour", one.votes_for) % {"count": one.votes_for},
            ngettext("%(count)s voix contre", "%(count)s voix contre", one.votes_against or 0)
            % {"count": one.votes_against or 0},
            ngettext("%(count)s abstention", "%(count)s abstentions", one.abstentions or 0)
            % {"count": one.abstentions or 0},
        )
        yield _("Vote"), ", ".join(cast)


def _lineage(clause: Clause, language: str) -> Iterator[str]:
    """What the clause does to earlier ones, a sentence each."""
    for link in clause.links.all():
        kind = ClauseLink.Kind(link.kind)
        if link.target_resolution is not None:
            yield str(OF_A_RESOLUTION[kind]) % {"resolution": _named(link.target_resolution, language)}
        elif link.target is not None:
            named = _named(link.target.resolution, language)
            yield str(OF_A_CLAUSE[kind]) % {"clause": _place(link.target), "resolution": named}


def _in_words(day: date, language: str) -> str:
    words = date_format(day, "DATE_FORMAT")
    return "1er" + words[1:] if language == "fr" and day.day == 1 else words


def _place(clause: Clause) -> int:
    """The number that the clause is printed with: 1 for the first of its kind."""
    same = [one.pk for one in clause.resolution.clauses.all() if one.kind == clause.kind]
    return same.index(clause.pk) + 1


def _named(one: Resolution, language: str) -> str:
    """`12 (2018), the subject`, as far as each is known."""
    number = str(one.number) if one.number is not None else _("sans numéro")
    year = f" ({one.assembly_on.year})" if one.assembly_on else ""
    return f"{number}{year}, {in_language(one.subjects, language)}"


def _passage(texts: Translated, language: str) -> Passage:
    """The text in the book's language; else in another, which is then named."""
    found: Text = in_language(texts, language)
    told = found.language or language
    return Passage(found.text, told, "" if told == language else str(WRITTEN_IN[told]))


def _words() -> dict[str, str]:
    return {
        "contents": _("Table des matières"),
        "votes": _("Résumé des votes"),
        "index": _("Index par sujet"),
        "resolution": _("Résolution"),
        "resolutions": _("Résolutions"),
        "recitals": _("Attendus"),
        "clauses": _("Il est résolu"),
        "number": _("Numéro"),
        "subject": _("Sujet"),
        "state": _("État"),
        "for": _("Pour"),
        "against": _("Contre"),
        "abstentions": _("Abstentions"),
        "page": _("Page"),
        "none": _("Aucune résolution n'est inscrite à cette assemblée."),
    }


def _count(votes: int | None) -> str:
    return "" if votes is None else str(votes)
