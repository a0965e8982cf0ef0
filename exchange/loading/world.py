"""What a file may refer to: the registry as it stands, with what this load has brought in so far."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from string import ascii_uppercase

from registry.concertation import queries as concertation
from registry.concertation.rules import concerns, meetings, resolutions
from registry.concertation.rules.lineage import LinkKind
from registry.concertation.rules.resolutions import VotingTerm
from registry.core.actor import SYSTEM
from registry.core.dates import Basis, PartialDate
from registry.directory import queries as directory
from registry.directory.queries.loading import Referable, owners_of_services, referable_organizations

_MOVING = re.compile(r"@today(?:([+-])([0-9]{1,4}))?", re.ASCII)
_PAST_YEAR = re.compile(r"@year-([1-9])-([0-9]{2})-([0-9]{2})", re.ASCII)

# Lists whose codes are rules of the registry: a file's own list may label them, not add to them.
OWN_LISTS = {
    "bases": frozenset(Basis),
    "org_statuses": frozenset({"active", "closed", "merged", "unknown"}),
    "audiences": frozenset({"persons", "professionals", "organizations"}),
    "doors": frozenset(
        {"walk_in", "self", "appointment", "professional_referral", "agreement_only", "government_referral"}
    ),
    "intake_statuses": frozenset({"open", "limited", "waitlist", "suspended", "closed"}),
    "rule_set_kinds": frozenset({"group", "membership", "resolution"}),
    "resolution_states": frozenset(resolutions.STATES),
    "clause_links": frozenset(LinkKind),
    "concern_states": frozenset({"raised", "withdrawn"}),
    "ways_of_answering": frozenset(concerns.WAYS),
    "meeting_states": frozenset({"planned", "held", "cancelled"}),
    "meeting_modes": frozenset(meetings.MODES),
    "occasions": frozenset(meetings.OCCASIONS),
    "invitation_answers": frozenset(meetings.ANSWERS),
    "attendance_states": frozenset(meetings.STATES),
    "minutes_states": frozenset({"draft", "submitted", "approved"}),
    "outcome_kinds": frozenset(meetings.OUTCOMES),
    "formalities": frozenset({"formal", "informal", "in_development"}),
    "source_types": frozenset({"seed", "url", "named", "own"}),
    "area_types": frozenset({"region", "province", "country"}),
}
COUNTRIES = frozenset(map("".join, product(ascii_uppercase, repeat=2)))


@dataclass
class World:
    """The things that may be referred to, each read when first asked for; `forget` after something was written."""

    today: date
    file: dict[str, str] = field(default_factory=dict)
    """Keys of the records of the file that is being read: they may name each other."""

    @cached_property
    def vocabulary(self) -> directory.Vocabulary:
        return directory.vocabulary(SYSTEM)

    @cached_property
    def organizations(self) -> dict[str, Referable]:
        return referable_organizations(SYSTEM)

    @cached_property
    def services(self) -> dict[str, str]:
        return owners_of_services(SYSTEM)

    @cached_property
    def groups(self) -> dict[str, str]:
        return concertation.group_keys(SYSTEM)

    @cached_property
    def activities(self) -> dict[str, str]:
        return dict.fromkeys(concertation.activity_keys(SYSTEM), "")

    @cached_property
    def concerns(self) -> dict[str, date]:
        """When each concern was raised, by key."""
        return dict(concertation.visible_concerns(SYSTEM).values_list("key", "raised_on"))

    @property
    def joined_concerns(self) -> dict[str, str]:
        """Every concern, with the one that it was joined to (empty: none)."""
        joined = concertation.visible_concerns(SYSTEM).values_list("key", "joined_to__key")
        return {key: above or "" for key, above in joined}

    @cached_property
    def resolutions(self) -> dict[str, str]:
        """The key of the coalition of each resolution, by the resolution's."""
        return dict(concertation.visible_resolutions(SYSTEM).values_list("key", "coalition__key"))

    @cached_property
    def voting_terms(self) -> list[VotingTerm]:
        """From when until when each member of a coalition may have a vote there."""
        return concertation.voting_terms(SYSTEM)

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """The key of the meeting of every outcome, by the outcome's."""
        return dict(concertation.visible_outcomes(SYSTEM).values_list("key", "meeting__key"))

    @cached_property
    def rule_sets(self) -> dict[str, str]:
        return concertation.rule_set_keys(SYSTEM)

    def forget(self, name: str) -> None:
        self.__dict__.pop(name, None)

    def codes(self, taxonomy: str) -> Container[str]:
        """The codes of one list."""
        return OWN_LISTS.get(taxonomy) or self.vocabulary.codes(taxonomy)

    def places(self, kind: str) -> Container[str]:
        """The codes of regions, provinces or countries (of those any two capitals: a service may cross the border)."""
        if kind == "country":
            return COUNTRIES
        return {code for code, region in self.vocabulary.regions.items() if region.type == kind}

    def is_claimed(self, organization: str | None) -> bool:
        """Whether the organization of this key is kept up by its own people."""
        return organization in self.organizations and self.organizations[organization].claimed

    @property
    def above_terms(self) -> dict[str, str]:
        """Every code of every list as `taxonomy:code`, with the one above it (empty: none)."""
        return {
            f"{taxonomy}:{code}": f"{taxonomy}:{term.broader}" if term.broader else ""
            for taxonomy, terms in self.vocabulary.terms.items()
            for code, term in terms.items()
        }

    def moving_date(self, text: str) -> PartialDate | None:
        """The day that `@today-20`, or `@year-1-02-13` (of last year), means; None if the text is of neither form."""
        if found := _MOVING.fullmatch(text):
            sign, days = found.groups()
            return PartialDate.of(self.today + timedelta(days=int(f"{sign or ''}{days or 0}")))
        if found := _PAST_YEAR.fullmatch(text):
            years, month_and_day = int(found[1]), f"{found[2]}-{found[3]}"
            return PartialDate.parse(f"{self.today.year - years}-{month_and_day}")
        return None
