"""The form of a pathway question: what it offers, what it sends again, and the question that it makes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from graph.pathways import NEVER_ASKED, Question
from pages.forms import DayField, PageForm
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Problem, Refused
from registry.core.messages import SENTENCES
from registry.core.validation import shown
from registry.directory.models import Region, Term

from .wording import Lists

PERSON, PRACTITIONER, ORGANIZATION = "person", "practitioner", "organization"
FACT = "fact_"
COMMON_LANGUAGES = 6
LONGEST_KEY = 64
Choices = list[tuple[Any, Any]]

DIMENSIONS = {
    "status": _("Statut"),
    "gender": _("Genre"),
    "household": _("Ménage"),
    "": _("Autres groupes"),
}
"""What the populations of one dimension are called together; small dimensions share the last name."""


class CodeField(forms.ChoiceField):
    """One code of a list; a wrong one is repeated only as far as it is readable."""

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            raise _unknown(self, value)


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        for code in value:
            if not self.valid_value(code):
                raise _unknown(self, code)


class NumberField(forms.IntegerField):
    """A whole number; the question itself knows its range."""

    default_error_messages = {"invalid": SENTENCES[ErrorCode.NOT_A_NUMBER]}

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        attrs = {"class": "short", "min": least, "max": most, "inputmode": "numeric"}
        super().__init__(required=False, widget=forms.NumberInput(attrs=attrs), **kwargs)


@dataclass(frozen=True)
class Group:
    """Choices shown together: their name, whether one of them is chosen, and the boxes to tick."""

    label: str
    chosen: bool
    options: list[Any]


class FinderForm(PageForm):
    """Who is looked after, what they need, where and when, and who refers. Nothing of it is kept."""

    needs = CodesField(label=_("De quoi la personne a-t-elle besoin?"), help_text=_("Un à six besoins."))
    languages = CodesField(
        label=_("Dans quelles langues?"), required=False, help_text=_("L'une d'elles suffira. Aucune: peu importe.")
    )
    region = CodeField(label=_("Dans quelle région?"), required=False, help_text=_("Ou dans quelle province."))
    date = DayField(label=_("Pour quel jour?"), required=False, help_text=_("Vide: aujourd'hui."))
    who = CodeField(label=_("Qui fait la démarche?"), required=False, widget=forms.RadioSelect)
    origin = forms.CharField(
        label=_("Quel organisme?"),
        max_length=LONGEST_KEY,
        widget=forms.Select,
        error_messages={"max_length": SENTENCES[ErrorCode.NOT_FOUND]},
        help_text=_("Le vôtre n'y est pas? Il n'a pas d'entente ici: choisissez plutôt «Un intervenant»."),
    )
    populations = CodesField(
        label=_("Ce que l'on sait de la personne"),
        required=False,
        help_text=_("Cochez ce qui est sûr. Ce que vous ne dites pas reste «à confirmer»: rien n'est écarté."),
    )
    age = NumberField(0, 150, label=_("Âge"), help_text=_("En années."))
    k = NumberField(1, 20, label=_("Combien de chemins par besoin, au plus?"))
    max_hops = NumberField(0, 4, label=_("Combien de références à la suite, au plus?"))

    def __init__(self, data: MultiValueDict[str, str] | None, lists: Lists) -> None:
        super().__init__(data)
        self.lists = lists
        self._choices("needs", self._terms("needs"))
        self._choices("languages", self._terms("languages"))
        self._choices("populations", self._terms("populations"))
        self._choices("region", [("", _("Peu importe")), *_regions(lists)])
        who = [
            (PERSON, _("La personne elle-même")),
            (PRACTITIONER, _("Un intervenant")),
            (ORGANIZATION, _("Un organisme")),
        ]
        self._choices("who", who)
        self.fields["origin"].required = data is None or data.get("who") == ORGANIZATION
        said = [name.removeprefix(FACT) for name in data or () if name.startswith(FACT)]
        for code in self._fact_codes(said):
            self.fields[FACT + code] = CodeField(
                label=lists.fact(code),
                required=False,
                widget=forms.RadioSelect,
                choices=[("yes", _("Oui")), ("no", _("Non")), ("", _("On ne sait pas"))],
                error_messages={"invalid_choice": SENTENCES[ErrorCode.UNKNOWN_CODE]},
            )
        self.unknown_facts = [code for code in said if FACT + code not in self.fields]

    def offer_origins(self, own: Choices, giving: Choices) -> None:
        """The organizations to choose from: one's own first."""
        groups = [(_("Vos organismes"), own), (_("Organismes qui ont une entente"), giving)]
        offered = [("", _("Choisir un organisme")), *((name, group) for name, group in groups if group)]
        self.fields["origin"].widget.choices = offered

    def _choices(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _terms(self, taxonomy: str) -> Choices:
        codes = self.lists.vocabulary.codes(taxonomy)
        return [(code, _capital(self.lists.label(taxonomy, code))) for code in codes if code not in NEVER_ASKED]

    def _fact_codes(self, said: Iterable[str]) -> list[str]:
        """The facts, and the populations about which a question of the answer was answered."""
        facts = [code for code in self.lists.vocabulary.codes("condition_facts") if code not in NEVER_ASKED]
        populations = self.lists.vocabulary.codes("populations")
        return list(dict.fromkeys([*facts, *(code for code in said if code in populations)]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for code in self.unknown_facts[:1]:
            self.refuse(Refused(Problem(ErrorCode.UNKNOWN_CODE, None, {"value": shown(code)})))
        return cleaned

    def question(self) -> Question:
        """What was asked, once the form is valid; the engine still says whether it is a question."""
        given = self.cleaned_data
        return Question(
            needs=tuple(given["needs"]),
            date=given["date"] or montreal_today(),
            origin=given["origin"] if given["who"] == ORGANIZATION else None,
            languages=tuple(given["languages"]),
            populations=tuple(given["populations"]),
            age=given["age"],
            facts={code: holds == "yes" for code, holds in self._said() if holds},
            region=given["region"] or None,
            practitioner=given["who"] in (PRACTITIONER, ORGANIZATION),
            **{name: given[name] for name in ("k", "max_hops") if given[name] is not None},
        )

    def refuse(self, refused: Refused) -> None:
        """As every form, with codes said in words."""
        super().refuse(Refused(*map(self._in_words, refused.problems)))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """What a valid form said, as the fields that send it again; what was left empty is left out."""
        for name, value in self.cleaned_data.items():
            for one in value if isinstance(value, list) else [value]:
                if one not in ("", None):
                    yield name, str(one)

    def need_groups(self) -> list[Group]:
        """The needs as a tree of two levels."""
        codes = self.lists.vocabulary.codes("needs")
        groups = self._grouped("needs", lambda code: codes[code].broader or code)
        return [Group(str(options[0].data["label"]), _any_chosen(options), options) for options in groups.values()]

    def population_groups(self) -> list[Group]:
        """The populations by dimension; dimensions of a few have one group together."""
        codes: Mapping[str, Term] = self.lists.vocabulary.codes("populations")
        groups = self._grouped(
            "populations", lambda code: codes[code].dimension if codes[code].dimension in DIMENSIONS else ""
        )
        return [
            Group(str(DIMENSIONS[name]), _any_chosen(groups[name]), groups[name])
            for name in DIMENSIONS
            if name in groups
        ]

    def language_groups(self) -> list[Group]:
        """The usual languages, and all others."""
        options = list(self["languages"].subwidgets)
        usual, others = options[:COMMON_LANGUAGES], options[COMMON_LANGUAGES:]
        return [Group("", False, usual), Group(str(_("Autres langues")), _any_chosen(others), others)]

    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(FACT)]

    @property
    def facts_said(self) -> bool:
        return any(holds for _code, holds in self._said(raw=True))

    def _said(self, raw: bool = False) -> Iterator[tuple[str, str]]:
        for name in self.fields:
            if name.startswith(FACT):
                yield name.removeprefix(FACT), (self[name].value() if raw else self.cleaned_data[name]) or ""

    def _grouped(self, name: str, group_of: Callable[[str], str]) -> dict[str, list[Any]]:
        groups: dict[str, list[Any]] = {}
        for option in self[name].subwidgets:
            groups.setdefault(group_of(str(option.data["value"])), []).append(option)
        return groups

    def _in_words(self, problem: Problem) -> Problem:
        value = problem.params.get("value")
        if problem.field not in ("facts", "populations") or not isinstance(value, str):
            return problem
        return Problem(problem.code, problem.field, {**problem.params, "value": self.lists.fact(value)})


def _unknown(field: forms.Field, value: str) -> forms.ValidationError:
    return forms.ValidationError(
        field.error_messages["invalid_choice"], code=ErrorCode.UNKNOWN_CODE, params={"value": shown(value)}
    )


def _any_chosen(options: list[Any]) -> bool:
    return any(option.data["selected"] for option in options)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _regions(lists: Lists) -> Choices:
    """The regions of Québec, then the provinces and territories."""
    rows = lists.vocabulary.regions.values()
    named = {
        kind: [(row.code, lists.region(row.code)) for row in rows if row.type == kind]
        for kind in (Region.Type.REGION, Region.Type.PROVINCE)
    }
    return [
        (_("Régions du Québec"), named[Region.Type.REGION]),
        (_("Provinces et territoires"), named[Region.Type.PROVINCE]),
    ]
