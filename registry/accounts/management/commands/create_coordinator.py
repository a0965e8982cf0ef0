"""`manage.py create_coordinator`: let the first person in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from registry.accounts.actions import invite_first_coordinator
from registry.accounts.sign_in import invitation_path
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode, Refused
from registry.core.messages import sentence
from registry.core.translations import LANGUAGES


class Command(BaseCommand):
    help = "Makes the first coordinator of an empty installation, and prints the link to choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="where they are written to, and what they sign in with")
        coalition = parser.add_mutually_exclusive_group(required=True)
        coalition.add_argument("--coalition", metavar="KEY", help="the coalition that they coordinate")
        coalition.add_argument("--new-coalition", metavar="NAME", help="the same, not in the registry yet: its name")
        parser.add_argument("--language", choices=LANGUAGES, default="fr", help="language of the name and of the mails")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitation = invite_first_coordinator(
                SYSTEM,
                options["email"],
                options["coalition"],
                new_coalition=options["new_coalition"],
                language=options["language"],
            )
        except Refused as refusal:
            if refusal.code is ErrorCode.ALREADY_EXISTS:
                raise CommandError("There is a coordinator already: they invite the others.") from None
            raise CommandError(" ".join(sentence(problem) for problem in refusal.problems)) from None
        self.stdout.write("Open this link within seven days to choose a password. It works once; it is mailed too.\n")
        self.stdout.write(settings.SITE_URL + invitation_path(invitation))
