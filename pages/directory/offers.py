"""A service as pages show it: whether it takes people on a day, and how one gets in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pages.states import STATES
from registry.core.logic import Truth
from registry.core.models import Citation
from registry.directory.models import IntakePeriod, Service, ServiceTerms

from .words import SELF_DOORS

Citations = Mapping[str, list[Citation]]


@dataclass(frozen=True)
class Intake:
    """Whether a service takes people on a day, in one state of pages/states.py.

    `row` is the latest state that may hold then, `others` the ones before it that may hold too; `before` and
    `after` are the recorded states next to the day.
    """

    code: str
    accepts: Truth
    row: IntakePeriod | None
    others: tuple[IntakePeriod, ...]
    before: IntakePeriod | None
    after: IntakePeriod | None
    to_confirm: bool

    @property
    def last_confirmed(self) -> date | None:
        return self.row.period.last_confirmed if self.row else None

    @property
    def wait_days(self) -> int | None:
        """The stated wait, in whole days."""
        return None if self.row is None or self.row.wait_days is None else round(self.row.wait_days)


@dataclass(frozen=True)
class Offer:
    """A service on a day: its terms then, its intake, and the door before an intake that has ended."""

    service: Service
    on: date
    terms: ServiceTerms | None
    intake: Intake
    door_before: str
    citations: Citations

    @property
    def exists(self) -> Truth:
        """Whether it is offered on the day, by an organization that exists then."""
        if self.service.organization.standing_on(self.on).exists is Truth.NO:
            return Truth.NO
        return self.service.holds_on(self.on)

    @property
    def for_oneself(self) -> bool:
        """Whether its door opens to the person, without anyone's referral."""
        return self.terms is not None and self.terms.door in SELF_DOORS

    @property
    def to_confirm(self) -> bool:
        return self.service.to_confirm_on(self.on)

    @property
    def last_confirmed(self) -> date | None:
        return self.service.period.last_confirmed

    @property
    def sources(self) -> list[Citation]:
        return self.citations.get(self.service.key, [])

    @property
    def intake_sources(self) -> list[Citation]:
        return self.citations.get(self.intake.row.key, []) if self.intake.row else []


@dataclass(frozen=True)
class Brief:
    """The services of an organization on a day, in a few lines: how many in each state, then codes, each once."""

    states: list[tuple[str, str]]
    doors: list[str]
    needs: list[str]
    languages: list[str]
    to_confirm: bool


def brief(shown: Sequence[Offer]) -> Brief:
    """What the services have in common; `to_confirm` where some may take people and none surely does."""
    terms = [offer.terms for offer in shown if offer.terms]
    accepts = {offer.intake.accepts for offer in shown}
    return Brief(
        states=counted([offer.intake.code for offer in shown]),
        doors=list(dict.fromkeys(each.door for each in terms)),
        needs=list(dict.fromkeys(code for each in terms for code in each.needs)),
        languages=list(dict.fromkeys(code for each in terms for code in each.languages)),
        to_confirm=Truth.UNKNOWN in accepts and Truth.YES not in accepts,
    )


def counted(codes: Sequence[str]) -> list[tuple[str, str]]:
    """The states with how many services are in each: `("open", "Ouvert: 2")`, in the order of pages/states.py."""
    return [(code, f"{STATES[code].label}: {codes.count(code)}") for code in STATES if code in codes]


def offers(services: Iterable[Service], on: date, citations: Citations) -> list[Offer]:
    """The services on the day, those that take people first."""
    order = {Truth.YES: 0, Truth.UNKNOWN: 1, Truth.NO: 2}
    return sorted((offer(one, on, citations) for one in services), key=lambda one: order[one.intake.accepts])


def offer(service: Service, on: date, citations: Citations) -> Offer:
    """One service on the day (it comes with its terms and intake periods)."""
    intake = intake_shown(service, on)
    terms_before = service.terms_on(_last_day(intake.before)) if intake.before else None
    door_before = terms_before.door if terms_before else ""
    return Offer(service, on, service.terms_on(on), intake, door_before, citations)


def intake_shown(service: Service, on: date) -> Intake:
    """The state of its intake on the day, with what was recorded before and after."""
    shown = service.intake_on(on)
    rest = [row for row in service.intake_periods.all() if row not in shown.possible]
    before = [row for row in rest if row.period.over_on(on) is Truth.YES]
    after = [row for row in rest if row.period.begun_on(on) is Truth.NO]
    row = shown.current
    code = "unknown" if row is None else "to_confirm" if shown.accepts is Truth.UNKNOWN else row.status
    return Intake(
        code=code,
        accepts=shown.accepts,
        row=row,
        others=shown.possible[:-1],
        before=before[-1] if before else None,
        after=after[0] if after else None,
        to_confirm=shown.to_confirm,
    )


def _last_day(row: IntakePeriod) -> date:
    until = row.period.until
    return until.first_day - timedelta(days=1) if until else date.max
