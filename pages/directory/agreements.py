"""Referral agreements as pages show them: who may send whom, for what, and whether one can count on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.core.logic import Truth
from registry.core.models import Citation
from registry.directory.rules import in_force
from registry.referrals.models import Agreement, AgreementTerms

from .offers import Citations


@dataclass(frozen=True)
class ShownAgreement:
    """`state` is one of pages/states.py; only `usable` ones can serve on the day, and `to_confirm` says how surely."""

    agreement: Agreement
    terms: AgreementTerms | None
    state: str
    usable: bool
    to_confirm: bool
    sources: list[Citation]


def shown_agreements(agreements: Iterable[Agreement], on: date, citations: Citations) -> list[ShownAgreement]:
    """The agreements on the day, usable ones first."""
    shown = [_shown(one, on, citations.get(one.key, [])) for one in agreements]
    return sorted(shown, key=lambda one: not one.usable)


def _shown(agreement: Agreement, on: date, sources: list[Citation]) -> ShownAgreement:
    terms = in_force(agreement.terms.all(), on)
    state = _state(agreement, terms, on)
    usable = state in ("formal", "informal")
    return ShownAgreement(agreement, terms, state, usable, usable and agreement.to_confirm_on(on), sources)


def _state(agreement: Agreement, terms: AgreementTerms | None, on: date) -> str:
    if agreement.state == Agreement.State.PROPOSED:
        return "proposed"
    if agreement.state == Agreement.State.DECLINED or agreement.period.over_on(on) is Truth.YES:
        return "ended"
    if terms is None or agreement.period.begun_on(on) is Truth.NO:
        return "planned"
    if terms.formality != "in_development" and not terms.usable:
        return "suspended"
    return terms.formality
