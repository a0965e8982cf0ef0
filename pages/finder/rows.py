"""The rows of the registry that an answer names, read at once as the asker sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from graph.pathways import Answer, Pathway, Unknown
from registry.core.actor import Actor
from registry.core.models import Citation
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.directory.rules import in_force
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement, AgreementTerms


@dataclass(frozen=True)
class Rows:
    """Organizations, services and agreements by key, on the day of the question."""

    actor: Actor
    day: date
    organizations: dict[str, Organization]
    services: dict[str, Service]
    agreements: dict[str, Agreement]

    @classmethod
    def of(cls, actor: Actor, answer: Answer) -> "Rows":
        """Those that an answer names; one that was hidden since is missing."""
        day, pathways = answer.question.date, list(_pathways(answer))
        services = {key for one in pathways for key in [one.service]} | {
            key for some in answer.apart.values() for key in some
        }
        organizations = {key for one in pathways for key in one.organizations} | {answer.question.origin or ""}
        agreements = {key for one in pathways for key in one.agreements}
        offered = directory.services(actor, on=day, exercise=True).filter(key__in=services)
        reached = directory.organizations(actor, on=day, exercise=True).filter(key__in=organizations)
        joined = referrals.agreements(actor, exercise=True).filter(key__in=agreements)
        joined = joined.prefetch_related(None).prefetch_related("terms")  # the names of both ends are read already
        return cls(
            actor,
            day,
            {row.key: row for row in reached},
            {row.key: row for row in offered},
            {row.key: row for row in joined} if agreements else {},
        )

    def know(self, pathway: Pathway) -> bool:
        """Whether all of it can still be shown."""
        return (
            pathway.service in self.services
            and self.organizations.keys() >= set(pathway.organizations)
            and self.agreements.keys() >= set(pathway.agreements)
        )

    def name(self, organization: str) -> str:
        """What an organization is called on that day."""
        return self.organizations[organization].name_on(self.day, get_language() or "fr").text

    def terms(self, agreement: str) -> AgreementTerms | None:
        return in_force(self.agreements[agreement].terms.all(), self.day)

    def populations(self, unknown: Unknown) -> list[str]:
        """The populations that a service or an agreement asks about."""
        if unknown.subject_kind == "agreement":
            terms = self.terms(unknown.subject)
            return list(terms.populations) if terms else []
        offered = self.services[unknown.subject].terms_on(self.day)
        return [*offered.populations, *offered.populations_all] if offered else []

    @cached_property
    def citations(self) -> dict[str, list[Citation]]:
        """The sources of what is said of intakes on that day."""
        shown = (service.intake_on(self.day).current for service in self.services.values())
        return directory.citations_of(self.actor, [row for row in shown if row is not None])


def _pathways(answer: Answer) -> Iterator[Pathway]:
    for pathways in answer.needs.values():
        yield from pathways
    if answer.joint is not None:
        yield from (place.pathway for place in answer.joint.places)
