"""Decisions of the directory that need no database."""

from .intake import ACCEPTING, Change, IntakeState, ShownIntake, change_from, has_real_end, intake_on
from .standing import ACTIVE, CLOSED, MERGED, Standing, name_on, names_on, standing_on
from .terms import Beginning, in_force
from .words import BAR, phrases, words

COALITION = "coalition"
PROFESSIONAL_DOORS = ("professional_referral", "agreement_only", "government_referral")
HAVE_THEIR_OWN_TABLE = ("member_of", "seat_in", "coordinates", "designated_in", "succeeds", "referral_corridor")

__all__ = [
    "ACCEPTING",
    "ACTIVE",
    "BAR",
    "CLOSED",
    "COALITION",
    "HAVE_THEIR_OWN_TABLE",
    "MERGED",
    "PROFESSIONAL_DOORS",
    "Beginning",
    "Change",
    "IntakeState",
    "ShownIntake",
    "Standing",
    "change_from",
    "has_real_end",
    "in_force",
    "intake_on",
    "name_on",
    "names_on",
    "phrases",
    "standing_on",
    "words",
]
