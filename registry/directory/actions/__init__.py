"""Every write of the directory. Each action is one transaction and one event for each aggregate that it changes."""

from .confirming import confirm_organization, confirm_service
from .intake import cancel_planned_intake, change_intake
from .lifecycle import (
    add_organization,
    claim_organization,
    close_organization,
    found_coalition,
    merge_organization,
    publish_organization,
    release_organization,
    reopen_organization,
    unpublish_organization,
)
from .links import (
    accept_membership,
    accept_relationship,
    end_membership,
    end_relationship,
    propose_membership,
    propose_relationship,
)
from .profile import edit_organization, rename_organization
from .reports import handle_error_report, report_error
from .services import (
    add_service,
    change_service_terms,
    edit_service,
    end_service,
    publish_service,
    unpublish_service,
)
from .sites import add_location, change_confidentiality, edit_location, remove_location

__all__ = [
    "accept_membership",
    "accept_relationship",
    "add_location",
    "add_organization",
    "add_service",
    "cancel_planned_intake",
    "change_confidentiality",
    "change_intake",
    "change_service_terms",
    "claim_organization",
    "close_organization",
    "confirm_organization",
    "confirm_service",
    "edit_location",
    "edit_organization",
    "edit_service",
    "end_membership",
    "end_relationship",
    "end_service",
    "found_coalition",
    "handle_error_report",
    "merge_organization",
    "propose_membership",
    "propose_relationship",
    "publish_organization",
    "publish_service",
    "release_organization",
    "remove_location",
    "rename_organization",
    "reopen_organization",
    "report_error",
    "unpublish_organization",
    "unpublish_service",
]
