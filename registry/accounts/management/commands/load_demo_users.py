"""`manage.py load_demo_users`: the roles that a demonstration is entered as."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.accounts.actions import load_demo_users
from registry.core.actor import SYSTEM
from registry.core.errors import ErrorCode, Refused
from registry.core.messages import sentence


class Command(BaseCommand):
    help = "Loads the users of a demonstration, who enter with one click. Only where DEMO_SIGN_IN is on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help='JSON: {"users": [{email, label, grants: [{role, scope, id}]}]}')

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = json.loads(options["file"].read_text(encoding="utf-8"))["users"]
            count = load_demo_users(SYSTEM, rows)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{options['file']} is no file of demonstration users: {error}") from None
        except Refused as refusal:
            if refusal.code is ErrorCode.NOT_ALLOWED:
                raise CommandError("This is no demonstration: nobody enters here without a password.") from None
            raise CommandError(" ".join(sentence(problem) for problem in refusal.problems)) from None
        self.stdout.write(f"{count} demonstration users")
