"""The addresses of concertation."""

from django.urls import path

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for

from .activities import activity_list, activity_page
from .assembly import assembly_list, assembly_page, assembly_votes
from .book import book_docx, book_pdf
from .concerns import concern_page
from .desks import groups_desk, seats_desk
from .feeds import calendar_feed, feed_deed, group_calendar_deed, organization_calendar_deed
from .group import candidates_page, group_page
from .groups import group_list
from .meetings import meeting_minutes, meeting_page
from .notes import meeting_notes
from .resolutions import resolution_list, resolution_page
from .together import common_groups, organization_groups

urlpatterns = [
    path("bureau/groupes/", groups_desk, name="groups_desk"),
    path("bureau/sieges/", seats_desk, name="seats_desk"),
    path("groupes/", group_list, name="groups"),
    path("groupes/<key:key>/", group_page, name="group"),
    path("groupes/<key:key>/copresidences/", candidates_page, name="group_candidates"),
    path("organismes/<key:key>/groupes/", organization_groups, name="organization_groups"),
    path("organismes/<key:key>/groupes/<key:other>/", common_groups, name="common_groups"),
    path("rencontres/<key:key>/", meeting_page, name="meeting"),
    path("rencontres/<key:key>/notes/", meeting_notes, name="meeting_notes"),
    path("rencontres/<key:key>/proces-verbal/", meeting_minutes, name="meeting_minutes"),
    path("enjeux/<key:key>/", concern_page, name="concern"),
    path("activites/", activity_list, name="activities"),
    path("activites/<key:key>/", activity_page, name="activity"),
    path("resolutions/", resolution_list, name="resolutions"),
    path("resolutions/<key:key>/", resolution_page, name="resolution"),
    path("regroupements/<key:key>/assemblees/", assembly_list, name="assemblies"),
    path("assemblees/<key:key>/", assembly_page, name="assembly"),
    path("assemblees/<key:key>/votes/", assembly_votes, name="assembly_votes"),
    path("assemblees/<key:key>/cahier.pdf", book_pdf, name="book_pdf"),
    path("assemblees/<key:key>/cahier.docx", book_docx, name="book_docx"),
    path("calendrier/<slug:secret>.ics", calendar_feed, name="calendar_feed"),
    path("compte/calendriers/<key:key>/<slug:deed>/", feed_deed, name="feed_deed"),
    path("compte/calendriers/groupes/<key:key>/<slug:deed>/", group_calendar_deed, name="group_calendar_deed"),
    path(
        "compte/calendriers/organismes/<key:key>/<slug:deed>/",
        organization_calendar_deed,
        name="organization_calendar_deed",
    ),
]
