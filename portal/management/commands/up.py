"""`manage.py up`: starts the whole portal on this machine and keeps it running until Ctrl-C.

The work is in `portal.launcher`; here are only the options, the signals and the way a refusal is shown.
"""

import os
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.launcher import console, kernel
from portal.launcher.errors import LaunchError
from portal.launcher.stack import Stack


class Command(BaseCommand):
    help = "Starts the portal: its own PostgreSQL and Valkey where no address is given, then web, worker and beat."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", ""), help="port of the web server (default 8000)")
        parser.add_argument(
            "--demo",
            action="store_true",
            default=None,
            help="load demo data into an empty database of your own, too; the portal's own database gets it anyway",
        )
        parser.add_argument("--no-demo", action="store_false", dest="demo", help="start without demo data")
        parser.add_argument("--with-parent", action="store_true", help="stop when the program that called this is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped; raises CommandError with a sentence when the portal cannot start or go on."""
        asked = _StopRequests()
        if options["with_parent"]:
            kernel.end_with_parent(signal.SIGTERM, parent=os.getppid())
        console.say(f"{settings.PORTAL_NAME} is starting")
        stack = Stack(
            root=settings.BASE_DIR,
            var=settings.VAR_DIR,
            port=options["port"],
            demo=options["demo"],
            stopping=asked.once,
            hurry=asked.twice,
        )
        try:
            stack.run()
        except LaunchError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"The portal could not go on: {error}.") from error


class _StopRequests:
    """Counts Ctrl-C, SIGTERM and the end of the terminal; a second one means: at once."""

    def __init__(self) -> None:
        self.count = 0
        # A script that starts this in the background has SIGINT ignored for it and may send it all the same.
        signal.signal(signal.SIGINT, self._note)
        signal.signal(signal.SIGTERM, self._note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under nohup
            signal.signal(signal.SIGHUP, self._note)

    def _note(self, signum: int, frame: FrameType | None) -> None:
        self.count += 1

    def once(self) -> bool:
        return self.count > 0

    def twice(self) -> bool:
        return self.count > 1
