"""`manage.py messages`: update, check and compile the translation catalogues without the gettext programs."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.kit import catalogues

FOLDERS = ("portal", "accounts", "companies", "invoices", "recurring", "signing", "reports", "templates")
# Packages whose strings a user may see and whose catalogues have gaps in our languages.
FOREIGN = (
    ("allauth", "locale"),
    ("django", "conf/locale"),
    ("django", "contrib/auth/locale"),
    ("django", "contrib/admin/locale"),
    ("django", "contrib/humanize/locale"),
)


class Command(BaseCommand):
    """Keeps locale/<language>/LC_MESSAGES/django.po; English is the source and needs no catalogue."""

    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of the three acts; without any, compile."""
        parser.add_argument("--update", action="store_true", help="bring the .po files up to date with the sources")
        parser.add_argument("--check", action="store_true", help="exit 1 when a message is missing, fuzzy or unused")
        parser.add_argument("--compile", action="store_true", help="write the .mo files that are out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the acts that were asked for."""
        sources = catalogues.Sources(settings.BASE_DIR, FOLDERS, tuple(_foreign_folders()))
        own = catalogues.find_messages(sources) if options["update"] or options["check"] else {}
        faults = []
        for language, _name in settings.LANGUAGES:
            if language == "en":
                continue
            path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
            wanted = own | {
                key: places for key, places in catalogues.find_foreign(sources, language).items() if key not in own
            }
            if options["update"]:
                catalogues.update_catalogue(path, language, wanted)
            if options["check"]:
                faults += list(catalogues.list_faults(path, language, wanted))
            elif path.exists() and catalogues.compile_catalogue(path, language):
                self.stdout.write(f"compiled {language}")
        for fault in faults[:200]:
            self.stderr.write(f"{fault.language}: “{fault.text}” {fault.reason}")
        if faults:
            raise CommandError(f"{len(faults)} faults in the catalogues; run manage.py messages --update, translate.")


def _foreign_folders() -> list[Path]:
    folders = []
    for package, folder in FOREIGN:
        spec = find_spec(package)
        if spec and spec.submodule_search_locations:
            folders.append(Path(next(iter(spec.submodule_search_locations))) / folder)
    return folders
