"""What files of facts bring in: each action writes the records of one kind, in a bounded number of statements."""

from .links import load_memberships, load_relationships
from .lists import load_regions, load_terms
from .organizations import load_organizations
from .services import load_services

__all__ = [
    "load_memberships",
    "load_organizations",
    "load_regions",
    "load_relationships",
    "load_services",
    "load_terms",
]
