"""The directory's actions."""

from registry.directory import actions

from ..mutations import Offer, mutations
from . import organizations, reports  # noqa: F401 -- the types of what actions give back
from .inputs import LocationInput, NewOrganizationInput, OrganizationProfileInput, ServiceInput, ServiceTermsInput

NOT_OFFERED = {
    "claim_organization": "the system's: the first administrator's invitation claims an organization",
    "found_coalition": "the system's: the command of an empty installation",
    "release_organization": "the system's: the last administrator's leaving releases it",
}
OFFERS = {
    "add_organization": Offer(inputs={"values": (NewOrganizationInput, dict)}),
    "edit_organization": Offer(inputs={"values": (OrganizationProfileInput, dict)}),
    "add_service": Offer(inputs={"values": (ServiceInput, dict), "terms": (ServiceTermsInput, dict)}),
    "edit_service": Offer(inputs={"values": (ServiceInput, dict)}),
    "change_service_terms": Offer(inputs={"values": (ServiceTermsInput, dict)}),
    "add_location": Offer(inputs={"values": (LocationInput, dict)}),
    "edit_location": Offer(inputs={"values": (LocationInput, dict)}),
}
CHANGES = mutations(actions, NOT_OFFERED, OFFERS)
