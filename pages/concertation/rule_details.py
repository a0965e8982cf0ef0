"""Parts of rule sets that are told and never judged: elections, who sits in the interim, dues and votes of members.

Files tell them in any shape (docs/loading.md): what isn't as expected is left out, an unknown code shown as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from registry.core.translations import Text

Told = Mapping[str, Any]
Words = Mapping[Any, "str | Promise"]

BY = {"working_group": _("un groupe de travail"), "executive": _("le comité exécutif")}
STEPS = {
    "nominating_committee_months": _("comité de mise en candidature: %(months)s"),
    "vacancies_announced_months": _("annonce des postes à pourvoir: %(months)s"),
    "slate_months": _("présentation des candidatures: %(months)s"),
}
FROM_FLOOR = {
    True: _("d'autres candidatures peuvent être proposées sur place"),
    False: _("aucune candidature sur place"),
}
VOTERS = {
    "representatives of member organizations present": _(
        "votent les personnes présentes qui représentent un organisme membre"
    )
}
MAJORITIES = {"simple": _("à la majorité simple")}
ELECTED_BY = {"working_group": _("élection par le groupe de travail"), "executive": _("choix du comité exécutif")}
COMMITTED = {
    True: _("avec le même engagement dans le temps"),
    False: _("sans s'engager pour la durée d'un mandat"),
}
TERMS = {"calendar_year": _("une année civile")}
FEES = {"free": _("gratuite")}
FEE_BASES = {"scale by annual budget": _("selon le budget annuel de l'organisme")}
ASSOCIATES = {"individuals": _("des personnes, à titre individuel")}
COMMITMENT = "commitment_years_required"
EXPULSION = {True: _("un membre peut être suspendu ou exclu"), False: _("un membre n'est ni suspendu ni exclu")}


def details(data: Told) -> list[tuple[str, list[Text]]]:
    """These parts of a rule set, each with its title; an empty one says nothing of it."""
    interim, associate = _part(data, "interim"), _part(data, "associate")
    return [
        (gettext("Élection"), list(_election(_part(data, "election")))),
        (gettext("Par intérim"), [*named(interim, "elected_by", ELECTED_BY), *_one(interim, COMMITMENT, COMMITTED)]),
        (gettext("Fin de l'intérim"), french(interim, "until_fr")),
        (gettext("Durée de l'adhésion"), named(data, "term", TERMS)),
        (gettext("Adhésion acceptée par"), named(data, "approved_by", BY)),
        (gettext("Fin de l'adhésion"), _one(data, "may_suspend_or_expel", EXPULSION)),
        (gettext("Cotisation"), [*_fee(data), *named(data, "fee_basis", FEE_BASES)]),
        (gettext("Cotisation due"), french(data, "dues_due_fr")),
        (gettext("Votes"), list(_votes(data))),
        (gettext("Membres associés"), list(_associate(associate))),
        (gettext("Ne peuvent être membres associés"), french(associate, "excluded_fr")),
    ]


def french(data: Told, name: str) -> list[Text]:
    """Texts that the sources give in French only: one, or a list."""
    return [Text(str(one), "fr") for one in _several(data, name)]


def named(data: Told, name: str, words: Words) -> list[Text]:
    """What the codes of a part are called: one, or a list."""
    return [ours(str(words.get(str(code), code))) for code in _several(data, name)]


def ours(words: str) -> Text:
    """Words of the interface, in the reader's language."""
    return Text(words, get_language() or "fr")


def _election(told: Told) -> Iterator[Text]:
    """The calendar of an election, who votes and how."""
    for name, words in STEPS.items():
        months = [str(MONTHS[one]) for one in _several(told, name) if one in MONTHS]
        if months:
            yield ours(str(words) % {"months": ", ".join(months)})
    yield from _one(told, "nominations_from_floor", FROM_FLOOR)
    yield from named(told, "voters", VOTERS)
    yield from named(told, "majority", MAJORITIES)


def _fee(told: Told) -> list[Text]:
    """The dues of a member: `free`, or dollars."""
    dollars = _dollars(told, "fee_cad")
    return [*named(told, "fee", FEES), *([ours(dollars)] if dollars else [])]


def _votes(told: Told) -> Iterator[Text]:
    votes, of_branch = told.get("votes_per_organization"), told.get("branch_votes")
    if isinstance(votes, int):
        words = ngettext("%(count)s par organisme membre", "%(count)s par organisme membre", votes)
        yield ours(words % {"count": votes})
    if isinstance(of_branch, int):
        yield ours(ngettext("%(count)s par section", "%(count)s par section", of_branch) % {"count": of_branch})


def _associate(told: Told) -> Iterator[Text]:
    """Who may be a member without being an organization, what they pay, and whether they vote."""
    yield from named(told, "who", ASSOCIATES)
    if fee := _dollars(told, "fee_cad"):
        yield ours(gettext("cotisation: %(fee)s") % {"fee": fee})
    age = told.get("youth_max_age")
    if (fee := _dollars(told, "youth_fee_cad")) and isinstance(age, int):
        yield ours(gettext("cotisation jusqu'à %(age)s ans: %(fee)s") % {"age": age, "fee": fee})
    yield from _one(told, "votes", {True: _("avec droit de vote"), False: _("sans droit de vote")})


def _dollars(told: Told, name: str) -> str:
    amount = told.get(name)
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return ""
    return gettext("%(amount)s $") % {"amount": number_format(amount)}


def _one(told: Told, name: str, words: Words) -> list[Text]:
    """What a yes or a no means; nothing where neither is told."""
    return [ours(str(words[told[name]]))] if isinstance(told.get(name), bool) else []


def _part(data: Told, name: str) -> Told:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def _several(data: Told, name: str) -> list[Any]:
    """One value, or a list of them, as a list of those that are words or numbers."""
    given = data.get(name)
    told = given if isinstance(given, list) else [given]
    return [one for one in told if isinstance(one, str | int) and not isinstance(one, bool)]
