"""Reading the directory: the list, an organization, a service, and saying that something is wrong."""

from django.urls import path

import pages.addresses  # noqa: F401 -- registers what `<key:…>` stands for

from .listing import organization_csv, organization_list
from .organization import organization_page
from .reports import report, reported
from .service import service_page

urlpatterns = [
    path("organismes/", organization_list, name="organizations"),
    path("organismes.csv", organization_csv, name="organizations_csv"),
    path("organismes/<key:key>/", organization_page, name="organization"),
    path("organismes/<key:key>/signaler/", report, name="report_error"),
    path("organismes/<key:key>/signaler/merci/", reported, name="error_reported"),
    path("services/<key:key>/", service_page, name="service"),
]
