"""Referral agreements: whether one is used, for what, and what it costs (docs/pathways.md §4, §5)."""

from dataclasses import dataclass
from datetime import date

from graph.model import GOVERNMENT_DOOR, AgreementEdge, AgreementTerms, ServiceTerms, at
from graph.pathways.answer import UNKNOWN_COST, Unknown
from graph.pathways.conditions import Condition, facts
from graph.pathways.person import Person
from graph.pathways.standing import thousandths
from graph.vocabulary import Tree
from registry.core.dates import confirmed_on
from registry.core.logic import Truth

UNPROMISED_DAYS = 3
EARLIER_REFERRALS = 5
"""What is promised weighs as much as this many referrals, 70 % of them accepted."""


@dataclass(frozen=True)
class Way:
    """An agreement that this asker may use, whatever service it is used for.

    `cost` counts the time it takes and what is unknown of it.
    """

    edge: AgreementEdge
    needs: frozenset[str]
    cost: int
    unknown: tuple[Unknown, ...]


def is_usable(edge: AgreementEdge, day: date) -> bool:
    """Whether it is out of development, usable and in force, or perhaps."""
    terms = at(edge.terms, day)
    return terms.usable and not terms.in_development and edge.period.holds_on(day) is not Truth.NO


def leads_into(edge: AgreementEdge, service: str, terms: ServiceTerms) -> bool:
    """Whether it leads into a service of its receiver: a government door must be named."""
    return terms.door != GOVERNMENT_DOOR if edge.service is None else edge.service == service


def way(edge: AgreementEdge, day: date, limit: int, person: Person) -> Way | None:
    """The agreement as this asker may use it, or None; its needs are left to `need`."""
    if not is_usable(edge, day):
        return None
    terms = at(edge.terms, day)
    conditions = [
        Condition("exists", edge.period.holds_on(day)),
        Condition("confirmed", confirmed_on(day, edge.period.last_confirmed, limit)),
        *facts(terms.all_facts, terms.any_facts, person),
    ]
    if terms.populations:
        conditions.append(Condition("population", person.any_population(terms.populations), of_person=True))
    if any(condition.truth is Truth.NO for condition in conditions):
        return None
    unknown = tuple(unknown_of(edge, condition) for condition in conditions if condition.truth is Truth.UNKNOWN)
    return Way(edge, terms.needs, hop_cost(edge, terms, day) + UNKNOWN_COST * len(unknown), unknown)


def unknown_of(edge: AgreementEdge, condition: Condition) -> Unknown:
    """An unknown of an agreement: the receiver settles what the person can't."""
    return Unknown(condition, "agreement", edge.key, None if condition.of_person else edge.receiver)


def need(listed: frozenset[str], matched: frozenset[str], tree: Tree) -> Truth:
    """Whether an agreement is for one of the matched categories of the service at the end."""
    if any(tree.within(category, code) for code in listed for category in matched):
        return Truth.YES
    narrower = any(tree.within(code, category) for code in listed for category in matched)
    return Truth.UNKNOWN if narrower or not listed else Truth.NO


def hop_cost(edge: AgreementEdge, terms: AgreementTerms, day: date) -> int:
    """What a step takes: the promised delay, set right by the referrals answered before that day."""
    answered = [one for one in edge.observed if one.day < day]
    promised = UNPROMISED_DAYS if terms.promised_days is None else terms.promised_days
    time = EARLIER_REFERRALS * promised + sum(one.days for one in answered)
    twice_accepted = 7 + 2 * sum(one.accepted for one in answered)
    return thousandths(2 * time, twice_accepted)
