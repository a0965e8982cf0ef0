"""The table of organizations that people take away."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils.translation import get_language, gettext

from pages.states import STATES
from pages.wording import source_words
from registry.directory.models import Organization, Service
from registry.directory.queries import Vocabulary

from . import words
from .offers import Citations, intake_shown


def seen(organization: Organization) -> list[Service]:
    """The services that `directory.with_services` brought along."""
    return cast("list[Service]", organization.seen_services)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class OrganizationSheet:
    """One line for each organization, in the reader's language, as of a day; several values stand between bars."""

    on: date
    vocabulary: Vocabulary
    citations: Citations

    def header(self) -> list[str]:
        return [
            gettext("Identifiant"),
            gettext("Nom"),
            gettext("Sigle"),
            gettext("Sorte"),
            gettext("État"),
            gettext("Région"),
            gettext("Ville"),
            gettext("Site web"),
            gettext("Services"),
            gettext("Besoins"),
            gettext("Langues"),
            gettext("Portes d'entrée"),
            gettext("Accueil"),
            gettext("À la date du"),
            gettext("Source la plus récente"),
            gettext("Sources"),
        ]

    def row(self, organization: Organization) -> list[object]:
        services = seen(organization)
        terms = [found for service in services if (found := service.terms_on(self.on))]
        return [
            organization.key,
            organization.name_on(self.on, get_language() or "fr").text,
            organization.acronym,
            self._labels("organization_kinds", [organization.kind]),
            self._labels("org_statuses", organization.standing_on(self.on).possible),
            words.region(self.vocabulary, organization.region or organization.province),
            organization.city,
            organization.website,
            len(services),
            self._labels("needs", [code for each in terms for code in each.needs]),
            self._labels("languages", [code for each in terms for code in each.languages]),
            self._labels("doors", [each.door for each in terms]),
            _several([str(STATES[intake_shown(service, self.on).code].label) for service in services]),
            self.on.isoformat(),
            self._latest(organization),
            _several([source_words(citation) for citation in self.citations.get(organization.key, [])]),
        ]

    def _labels(self, taxonomy: str, codes: "list[str] | tuple[str, ...]") -> str:
        return _several([self.vocabulary.label(taxonomy, code, get_language() or "fr") for code in codes])

    def _latest(self, organization: Organization) -> str:
        """The latest day for which a source, or somebody here, vouches for the organization or a service of it."""
        days = [service.period.last_confirmed for service in seen(organization)]
        days += [organization.confirmed_on, organization.as_of.first_day if organization.as_of else None]
        return max((day.isoformat() for day in days if day), default="")


def _several(values: list[str]) -> str:
    return " | ".join(dict.fromkeys(value for value in values if value))
