"""What a rule set asks for, in words: on the page of a group that keeps it, or of a coalition that it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from registry.concertation import messages, rules
from registry.concertation import queries as concertation
from registry.concertation.models import RuleSet
from registry.core.actor import Actor
from registry.core.models import Citation
from registry.core.translations import Text
from registry.directory.models import Organization
from registry.directory.queries import Vocabulary

from .group_words import role, span
from .rule_details import BY, details, french, named, ours

CONDITIONS = {
    "represents_member_organization": _("représenter un organisme membre"),
    "organization_supports_candidacy": _("avoir l'appui de cet organisme"),
    "full_meetings_attended_min": _("avoir assisté à au moins %(value)s rencontres entières"),
    "experience_of_issues": _("connaître les enjeux du groupe"),
    "commitment_years": _("s'engager pour %(value)s ans"),
    "willing_to_take_on_duties": _("accepter les tâches de la coprésidence"),
    "non_profit_incorporated_years_min": _("être constitué sans but lucratif depuis au moins %(value)s an(s)"),
    "mission_supports_refugees_and_immigrants": _(
        "avoir pour mission de soutenir les personnes réfugiées et immigrantes"
    ),
    "elected_autonomous_board": _("avoir un conseil d'administration élu et autonome"),
    "independent_of_public_sector": _("être indépendant du secteur public"),
    "adheres_to_mission_and_demands": _("adhérer à la mission et aux revendications du regroupement"),
    "member_in_good_standing_of": _("être membre en règle du regroupement"),
    "works_on_regional_settlement": _("travailler à l'établissement en région"),
    "signed_form": _("avoir signé le formulaire"),
}
RENEWABLE = {"once": _("renouvelable une fois"), "never": _("non renouvelable")}
APPOINTED_BY = {"co_chairs": _("choisi par la coprésidence")}
NOTED = {
    "mover": _("qui la propose"),
    "seconder": _("qui l'appuie"),
    "source_group": _("le groupe dont elle vient"),
}


Citations = Mapping[str, list[Citation]]


@dataclass(frozen=True)
class ShownRules:
    """A rule set: its parts under their titles, and where they are stated."""

    parts: list[tuple[str, list[Text]]]
    citations: list[Citation]


def shown_rules(rule_sets: Iterable[RuleSet], citations: Citations, vocabulary: Vocabulary) -> list[ShownRules]:
    """What each of these rule sets says; `citations` by key."""
    return [ShownRules(list(_parts(one.data, vocabulary)), citations.get(one.key, [])) for one in rule_sets]


def rules_about(actor: Actor, coalition: Organization) -> list[RuleSet]:
    """The rules of membership and of resolutions of a coalition; none of another organization."""
    if not coalition.is_coalition:
        return []
    return [one for one in concertation.rule_sets(actor) if coalition.key in one.applies_to]


def _parts(data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[tuple[str, list[Text]]]:
    """The parts of which the rule set says something, each with its title."""
    asked = rules.RuleSet.of(data)
    parts: list[tuple[str, list[Text]]] = [
        (gettext("Qui peut siéger"), _composition(data, vocabulary)),
        (gettext("Les sièges"), [ours(_seat(one, vocabulary)) for one in asked.seats]),
        (gettext("Les rencontres"), [ours(words) for words in _cadence(asked.cadence)]),
        (gettext("Qui peut assurer une coprésidence"), _conditions(asked.co_chair_eligibility)),
        (gettext("Conditions pour être membre"), _conditions(asked.conditions)),
        (gettext("Ses tâches"), french(data, "tasks_fr")),
        (gettext("Ce qu'est une résolution"), french(data, "nature_fr")),
        (gettext("Ce qu'on en attend"), french(data, "criteria_fr")),
        (gettext("Adoptée d'abord par"), named(data, "first_adopted_by_any_of", BY)),
        (gettext("À y noter"), named(data, "required_fields", NOTED)),
        *details(data),
    ]
    return ((title, lines) for title, lines in parts if lines)


def _composition(data: Mapping[str, Any], vocabulary: Vocabulary) -> list[Text]:
    given = data.get("composition") or {}
    code, exception = given.get("rule"), given.get("exception_fr")
    lines = [ours(vocabulary.label("composition_rules", code, get_language() or "fr"))] if code else []
    return [*lines, *([Text(exception, "fr")] if exception else [])]


def _seat(rule: rules.SeatRule, vocabulary: Vocabulary) -> str:
    """`Comité directeur: 5 à 6; choisi par la coprésidence; mandat de 2 ans, renouvelable une fois`."""
    told = [f"{role(vocabulary, rule.role)}: {span(rule.least, rule.most)}"]
    if rule.elected:
        told.append(gettext("par élection"))
    if rule.appointed_by in APPOINTED_BY:
        told.append(str(APPOINTED_BY[rule.appointed_by]))
    if rule.term_years is not None:
        years = rule.term_years
        told.append(ngettext("mandat de %(years)s an", "mandat de %(years)s ans", years) % {"years": years})
    if rule.renewable in RENEWABLE:
        told.append(str(RENEWABLE[rule.renewable]))
    return "; ".join(told)


def _cadence(cadence: rules.Cadence | None) -> Iterator[str]:
    if cadence is None:
        return
    yield gettext("%(count)s par année") % {"count": span(cadence.least, cadence.most)}
    if cadence.formats:
        yield ", ".join(str(messages.MODES.get(one, one)) for one in cadence.formats)
    for meeting in cadence.pattern:
        yield gettext("Une rencontre %(which)s") % {"which": messages.which(meeting)}


def _conditions(conditions: Iterable[rules.Condition]) -> list[Text]:
    told = [(str(CONDITIONS.get(one.code, one.code)), one.value) for one in conditions]
    return [ours(words % {"value": value} if "%(" in words else words) for words, value in told]
