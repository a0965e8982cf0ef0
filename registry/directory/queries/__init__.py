"""Every non-trivial read of the directory: what an actor may see, with what the pages and the API show of it."""

from .changing import (
    location_for_change,
    membership_for_change,
    organization_for_change,
    relationship_for_change,
    report_for_change,
    service_for_change,
)
from .contact import Contact, contact_of
from .desk import Aging, Attention, Planned, about_to_grow_old, kept_up, needs_attention
from .evidence import (
    HistoryEntry,
    citations_of,
    contradictions,
    contradictions_of,
    histories_of,
    history_of,
    statement_citations,
    tellable,
)
from .links import Ties, locations, memberships, relationships, ties
from .organizations import coalitions, organization, organizations, with_services
from .reference import Vocabulary, regions, taxonomy, vocabulary
from .scopes import (
    permitted,
    verbs_of,
    visible_locations,
    visible_memberships,
    visible_organizations,
    visible_relationships,
    visible_reports,
    visible_services,
)
from .services import seen_services, service, services, services_of, terms_in_force

__all__ = [
    "Aging",
    "Attention",
    "Contact",
    "HistoryEntry",
    "Planned",
    "Ties",
    "Vocabulary",
    "about_to_grow_old",
    "citations_of",
    "coalitions",
    "contact_of",
    "contradictions",
    "contradictions_of",
    "histories_of",
    "history_of",
    "kept_up",
    "location_for_change",
    "locations",
    "membership_for_change",
    "memberships",
    "needs_attention",
    "organization",
    "organization_for_change",
    "organizations",
    "permitted",
    "regions",
    "relationship_for_change",
    "relationships",
    "report_for_change",
    "seen_services",
    "service",
    "service_for_change",
    "services",
    "services_of",
    "statement_citations",
    "taxonomy",
    "tellable",
    "terms_in_force",
    "ties",
    "verbs_of",
    "visible_locations",
    "visible_memberships",
    "visible_organizations",
    "visible_relationships",
    "visible_reports",
    "visible_services",
    "vocabulary",
    "with_services",
]
