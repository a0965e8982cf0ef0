"""Signing in and out, guessing, and forgetting: as a browser meets them."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from registry.accounts import actions
from registry.accounts.models import User
from registry.core.actor import Role
from registry.journal.models import Event
from tasks.worker import do_due
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db
UNKNOWN = "inconnue@organisme.example"
NEW = "six mouettes sur le quai"


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return accounts.user("connue@organisme.example")


def enter(client: Client, email: str, password: str, address: str = "192.0.2.1") -> str:
    """Try to sign in: where it leads, or the errors that are shown."""
    data = {"login": email, "password": password}
    answer = client.post(reverse("account_login"), data, REMOTE_ADDR=address)
    return answer["Location"] if answer.status_code == 302 else str(answer.context["form"].errors)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_user_enters_whatever_the_case_of_the_address_and_leaves(client: Client, user: User) -> None:
    assert enter(client, user.email.upper(), accounts.PASSWORD) == reverse("desk")
    assert signed_in(client)
    assert client.session.get_expire_at_browser_close()
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, user: User) -> None:
    wrong, unknown = (enter(client, email, "mauvais mot de passe") for email in (user.email, UNKNOWN))
    assert wrong == unknown
    assert "Cette adresse et ce mot de passe ne vont pas ensemble" in wrong


@pytest.mark.parametrize("state", ["deactivated", "erased", "no password"])
def test_who_has_no_way_in_gets_that_answer_too(client: Client, user: User, state: str) -> None:
    unknown = enter(client, UNKNOWN, accounts.PASSWORD)
    if state == "deactivated":
        accounts.grant(user, Role.READER, (organization := directory.organization()))
        actions.deactivate_user(accounts.acting(Role.ADMINISTRATOR, organization), user.key)
    elif state == "erased":
        actions.delete_my_account(accounts.actor(user))
    else:
        user.set_unusable_password()
        user.save()
    assert enter(client, "connue@organisme.example", accounts.PASSWORD) == unknown


def test_guessing_locks_out_and_known_and_unknown_addresses_alike(client: Client, user: User) -> None:
    answers = {}
    for email in (user.email, UNKNOWN):
        tries = [enter(client, email, f"essai {number}", f"192.0.2.{number}") for number in range(6)]
        tries.append(enter(client, email, accounts.PASSWORD, "192.0.2.7"))
        answers[email] = tries
    assert answers[user.email] == answers[UNKNOWN]
    assert "attendez quinze minutes" in answers[user.email][-1]
    assert not signed_in(client)


def test_guessing_at_many_addresses_locks_out_the_guesser(client: Client, user: User) -> None:
    for number in range(20):
        enter(client, f"personne{number}@organisme.example", "essai")
    assert "attendez" in enter(client, user.email, accounts.PASSWORD)
    assert enter(client, user.email, accounts.PASSWORD, "198.51.100.1") == reverse("desk")


def test_the_counters_are_shared_through_the_database(client: Client, user: User) -> None:
    from registry.accounts.models import CacheEntry

    enter(client, user.email, "mauvais")
    assert CacheEntry.objects.filter(cache_key__contains="login_failed").exists()


def test_there_is_no_sign_up(client: Client) -> None:
    for path in ("/compte/signup/", "/compte/email/", "/accounts/signup/", "/compte/inscription/"):
        assert client.get(path).status_code == 404


def ask_for_reset(client: Client, email: str) -> str:
    answer = client.post(reverse("account_reset_password"), {"email": email})
    return f"{answer.status_code} {answer['Location']}"


def test_a_forgotten_password_is_replaced_through_the_mailbox(client: Client, user: User) -> None:
    known, unknown = ask_for_reset(client, user.email), ask_for_reset(client, UNKNOWN)
    assert known == unknown
    assert mail.outbox == []
    assert do_due() == 1
    (message,) = mail.outbox
    assert message.to == [user.email]
    link = re.search(r"http://\S+", str(message.body))
    assert link is not None
    assert f"/{user.key}-" in link[0]
    form = client.get(link[0], follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert done.status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not signed_in(client)
    again = Client().get(link[0], follow=True)
    assert again.context["token_fail"]
    names = list(Event.objects.values_list("name", "actor_id"))
    assert names == [("user.password_reset_requested", "system"), ("user.password_changed", user.key)]


def test_a_reset_ends_the_lock_and_every_session(client: Client, user: User) -> None:
    elsewhere = Client()
    enter(elsewhere, user.email, accounts.PASSWORD)
    for number in range(6):
        enter(client, user.email, "essai", f"192.0.2.{number}")
    ask_for_reset(client, user.email)
    do_due()
    link = re.search(r"http://\S+", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[0], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert enter(client, user.email, NEW) == reverse("desk")
    assert elsewhere.get(reverse("account_change_password")).status_code == 302


def test_resets_of_one_address_are_limited(client: Client, user: User) -> None:
    answers = [client.post(reverse("account_reset_password"), {"email": user.email}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_a_password_is_changed_and_only_this_session_stays(client: Client, user: User) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        enter(each, user.email, accounts.PASSWORD)
    page = reverse("account_change_password")
    wrong = client.post(page, {"oldpassword": "mauvais", "password1": NEW, "password2": NEW})
    weak = client.post(page, {"oldpassword": accounts.PASSWORD, "password1": "court", "password2": "court"})
    assert "oldpassword" in wrong.context["form"].errors
    assert "password1" in weak.context["form"].errors
    client.post(page, {"oldpassword": accounts.PASSWORD, "password1": NEW, "password2": NEW})
    assert client.get(page).status_code == 200
    assert elsewhere.get(page).status_code == 302
    assert list(Event.objects.values_list("name", flat=True)) == ["user.password_changed"]


def test_a_deactivated_user_is_out_at_the_next_request(client: Client, user: User) -> None:
    organization = directory.organization()
    accounts.grant(user, Role.READER, organization)
    enter(client, user.email, accounts.PASSWORD)
    assert client.get(reverse("account_change_password")).status_code == 200
    actions.deactivate_user(accounts.acting(Role.ADMINISTRATOR, organization), user.key)
    assert client.get(reverse("account_change_password")).status_code == 302


def test_signing_in_leads_to_no_other_site(client: Client, user: User) -> None:
    data = {"login": user.email, "password": accounts.PASSWORD, "next": "https://ailleurs.example/"}
    assert client.post(reverse("account_login"), data)["Location"] == reverse("desk")
