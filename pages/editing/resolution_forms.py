"""A resolution's text, clause by clause, and what is told of it on its way to the vote."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pages.concertation.filters import organization_choices
from pages.concertation.group_words import meeting_name
from pages.concertation.words import LINKS, reference
from pages.forms import DayField
from registry.concertation import queries as concertation
from registry.concertation.models import Clause, ClauseLink, Group, Meeting, Resolution
from registry.core.dates import montreal_today
from registry.core.errors import Problem, Refused
from registry.core.translations import in_language
from registry.directory.models import Organization

from .concern_forms import SpeakingForm
from .forms import Asked, DeedForm
from .organization_forms import WORDS, line

CHOOSE = ("", _("Choisissez"))
BLANK_ROWS = 3  # of each kind, beside those that are written
IN_WORDS = {"fr": _("en français"), "en": _("en anglais")}
VOTES = ("votes_for", "votes_against", "abstentions")
LANGUAGES = tuple(IN_WORDS)
KINDS = {
    Clause.Kind.RECITAL.value: _("Attendu %(number)s"),
    Clause.Kind.CLAUSE.value: _("Clause %(number)s"),
}


class DraftForm(SpeakingForm):
    """A resolution's subject, and in whose name it is drafted."""

    subject = line(_("Objet de la résolution"), required=True)
    language = forms.ChoiceField(label=_("Langue de l'objet"), widget=forms.RadioSelect, choices=WORDS.items())
    field_order = ("subject", "language")

    def standing(self, thing: Any) -> dict[str, Any]:
        return {"language": self.asked.language}

    def prepare(self) -> None:
        coalition, group = self._place()
        found = organization_choices(concertation.drafting(self.asked.actor, coalition, group))
        runs = concertation.runs_place(self.asked.actor, coalition, group)
        self.fields["organization"].required = not runs
        self.speak([("", _("Au nom de qui coordonne")), *found] if runs else found)

    def aim(self) -> tuple[str, ...]:
        return (self._place()[0].key,)

    def arguments(self) -> dict[str, Any]:
        given, group = super().arguments(), self._place()[1]
        return given | {"organization": given["organization"] or None, "group": group.key if group else None}

    def _place(self) -> tuple[Organization, Group | None]:
        thing = self.asked.subject.thing
        if not isinstance(thing, Group):
            return thing, None
        within = thing.coalition or thing.body
        assert within is not None
        return within, thing


@dataclass(frozen=True)
class Row:
    """The fields of one recital or clause: `kind`, and its key, or `new` and a number for one that is not written."""

    kind: str
    id: str

    @classmethod
    def of(cls, field: str) -> "Row":
        """The row that a field belongs to."""
        kind, _apart, rest = field.partition("-")
        return cls(kind, rest.rpartition("-")[0])

    @property
    def key(self) -> str | None:
        return None if self.id.startswith("new.") else self.id

    def field(self, part: str) -> str:
        """The name of its `fr`, `en` or `place`."""
        return f"{self.kind}-{self.id}-{part}"


class ClausesForm(DeedForm):
    """The whole text of a draft: subjects, recitals and clauses. A row left without a text is no clause.

    It works without a script: some blank rows follow those that are written, and saving gives new ones. A clause
    that somebody else wrote meanwhile is taken along; one that they took out stays as it was sent.
    """

    subject_fr = line(_("Objet en français"))
    subject_en = line(_("Objet en anglais"))
    subject_es = line(_("Objet en espagnol"))

    def __init__(self, data: QueryDict | None = None, *, asked: Asked) -> None:
        start = self.standing(asked.subject.thing)
        if data is not None:
            data = data.copy()
            for name in start:
                data.setdefault(name, str(start[name]))
        self.rows = list(dict.fromkeys(Row.of(name) for name in (*start, *(data or ())) if _is_of_row(name)))
        super().__init__(data, asked=asked)

    def standing(self, thing: Resolution) -> dict[str, Any]:
        found: dict[str, Any] = {f"subject_{language}": text for language, text in thing.subjects.items()}
        for clause in thing.clauses.all():
            row = Row(clause.kind, clause.key)
            found |= {row.field("place"): clause.position + 1, row.field("fr"): clause.text_fr}
            found |= {row.field("en"): clause.text_en}
        return found

    def prepare(self) -> None:
        for kind, label in KINDS.items():
            written = [row for row in self.rows if row.kind == kind]
            blank = [row for number in range(BLANK_ROWS) if (row := Row(kind, f"new.{number}")) not in written]
            self.rows += blank
            for number, row in enumerate([*written, *blank], 1):
                self._add(row, str(label) % {"number": number})

    def recitals(self) -> list[dict[str, BoundField]]:
        return self._shown(Clause.Kind.RECITAL)

    def clauses(self) -> list[dict[str, BoundField]]:
        return self._shown(Clause.Kind.CLAUSE)

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        values = {name: given[name] for name in self.base_fields if name in given}
        clauses = [
            {"kind": row.kind, "key": row.key, **{f"text_{code}": given[row.field(code)] for code in LANGUAGES}}
            for row in self._sent()
        ]
        return {"values": values | {"clauses": clauses}}

    def refuse(self, refused: Refused) -> None:
        """Show what is wrong with a clause beside its own text."""
        problems = [replace(problem, field=self._beside(problem)) for problem in refused.problems]
        super().refuse(Refused(*problems, current=refused.current))

    def _add(self, row: Row, label: str) -> None:
        number = forms.NumberInput(attrs={"class": "short"})
        place = forms.IntegerField(label=gettext("%(clause)s: rang") % {"clause": label}, required=False, widget=number)
        self.fields[row.field("place")] = place
        for code in LANGUAGES:
            text = forms.Textarea(attrs={"rows": 3, "lang": code})
            in_words = gettext("%(clause)s, %(language)s") % {"clause": label, "language": str(IN_WORDS[code])}
            self.fields[row.field(code)] = forms.CharField(label=in_words, required=False, widget=text)

    def _shown(self, kind: str) -> list[dict[str, BoundField]]:
        parts = ("place", *LANGUAGES)
        return [{part: self[row.field(part)] for part in parts} for row in self.rows if row.kind == kind]

    def _sent(self) -> list[Row]:
        """The rows that hold a text, recitals first, each kind in the order of their places."""
        given = self.cleaned_data
        held = [row for row in self.rows if any(given.get(row.field(code)) for code in LANGUAGES)]
        last = len(self.rows)
        order = list(KINDS)
        return sorted(held, key=lambda row: (order.index(row.kind), given.get(row.field("place")) or last))

    def _beside(self, problem: Problem) -> str | None:
        found = re.fullmatch(r"clauses\[(\d+)\]\.text_(\w+)", problem.field or "")
        return self._sent()[int(found[1])].field(found[2]) if found else problem.field


class MoveForm(SpeakingForm):
    """The voting member that moves or seconds."""

    def prepare(self) -> None:
        self.speak(organization_choices(concertation.moving(self.asked.actor, self.asked.subject.thing)))


class AssemblyForm(DeedForm):
    """The assembly that votes on it, and the number that it has there."""

    assembly = forms.ChoiceField(label=_("À quelle assemblée"))
    number = forms.IntegerField(
        label=_("Numéro"), required=False, min_value=1, help_text=_("Il ne sert qu'à cette assemblée.")
    )

    def prepare(self) -> None:
        resolution: Resolution = self.asked.subject.thing
        coalition, drafted = resolution.coalition, concertation.drafted_on(self.asked.actor, resolution)
        found = concertation.meetings(self.asked.actor, coalition=coalition).filter(coalition=coalition)
        live = found.exclude(state=Meeting.State.CANCELLED).order_by("-day")
        live = live.filter(day__gte=drafted) if drafted else live
        self.offer("assembly", [CHOOSE, *((one.key, meeting_name(one)) for one in live)])


class VoteForm(DeedForm):
    """How the members voted, from what is recorded of it."""

    votes_for = forms.IntegerField(label=_("Pour"), min_value=0)
    votes_against = forms.IntegerField(label=_("Contre"), min_value=0)
    abstentions = forms.IntegerField(label=_("Abstentions"), min_value=0, required=False)
    on = DayField(label=_("Le"), required=False)

    def standing(self, thing: Resolution) -> dict[str, Any]:
        votes = {name: getattr(thing, name) for name in VOTES}
        return {**votes, "on": thing.decided_on or (thing.assembly.day if thing.assembly else montreal_today())}

    def prepare(self) -> None:
        resolution: Resolution = self.asked.subject.thing
        for name in VOTES:
            self.fields[name].widget.attrs |= {"class": "short", "inputmode": "numeric"}
        self.fields["votes_for"].widget.attrs["autofocus"] = True
        voters = concertation.voters(self.asked.actor, resolution.coalition, self.initial["on"])
        self.fields["votes_for"].help_text = ngettext(
            "%(count)s membre vote: pas plus de voix en tout.",
            "%(count)s membres votent: pas plus de voix en tout.",
            voters,
        ) % {"count": voters}

    def arguments(self) -> dict[str, Any]:
        given = super().arguments()
        return given | {"abstentions": given["abstentions"] or 0}


class LinkForm(DeedForm):
    """What the clause does to which earlier one."""

    kind = forms.ChoiceField(label=_("Cette clause"), widget=forms.RadioSelect, choices=LINKS.items())
    target = forms.ChoiceField(label=_("Quelle clause adoptée, ou quelle résolution dont le texte n'est pas détenu"))

    def prepare(self) -> None:
        coalition = self.asked.subject.thing.resolution.coalition
        adopted = concertation.resolutions(self.asked.actor, coalition=coalition, state=Resolution.State.ADOPTED)
        self.offer("target", [CHOOSE, *(self._of(one) for one in adopted.prefetch_related("clauses"))])

    def _of(self, resolution: Resolution) -> tuple[str, Any]:
        name = f"{in_language(resolution.subjects, self.asked.language)} – {reference(resolution)}"
        clauses = [one for one in resolution.clauses.all() if one.kind == Clause.Kind.CLAUSE]
        if not clauses:
            return resolution.key, name
        return name, [(one.key, in_language(one.texts, self.asked.language).text) for one in clauses]


class UnlinkForm(DeedForm):
    """Which link is taken back."""

    target = forms.ChoiceField(label=_("Quel lien retirer"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        rows = concertation.visible_links(self.asked.actor).filter(clause=self.asked.subject.thing)
        links = rows.select_related("target__resolution", "target_resolution")
        self.offer("target", [self._of(link) for link in links])

    def _of(self, link: ClauseLink) -> tuple[str, str]:
        followed = link.target.resolution if link.target else link.target_resolution
        assert followed is not None
        subject = in_language(followed.subjects, self.asked.language)
        return (link.target or followed).key, f"{LINKS[link.kind]} – {subject} – {reference(followed)}"


def _is_of_row(name: str) -> bool:
    return name.startswith(tuple(f"{kind}-" for kind in KINDS))
