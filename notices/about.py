"""What is told to whom when something happens: from an event of the journal to the mails about it.

An event holds ids only, so addresses and texts are read when the mail is made: what is no longer true by then
(an invitation that was revoked, a user who is gone) makes no mail.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from registry.accounts import queries as accounts
from registry.accounts import rules
from registry.accounts.models import Invitation, User
from registry.accounts.sign_in import invitation_path, password_reset_path
from registry.core.actor import SYSTEM
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.translations import in_language
from registry.directory import queries as directory
from registry.directory import rules as directory_rules
from registry.directory.models import Organization
from registry.journal.models import Event

from .mail import Mail


def invitation(event: Event) -> Iterable[Mail]:
    """The link, to whoever was invited."""
    invited = accounts.invitation(SYSTEM, event.aggregate_key).thing
    if rules.is_pending(invited.expires_at, timezone.now(), invited.accepted_at, invited.revoked_at):
        values = {
            "link": settings.SITE_URL + invitation_path(invited),
            "role": invited.role,
            "place": _place_name(invited),
            "until": timezone.localdate(invited.expires_at),
        }
        yield Mail(invited.email, invited.language, "invitation", str(event.position), values)


def password_reset(event: Event) -> Iterable[Mail]:
    """The link to choose a new password, unless the wish is so old that its link should have ended."""
    if timezone.now() - event.occurred_at < timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        user = accounts.user(SYSTEM, event.aggregate_key).thing
        yield from _to_user(event, user, "password_reset", link=settings.SITE_URL + password_reset_path(user))


def password_changed(event: Event) -> Iterable[Mail]:
    """So that somebody whose password another person changed hears of it."""
    yield from _to_user(event, accounts.user(SYSTEM, event.aggregate_key).thing, "password_changed")


def token_created(event: Event) -> Iterable[Mail]:
    """So that somebody in whose name another person made an API token hears of it."""
    yield from _to_user(event, accounts.user(SYSTEM, event.aggregate_key).thing, "token_created")


def error_reported(event: Event) -> Iterable[Mail]:
    """That there is a report to read, not what it says: to the organization's administrators, or who looks after it."""
    organization = directory.organization(SYSTEM, event.codes["organization"]).thing
    for user in accounts.people_to_tell(SYSTEM, organization):
        with override(user.language):
            path = reverse("organization", kwargs={"key": organization.key})
        name = _name(organization, user.language)
        yield from _to_user(event, user, "error_reported", link=settings.SITE_URL + path, name=name)


ABOUT: dict[str, Callable[[Event], Iterable[Mail]]] = {
    "invitation.created": invitation,
    "invitation.renewed": invitation,
    "user.password_reset_requested": password_reset,
    "user.password_changed": password_changed,
    "user.token_created": token_created,
    "error_report.made": error_reported,
}


def mails_about(event: Event) -> list[Mail]:
    """The mails that this event calls for; none when what it is about is gone."""
    try:
        return list(ABOUT[event.name](event))
    except Refused as refusal:
        if refusal.code is ErrorCode.NOT_FOUND:
            return []
        raise


def _to_user(event: Event, user: User, text: str, **values: object) -> Iterable[Mail]:
    if user.is_active:
        yield Mail(user.email, user.language, text, f"{event.position}.{user.key}", values)


def _place_name(invited: Invitation) -> str:
    if invited.group is not None:
        return in_language(invited.group.names, invited.language).text
    assert invited.organization is not None
    return _name(invited.organization, invited.language)


def _name(organization: Organization, language: str) -> str:
    return directory_rules.name_on(organization.names.all(), language, montreal_today()).text
