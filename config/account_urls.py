"""The pages of allauth that this registry has: no sign-up, and no managing of addresses (docs/decisions/0020)."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("entrer/", views.login, name="account_login"),
    path("sortir/", views.logout, name="account_logout"),
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
