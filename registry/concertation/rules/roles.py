"""Roles that the rules know by their code; the list of all of them is the taxonomy `seat_roles`."""

COORDINATOR = "coordinator"
"""Supports a group without a vote; no rule of composition is about it."""
INSTITUTION = "institution"
INSTITUTIONS = frozenset({"government", "municipality", "public_institution", "court", "university", "international"})
"""Kinds of organizations that sit as institutions."""
