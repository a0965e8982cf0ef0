"""Keeping the directory and the agreements up: a page for each thing, and one for each action on it."""

from django.urls import path

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for

from . import (
    act_subjects,
    activity_deeds,
    agreement_deeds,
    concern_deeds,
    group_deeds,
    group_subjects,
    link_deeds,
    meeting_deeds,
    organization_deeds,
    resolution_deeds,
    seat_deeds,
    service_deeds,
    subjects,
)
from .deeds import deed_view
from .hubs import ORGANIZATION_DEEDS, agreement_hub, organization_history, organization_hub, service_hub

organization_deed = deed_view(subjects.organization, ORGANIZATION_DEEDS)
location_deed = deed_view(subjects.location, organization_deeds.OF_LOCATION)
report_deed = deed_view(subjects.error_report, organization_deeds.OF_REPORT)
service_deed = deed_view(subjects.service, service_deeds.OF_SERVICE)
membership_deed = deed_view(subjects.membership, link_deeds.OF_MEMBERSHIP)
relationship_deed = deed_view(subjects.relationship, link_deeds.OF_RELATIONSHIP)
agreement_deed = deed_view(subjects.agreement, agreement_deeds.OF_AGREEMENT)
group_deed = deed_view(group_subjects.group, group_deeds.OF_GROUP)
seat_deed = deed_view(group_subjects.seat, seat_deeds.OF_SEAT)
meeting_deed = deed_view(group_subjects.meeting, meeting_deeds.OF_MEETING)
agenda_deed = deed_view(group_subjects.agenda_item, meeting_deeds.OF_ITEM)
outcome_deed = deed_view(group_subjects.outcome, meeting_deeds.OF_OUTCOME)
concern_deed = deed_view(act_subjects.concern, concern_deeds.OF_CONCERN)
activity_deed = deed_view(act_subjects.activity, activity_deeds.OF_ACTIVITY)
resolution_deed = deed_view(act_subjects.resolution, resolution_deeds.OF_RESOLUTION)
clause_deed = deed_view(act_subjects.clause, resolution_deeds.OF_CLAUSE)

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
    path("bureau/groupes/<key:key>/<slug:deed>/", group_deed, name="group_deed"),
    path("bureau/sieges/<key:key>/<slug:deed>/", seat_deed, name="seat_deed"),
    path("bureau/rencontres/<key:key>/<slug:deed>/", meeting_deed, name="meeting_deed"),
    path("bureau/rencontres/<key:key>/points/<key:item>/<slug:deed>/", agenda_deed, name="agenda_deed"),
    path("bureau/rencontres/<key:key>/suites/<key:outcome>/<slug:deed>/", outcome_deed, name="outcome_deed"),
    path("bureau/signalements/<key:key>/<slug:deed>/", report_deed, name="report_deed"),
    path("bureau/enjeux/<key:key>/<slug:deed>/", concern_deed, name="concern_deed"),
    path("bureau/activites/<key:key>/<slug:deed>/", activity_deed, name="activity_deed"),
    path("bureau/resolutions/<key:key>/<slug:deed>/", resolution_deed, name="resolution_deed"),
    path("bureau/resolutions/<key:key>/clauses/<key:clause>/<slug:deed>/", clause_deed, name="clause_deed"),
]
