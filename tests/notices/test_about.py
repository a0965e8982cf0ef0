"""Who is told what, in their language, and what makes no mail any more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from notices.about import ABOUT, mails_about
from notices.mail import Mail, render, send
from registry.accounts import actions, queries
from registry.accounts.models import Invitation
from registry.core.actor import ANONYMOUS, SYSTEM, Role
from registry.directory import actions as directory_actions
from registry.journal.models import Event
from tests.factories import accounts, directory


def told() -> list[Mail]:
    """The mails about everything that happened."""
    return [made for event in Event.objects.filter(name__in=ABOUT).order_by("position") for made in mails_about(event)]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "prefix"), [("fr", ""), ("en", "/en"), ("es", "/es")])
def test_an_invitation_is_mailed_to_the_invited_in_their_language(
    settings: Settings, language: str, prefix: str
) -> None:
    settings.SITE_URL = "https://registre.example"
    organization = directory.organization("Maison de l’Érable")
    administrator = accounts.acting(Role.ADMINISTRATOR, organization)
    invited = actions.invite_user(
        administrator,
        "nouvelle@organisme.example",
        role="reader",
        scope="organization",
        scope_key=organization.key,
        language=language,
    )
    (made,) = told()
    subject, body = render(made)
    assert made.to == "nouvelle@organisme.example"
    assert "Maison de l’Érable" in subject
    token = queries.invitation_token(SYSTEM, invited)
    assert f"\nhttps://registre.example{prefix}/invitation/{token}/\n" in body


@pytest.mark.django_db
def test_each_role_is_invited_in_its_own_words() -> None:
    coalition = directory.coalition()
    bodies = set()
    group = accounts.group(coalition)
    for role in Role:
        invited = accounts.invitation(group if role is Role.LEAD else coalition, role)
        actions.renew_invitation(SYSTEM, invited.key)
        bodies.add(render(told()[-1])[1].split("\n\n")[1])
    assert len(bodies) == len(Role)


@pytest.mark.django_db
def test_what_is_no_longer_true_makes_no_mail() -> None:
    organization = directory.organization(claimed=True)
    accepted, revoked, old = (accounts.invitation(organization) for _ in range(3))
    for invited in (accepted, revoked, old):
        actions.renew_invitation(SYSTEM, invited.key)
    assert len(told()) == 3
    user = actions.accept_invitation(ANONYMOUS, queries.invitation_token(SYSTEM, accepted), password=accounts.PASSWORD)
    actions.revoke_invitation(SYSTEM, revoked.key)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    assert told() == []
    actions.set_password(accounts.actor(user), accounts.PASSWORD)
    actions.request_password_reset(SYSTEM, user.key)
    actions.create_api_token(accounts.actor(user), "Essai")
    assert [made.text for made in told()] == ["password_changed", "password_reset", "token_created"]
    actions.delete_my_account(accounts.actor(user))
    assert told() == []


@pytest.mark.django_db
def test_an_old_wish_for_a_new_password_sends_no_link() -> None:
    user = accounts.user()
    actions.request_password_reset(SYSTEM, user.key)
    event = Event.objects.get()
    assert len(mails_about(event)) == 1
    event.occurred_at -= timedelta(days=2)
    assert mails_about(event) == []


@pytest.mark.django_db
def test_a_reported_error_reaches_the_administrators_and_says_nothing_of_what_was_reported() -> None:
    coalition = directory.coalition()
    organization = directory.organization("Le Refuge")
    directory.member(coalition, organization)
    coordinator = accounts.holder(Role.COORDINATOR, coalition)
    accounts.holder(Role.READER, organization)
    directory_actions.report_error(ANONYMOUS, organization.key, text="Ils ont déménagé")
    assert [made.to for made in told()] == [coordinator.email]
    administrators = {accounts.holder(Role.ADMINISTRATOR, organization).email for _ in range(2)}
    organization.claimed = True
    organization.save()
    assert {made.to for made in told()} == administrators
    subject, body = render(told()[0])
    assert "Le Refuge" in subject
    assert "déménagé" not in body
    assert f"/{organization.key}/" in body


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize(
    "text", ["invitation", "password_reset", "password_changed", "token_created", "error_reported"]
)
def test_every_text_has_a_subject_of_one_line_and_a_body(text: str, language: str) -> None:
    values = {"link": "https://registre.example/x/", "place": "A & B", "name": "A & B", "role": "reader"}
    subject, body = render(Mail("a@b.example", language, text, "1", values | {"until": timezone.localdate()}))
    assert 5 < len(subject) < 120
    assert "\n" not in subject
    assert body.startswith(("Bonjour", "Hello", "Buenos días", "Hola", "Good"))
    assert "&amp;" not in subject + body


@given(st.text())
def test_no_name_can_put_a_header_into_a_mail(name: str) -> None:
    subject, _ = render(Mail("a@b.example", "fr", "error_reported", "1", {"name": name, "link": ""}))
    assert "\n" not in subject
    assert "\r" not in subject


@pytest.mark.django_db
def test_the_same_mail_sent_again_has_the_same_message_id(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Registre <registre@coalition.example>"
    for _ in range(2):
        send(Mail("a@b.example", "fr", "password_changed", "7.abc"))
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    assert ids == ["<7.abc.password_changed@coalition.example>"] * 2
