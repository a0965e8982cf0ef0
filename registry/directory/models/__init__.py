"""The directory's tables, with the nouns of HSDS: organizations, their services, and who holds what for how long."""

from .lists import Region, Taxonomy, Term
from .organizations import Location, Membership, Organization, OrganizationName, OrganizationState, Relationship
from .services import (
    AreaCodesField,
    ErrorReport,
    IntakeInterruption,
    IntakePeriod,
    Service,
    ServiceAtLocation,
    ServiceTerms,
)

__all__ = [
    "AreaCodesField",
    "ErrorReport",
    "IntakeInterruption",
    "IntakePeriod",
    "Location",
    "Membership",
    "Organization",
    "OrganizationName",
    "OrganizationState",
    "Region",
    "Relationship",
    "Service",
    "ServiceAtLocation",
    "ServiceTerms",
    "Taxonomy",
    "Term",
]
