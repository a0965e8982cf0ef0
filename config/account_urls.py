"""The pages of allauth that this registry has: no sign-up, and no managing of addresses (docs/decisions/0020)."""

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path


def logout(request: HttpRequest) -> HttpResponse:
    """Leave; the browser then forgets what pages kept in it, such as notes that were not saved yet."""
    response: HttpResponse = views.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"storage"'
    return response


urlpatterns = [
    path("entrer/", views.login, name="account_login"),
    path("sortir/", logout, name="account_logout"),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    path("mot-de-passe/oublie/", views.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/change/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
