"""Whether a group is made up as its rules say, on a day: who may sit in it, how many in each role, for how long.

Three-valued: what no source says is *unknown*. A group's seats are *kept* here once its own people write them in
the registry: only then does nobody written down mean nobody.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from registry.core.dates import Period
from registry.core.logic import Truth, all_of, any_of, negate

from .judgements import Judgement, Missing
from .roles import COORDINATOR, INSTITUTION
from .rule_sets import RuleSet, SeatRule
from .terms import Seated, terms_in_a_row, within_years

MEMBERS_ONLY, WITH_INSTITUTIONS = "members_only", "with_institutions"
TERMS_IN_A_ROW = {"never": 1, "once": 2}
"""How many terms may follow each other, by `SeatRule.renewable`; other words are not judged."""


@dataclass(frozen=True, slots=True)
class Compliance:
    """How a group stands with its rules on a day: each part, and all of them together."""

    parts: tuple[Judgement, ...]

    @property
    def holds(self) -> Truth:
        return all_of(part.holds for part in self.parts)


@dataclass(frozen=True, slots=True)
class Composition:
    """Who sits in a group, and who of them belongs there.

    `terms` are all that were ever accepted; `belongs` says of each organization that may sit on the day whether the
    rule of composition lets it in, those left out on whom it says nothing (the coalition itself, whoever coordinates).
    """

    terms: Sequence[Seated]
    belongs: Mapping[str, Truth]
    kept: bool

    def held(self, role: str, day: date) -> dict[str, Truth]:
        """The organizations that may hold the role on the day, and whether they surely do."""
        found: dict[str, list[Truth]] = {}
        for term in self.terms:
            if term.role == role:
                found.setdefault(term.organization, []).append(term.holds_on(day))
        truths = {organization: any_of(values) for organization, values in found.items()}
        return {organization: truth for organization, truth in truths.items() if truth is not Truth.NO}

    def recorded(self, day: date) -> bool:
        """Whether anybody is known who may sit on the day."""
        return any(term.holds_on(day) is not Truth.NO for term in self.terms if term.role != COORDINATOR)


def fits(composition: str, role: str, member: Truth, institution: bool) -> Truth:
    """Whether an organization may sit in that role: a member, or an institution where the rule lets those in."""
    if composition == MEMBERS_ONLY:
        return Truth.NO if role == INSTITUTION else member
    return any_of((member, Truth.of(institution or role == INSTITUTION)))


def member_on(memberships: Iterable[tuple[Period, bool]], day: date, *, closed: bool) -> Truth:
    """Whether an organization is a member on the day, by its memberships: (period, whether a source states it).

    One that is only seen taking part may be a member. Without any membership it is none if the list is `closed`
    (nobody else is a member), else nobody knows.
    """
    said = [all_of((period.holds_on(day), Truth.YES if stated else Truth.UNKNOWN)) for period, stated in memberships]
    if not said:
        return Truth.NO if closed else Truth.UNKNOWN
    return any_of(said)


def judge(rule_set: RuleSet, group: Composition, day: date) -> Compliance:
    """Every part of the rules that is about who sits in the group; what the rules don't say is not judged."""
    parts = [_composition(rule_set.composition, group, day)] if rule_set.composition else []
    for rule in rule_set.seats:
        parts.append(_number(rule, group, day))
        known = group.kept or bool(_terms(rule, group, day))
        if rule.term_years is not None:
            parts.append(_length(rule, rule.term_years, group, day) if known else _silent("term", rule))
        if rule.renewable in TERMS_IN_A_ROW:
            most = TERMS_IN_A_ROW[rule.renewable]
            parts.append(_renewals(rule, most, group, day) if known else _silent("renewal", rule))
    if not group.kept and not group.recorded(day):
        silence = (Missing("nobody_recorded"),)
        parts = [Judgement(part.code, Truth.UNKNOWN, part.role, silence) for part in parts]
    return Compliance(tuple(parts))


def _composition(composition: str, group: Composition, day: date) -> Judgement:
    found = []
    for organization, belongs in sorted(group.belongs.items()):
        sits = any_of(term.holds_on(day) for term in group.terms if term.organization == organization)
        met = any_of((negate(sits), belongs))
        code = {Truth.NO: "outsider", Truth.UNKNOWN: "outsider_unsure"}
        if met is not Truth.YES:
            found.append((met, Missing(f"{code[met]}_{composition}", organization)))
    return _judgement("composition", "", found)


def _number(rule: SeatRule, group: Composition, day: date) -> Judgement:
    truths = group.held(rule.role, day).values()
    certain, possible = sum(one is Truth.YES for one in truths), len(truths)
    most = math.inf if rule.most is None else rule.most
    if certain > most:
        holds, code = Truth.NO, "too_many"
    elif possible < rule.least:
        known = "too_few_known" if possible else "none_known"
        holds, code = (Truth.NO, "too_few") if group.kept else (Truth.UNKNOWN, known)
    elif certain < rule.least:
        holds, code = Truth.UNKNOWN, "too_few_unsure"
    elif possible > most:
        holds, code = Truth.UNKNOWN, "too_many_unsure"
    else:
        return Judgement("seats", Truth.YES, rule.role)
    numbers = {"certain": certain, "possible": possible, "least": rule.least, "short": max(0, rule.least - possible)}
    if rule.most is not None:
        numbers["most"] = rule.most
    return Judgement("seats", holds, rule.role, (Missing(code, "", numbers),))


def _length(rule: SeatRule, years: int, group: Composition, day: date) -> Judgement:
    found = []
    for term in _terms(rule, group, day):
        met = any_of((negate(term.holds_on(day)), within_years(term.period, years, day)))
        code = {Truth.NO: "term_too_long", Truth.UNKNOWN: "term_unsure"}
        if met is not Truth.YES:
            found.append((met, Missing(code[met], term.organization, {"years": years})))
    return _judgement("term", rule.role, found)


def _renewals(rule: SeatRule, most: int, group: Composition, day: date) -> Judgement:
    found = []
    for term in _terms(rule, group, day):
        number = terms_in_a_row(term, group.terms)
        if number > most:
            met = negate(term.holds_on(day))
            found.append((met, Missing("renewed_too_often", term.organization, {"terms": number, "most": most})))
    return _judgement("renewal", rule.role, found)


def _silent(code: str, rule: SeatRule) -> Judgement:
    """Nobody is known in the role, and the group's seats aren't kept here: nothing to judge."""
    return Judgement(code, Truth.UNKNOWN, rule.role, (Missing("no_term_known"),))


def _terms(rule: SeatRule, group: Composition, day: date) -> list[Seated]:
    """The regular terms in a role that may hold on the day: whoever fills in has no term of their own."""
    of_role = [term for term in group.terms if term.role == rule.role and not term.interim]
    return [term for term in of_role if term.holds_on(day) is not Truth.NO]


def _judgement(code: str, role: str, found: Sequence[tuple[Truth, Missing]]) -> Judgement:
    return Judgement(code, all_of(met for met, _ in found), role, tuple(missing for _, missing in found))
