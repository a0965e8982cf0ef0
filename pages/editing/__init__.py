"""Keeping the directory and the agreements up: a page for each thing, and one for each action on it."""

from django.urls import path

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for

from . import agreement_deeds, link_deeds, organization_deeds, service_deeds, subjects
from .deeds import deed_view
from .hubs import ORGANIZATION_DEEDS, agreement_hub, organization_history, organization_hub, service_hub

organization_deed = deed_view(subjects.organization, ORGANIZATION_DEEDS)
location_deed = deed_view(subjects.location, organization_deeds.OF_LOCATION)
report_deed = deed_view(subjects.error_report, organization_deeds.OF_REPORT)
service_deed = deed_view(subjects.service, service_deeds.OF_SERVICE)
membership_deed = deed_view(subjects.membership, link_deeds.OF_MEMBERSHIP)
relationship_deed = deed_view(subjects.relationship, link_deeds.OF_RELATIONSHIP)
agreement_deed = deed_view(subjects.agreement, agreement_deeds.OF_AGREEMENT)

urlpatterns = [
    path("bureau/organismes/<key:key>/", organization_hub, name="manage_organization"),
    path("bureau/organismes/<key:key>/historique/", organization_history, name="organization_history"),
    path("bureau/organismes/<key:key>/lieux/<key:location>/<slug:deed>/", location_deed, name="location_deed"),
    path("bureau/organismes/<key:key>/<slug:deed>/", organization_deed, name="organization_deed"),
    path("bureau/services/<key:key>/", service_hub, name="manage_service"),
    path("bureau/services/<key:key>/<slug:deed>/", service_deed, name="service_deed"),
    path("bureau/ententes/<key:key>/", agreement_hub, name="manage_agreement"),
    path("bureau/ententes/<key:key>/<slug:deed>/", agreement_deed, name="agreement_deed"),
    path("bureau/adhesions/<key:key>/<slug:deed>/", membership_deed, name="membership_deed"),
    path("bureau/liens/<key:key>/<slug:deed>/", relationship_deed, name="relationship_deed"),
    path("bureau/signalements/<key:key>/<slug:deed>/", report_deed, name="report_deed"),
]
