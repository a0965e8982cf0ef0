"""Entering and leaving, a person's own page, and who has which role where."""

from django.urls import path

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for

from .entering import accept_invitation, demonstration
from .own import account, grant_deed, my_data, own_deed, token_deed
from .people import invitation_deed, people_page, person_deed, person_page, place_deed

urlpatterns = [
    path("compte/", account, name="account"),
    path("compte/demonstration/", demonstration, name="enter_demonstration"),
    path("compte/mes-donnees.json", my_data, name="my_data"),
    path("compte/moi/<slug:deed>/", own_deed, name="own_deed"),
    path("compte/roles/<key:key>/<slug:deed>/", grant_deed, name="grant_deed"),
    path("compte/jetons/<key:key>/<slug:deed>/", token_deed, name="token_deed"),
    path("invitation/<str:token>/", accept_invitation, name="accept_invitation"),
    path("bureau/organismes/<key:key>/personnes/", people_page, name="people"),
    path("bureau/organismes/<key:key>/personnes/<slug:deed>/", place_deed, name="place_deed"),
    path("bureau/personnes/<key:key>/", person_page, name="person"),
    path("bureau/personnes/<key:key>/<slug:deed>/", person_deed, name="person_deed"),
    path("bureau/invitations/<key:key>/<slug:deed>/", invitation_deed, name="invitation_deed"),
]
