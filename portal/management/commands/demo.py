"""`manage.py demo`: load the demo when the portal is empty, or print how to sign in to it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.demo import cast, load


class Command(BaseCommand):
    """Loads believable companies, customers and invoices; a portal that has any company is left alone."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the question for the sign-in."""
        parser.add_argument("--sign-in", action="store_true", help="only print the demo's e-mail address and password")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or print the sign-in."""
        if options["sign_in"]:
            self.stdout.write(f"{cast.PEOPLE[0].email}  {cast.PASSWORD}")
        elif load.is_loaded():
            self.stdout.write("The portal has companies already; the demo is not loaded.")
        else:
            load.load(lambda line: self.stdout.write(line))
            self.stdout.write("The demo is loaded.")
