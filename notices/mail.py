"""One e-mail: rendered in the reader's language, as plain text, and sent.

The texts are templates in French, translated by the catalogs; the first line of each is the subject.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class Mail:
    """`text` names the template; `reference` is the same each time that the same mail is made."""

    to: str
    language: str
    text: str
    reference: str
    values: Mapping[str, object] = field(default_factory=dict)


def render(mail: Mail) -> tuple[str, str]:
    """Subject and body."""
    with override(mail.language):
        rendered = render_to_string(f"notices/{mail.text}.txt", {**mail.values, "site": settings.SITE_URL})
    subject, _, body = rendered.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def send(mail: Mail) -> None:
    """Hand the mail to the mail server. Sent again after a crash, it has the same Message-ID: one copy is shown."""
    subject, body = render(mail)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<{mail.reference}.{mail.text}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    EmailMessage(subject, body, to=[mail.to], headers=headers).send()
