"""Every write of referral agreements."""

from .agreements import (
    accept_agreement,
    amend_agreement,
    confirm_agreement,
    decline_agreement,
    end_agreement,
    propose_agreement,
    resume_agreement,
    show_agreement,
    suspend_agreement,
)

__all__ = [
    "accept_agreement",
    "amend_agreement",
    "confirm_agreement",
    "decline_agreement",
    "end_agreement",
    "propose_agreement",
    "resume_agreement",
    "show_agreement",
    "suspend_agreement",
]
