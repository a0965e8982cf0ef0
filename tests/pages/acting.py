"""Acting on pages as a browser does: a form is fetched, changed and sent with all that it carries."""

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from pages.editing.forms import as_sent
from registry.accounts.models import User
from registry.core.actor import Role
from registry.directory.models import Organization
from tests.factories import accounts

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def holder(role: Role, place: Organization) -> Client:
    """The browser of a new user with one role."""
    return signed_in(accounts.holder(role, place))


def sent_by(response: Any) -> dict[str, list[str]]:
    """What the form on the page would send as it stands."""
    form = response.context["form"]
    return {field.name: as_sent(field) for field in form}


def fill(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """The form at this address, with some fields filled in otherwise."""
    page = client.get(url)
    assert page.status_code == 200, url
    return sent_by(page) | changes


def send(client: Client, url: str, **changes: Any) -> Any:
    """Fill the form in and send it; what leaves the house is checked first, then sent."""
    data = fill(client, url, **changes)
    answer = client.post(url, data)
    if answer.status_code == 200 and "answers" in answer.context:
        answer = client.post(url, data | {"sure": "1"})
    return answer


def done(answer: Any) -> bool:
    """Whether it worked: it leads on."""
    return bool(answer.status_code == 302)


def words(response: Any) -> str:
    """The page's words as one types them: no tags, plain apostrophes, single spaces."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("’", "'")
    return re.sub(r"\s+", " ", text)


def at(name: str, *keys: str) -> str:
    return reverse(name, args=keys)
