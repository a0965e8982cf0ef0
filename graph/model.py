"""The network that pathway questions are asked of: plain, frozen values that a projection fills in.

Keys are the stable external keys. What may change on a day carries its versions, each with the day from
which it holds, so that any past day can be asked about (docs/pathways.md §2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from graph.vocabulary import Area, Regions, Taxonomies, Tree
from registry.core.dates import PartialDate, Period

__all__ = [
    "DEFAULT_LIMITS",
    "PRACTITIONERS",
    "AgreementEdge",
    "AgreementTerms",
    "Answered",
    "Area",
    "IntakePeriod",
    "Limits",
    "Network",
    "OrganizationNode",
    "OrganizationState",
    "Regions",
    "ServiceNode",
    "ServiceTerms",
    "Taxonomies",
    "Tree",
    "at",
]

PRACTITIONERS = "practitioners"
"""The giver of an agreement that any practitioner may use."""

PERSONS = "persons"
PROFESSIONAL_DOOR = "professional_referral"
GOVERNMENT_DOOR = "government_referral"


class _Version(Protocol):
    @property
    def since(self) -> date | None: ...


Version = TypeVar("Version", bound=_Version)


@dataclass(frozen=True)
class OrganizationState:
    """`active`, `closed`, `merged` or `unknown`, from a date on (None: without a date, on every day)."""

    status: str
    since: PartialDate | None = None


@dataclass(frozen=True)
class OrganizationNode:
    """An organization; its states in the order in which they began, none meaning active."""

    key: str
    audience: frozenset[str]
    states: tuple[OrganizationState, ...] = ()


@dataclass(frozen=True)
class IntakePeriod:
    """One state of a service's intake: `open`, `limited`, `waitlist`, `suspended` or `closed`.

    `wait_days` is the wait that a waitlist states, in days.
    """

    status: str
    period: Period
    wait_days: Decimal | None = None


@dataclass(frozen=True)
class ServiceTerms:
    """Whom a service takes and how, from a day on (`since` None: from the beginning).

    Empty `populations`, `languages` and `areas` are not stated; empty `all_facts` and `any_facts` ask nothing.
    Ages are in years, both included.
    """

    door: str
    needs: tuple[str, ...]
    audiences: frozenset[str] = frozenset({PERSONS})
    populations: frozenset[str] = frozenset()
    populations_all: frozenset[str] = frozenset()
    age_min: int | None = None
    age_max: int | None = None
    all_facts: frozenset[str] = frozenset()
    any_facts: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    areas: frozenset[Area] = frozenset()
    since: date | None = None


@dataclass(frozen=True)
class ServiceNode:
    """A service of an organization; its intake periods in order, without overlap.

    Raises:
        ValueError: its terms do not cover every day once.
    """

    key: str
    organization: str
    audience: frozenset[str]
    period: Period
    terms: tuple[ServiceTerms, ...]
    intake: tuple[IntakePeriod, ...] = ()

    def __post_init__(self) -> None:
        _check_versions(self.key, self.terms)


@dataclass(frozen=True)
class AgreementTerms:
    """What a referral agreement covers, from a day on (`since` None: from the beginning).

    Empty `needs` are not stated; empty `populations`, `all_facts` and `any_facts` ask nothing.
    `promised_days` is the delay within which an answer was promised.
    """

    needs: frozenset[str]
    populations: frozenset[str] = frozenset()
    all_facts: frozenset[str] = frozenset()
    any_facts: frozenset[str] = frozenset()
    in_development: bool = False
    usable: bool = True
    promised_days: Decimal | None = None
    since: date | None = None


@dataclass(frozen=True)
class Answered:
    """One referral that was answered: on which day, after how many days, and whether it was accepted."""

    day: date
    days: Decimal
    accepted: bool


@dataclass(frozen=True)
class AgreementEdge:
    """A referral agreement, from `giver` (an organization or PRACTITIONERS) to `receiver`.

    `service` names the one service of the receiver into which it leads (None: it leads to the organization).

    Raises:
        ValueError: its terms do not cover every day once.
    """

    key: str
    giver: str
    receiver: str
    audience: frozenset[str]
    period: Period
    terms: tuple[AgreementTerms, ...]
    service: str | None = None
    observed: tuple[Answered, ...] = ()

    def __post_init__(self) -> None:
        _check_versions(self.key, self.terms)


@dataclass(frozen=True)
class Limits:
    """For how many days a confirmation is good."""

    service: int = 90
    intake: int = 30
    agreement: int = 365


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Network:
    """Everything that a pathway question can meet, before anything is hidden from whoever asks."""

    organizations: tuple[OrganizationNode, ...]
    services: tuple[ServiceNode, ...]
    agreements: tuple[AgreementEdge, ...]
    taxonomies: Taxonomies
    regions: Regions
    limits: Limits = DEFAULT_LIMITS


def at(versions: Sequence[Version], day: date) -> Version:
    """The version that holds on a day."""
    holding = versions[0]
    for version in versions[1:]:
        if version.since is None or version.since > day:
            break
        holding = version
    return holding


def _check_versions(key: str, versions: Sequence[_Version]) -> None:
    days = [version.since for version in versions[1:]]
    known = [day for day in days if day is not None]
    if not versions or versions[0].since is not None or len(known) < len(days) or known != sorted(set(known)):
        raise ValueError(f"The terms of {key!r} must begin with one without a day, then go on day after day")
